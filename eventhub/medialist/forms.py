"""Forms of the media list."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from eventhub.medialist.actions import ContactDetails
from eventhub.medialist.models import MediaContact
from eventhub.organizations.models import Office
from eventhub.organizations.queries import all_offices
from eventhub.text.languages import LANGUAGES, in_language
from eventhub.web.forms import CheckboxesField, Form, choices, number_or_none
from eventhub.web.language import current_language
from eventhub.web.validators import mail_address, no_link, single_line

CONSENT_WORDING = _l(
    "Send me press releases by mail. My address is used for nothing else, and one click ends this at any time."
)


class ContactForm(Form):
    """What somebody wants to read."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Write your name.")), Length(max=200), no_link],
        filters=[single_line],
        render_kw={"autocomplete": "name", "dir": "auto"},
    )
    medium = StringField(
        _l("Newspaper, station or site"),
        [Length(max=200), no_link],
        filters=[single_line],
        render_kw={"autocomplete": "organization", "dir": "auto"},
    )
    languages = CheckboxesField(
        _l("I read"),
        [InputRequired(_l("Choose at least one language."))],
        choices=choices((each.code, each.name) for each in LANGUAGES),
        description=_l("A release comes once, in the first of these languages that it is written in."),
    )
    office_id = SelectField(_l("Releases of"), coerce=number_or_none)

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._offices: dict[int, Office] = {office.id: office for office in all_offices()}
        language = current_language()
        self.office_id.choices = choices(
            [
                ("", _l("All offices")),
                *((office.id, in_language(office.name, language)[0]) for office in self._offices.values()),
            ]
        )

    def details(self) -> ContactDetails:
        """The languages with that of the page first: it is the one in which the person came."""
        here = current_language()
        return ContactDetails(
            name=self.name.data or "",
            medium=self.medium.data or "",
            languages=sorted(self.languages.data or [], key=lambda code: code != here),
            office=self._offices.get(self.office_id.data),
        )

    def load(self, contact: MediaContact) -> None:
        self.office_id.data = contact.office_id


class JoinForm(ContactForm):
    """Asking to be put on the list."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(_l("Write your e-mail address.")), Length(max=254), mail_address],
        render_kw={"autocomplete": "email", "inputmode": "email", "dir": "ltr"},
    )
    consents = BooleanField(
        CONSENT_WORDING, [DataRequired(_l("Without your consent we may not write to you."))]
    )


class InviteForm(ContactForm):
    """A press officer asks somebody whether they want to be on the list."""

    email = EmailField(_l("E-mail address"), [DataRequired(), Length(max=254), mail_address])
