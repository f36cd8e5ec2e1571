"""What is filled in at the entrance."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, StringField
from wtforms.validators import DataRequired, Length, Optional

from eventhub.registration.details import RegistrationDetails
from eventhub.registration.fields import OrganizationNameField
from eventhub.tokens import new_token
from eventhub.web.forms import Form
from eventhub.web.validators import mail_address, no_link, single_line


class WalkInForm(Form):
    """Somebody who has not registered: three fields, two of which may stay empty."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Write the name.")), Length(max=200), no_link],
        filters=[single_line],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    organization = OrganizationNameField(
        _l("Organisation"),
        [Length(max=200), no_link],
        filters=[single_line],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    email = EmailField(
        _l("E-mail address"),
        [Optional(), Length(max=254), mail_address],
        description=_l("If they want the confirmation and, later, a certificate."),
        render_kw={"autocomplete": "off", "dir": "ltr", "inputmode": "email"},
    )
    beyond_capacity = BooleanField(_l("Let the person in although all places are taken"))
    client_id = HiddenField(default=new_token, validators=[Length(max=64)])

    def details(self) -> RegistrationDetails:
        organization, name = self.organization.chosen()
        return RegistrationDetails(
            name=self.name.data or "",
            email=self.email.data or "",
            organization=organization,
            organization_name=name,
        )
