"""What organisers fill in about certificates, and what readers of one type."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, Length, NumberRange

from eventhub.documents.certificate_actions import TermsDetails
from eventhub.web.forms import Form
from eventhub.web.validators import single_line


class TermsForm(Form):
    """What a certificate asks for, and who signs it."""

    needed_percent = IntegerField(
        _l("Share of the days needed, in per cent"),
        [
            DataRequired(_l("Write a number from 1 to 100.")),
            NumberRange(1, 100, _l("Write a number from 1 to 100.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    signatory_name = StringField(_l("Who signs"), [Length(max=200)], filters=[single_line])
    signatory_title = StringField(_l("Function"), [Length(max=200)], filters=[single_line])

    def details(self) -> TermsDetails:
        return TermsDetails(
            needed_percent=self.needed_percent.data or 0,
            signatory_name=self.signatory_name.data or "",
            signatory_title=self.signatory_title.data or "",
        )
