"""What organisers and focal points fill in."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    EmailField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length

from eventhub.delegations.actions import NomineeDetails
from eventhub.delegations.labels import CAPACITY_LABELS
from eventhub.delegations.models import Capacity, Nominee
from eventhub.text.languages import LANGUAGES
from eventhub.web.forms import CheckboxesField, Form, choices
from eventhub.web.tables import TableFields
from eventhub.web.validators import mail_address, no_link, single_line, telephone


class AskForm(Form):
    """Which organisations are asked, until when, and what their letter says."""

    participations = CheckboxesField(_l("Organisations"), coerce=int)
    due_at = DateTimeLocalField(
        _l("Nominations until"),
        [InputRequired(_l("Write a date and a time."))],
        description=_l("By the clock at the venue. Later names need your approval."),
    )
    language = SelectField(
        _l("Language of the letter"), choices=choices((each.code, each.name) for each in LANGUAGES)
    )
    reminds = BooleanField(
        _l("Remind them by itself"),
        default=True,
        description=_l("Three days before, and on the day after, if the list has not come."),
    )
    terms = TextAreaField(
        _l("What else the letter says"),
        [Length(max=4000)],
        description=_l("In the language of the letter: who bears which costs, what profile you look for."),
        render_kw={"rows": 4, "dir": "auto"},
    )


class NomineeForm(Form):
    """Somebody whom an organisation sends."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Write the name.")), Length(max=200), no_link],
        filters=[single_line],
        description=_l("As it shall stand on the badge."),
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    email = EmailField(
        _l("E-mail address"),
        [DataRequired(_l("Write the e-mail address.")), Length(max=254), mail_address],
        description=_l(
            "The person’s own, or that of their office: the confirmation and their link go there."
        ),
        render_kw={"dir": "ltr", "autocomplete": "off", "inputmode": "email"},
    )
    position = StringField(
        _l("Position"),
        [Length(max=200), no_link],
        filters=[single_line],
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    phone = TelField(
        _l("Telephone"),
        [Length(max=40), telephone],
        filters=[single_line],
        render_kw={"dir": "ltr", "autocomplete": "off", "inputmode": "tel"},
    )
    capacity = SelectField(
        _l("Capacity"),
        [DataRequired(_l("Choose one of: head of delegation, delegate, alternate, adviser, observer."))],
        choices=choices((each.value, CAPACITY_LABELS[each]) for each in Capacity),
        default=Capacity.DELEGATE.value,
        validate_choice=False,
    )
    is_reserve = BooleanField(_l("Reserve list"), description=_l("Stands ready if somebody cannot come."))

    is_assistant = BooleanField(
        _l("Personal assistant"),
        description=_l("Of a person with a disability: has a seat besides your places."),
    )

    @classmethod
    def of(cls, nominee: Nominee) -> "NomineeForm":
        """The form as the list has it; what has been sent goes before."""
        names = ("name", "email", "position", "phone", "is_reserve", "is_assistant")
        kept = {each: getattr(nominee, each) for each in names}
        return cls(data={**kept, "capacity": nominee.capacity.value})

    def details(self) -> NomineeDetails:
        known = {each.value: each for each in Capacity}
        return NomineeDetails(
            name=self.name.data or "",
            email=self.email.data or "",
            position=self.position.data or "",
            phone=self.phone.data or "",
            capacity=known.get(self.capacity.data or "", Capacity.DELEGATE),
            is_reserve=bool(self.is_reserve.data),
            is_assistant=bool(self.is_assistant.data),
        )


class SheetForm(TableFields, Form):
    """Several people at once."""
