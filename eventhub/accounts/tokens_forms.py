"""The form of an API token."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from eventhub.accounts.permissions import Permission
from eventhub.accounts.tokens_rules import LONGEST_LIFE, USUAL_LIFE
from eventhub.web.forms import CheckboxesField, Form, choices

SCOPE_LABELS = {
    Permission.DESK_USE: _l("Read what the desk shows"),
    Permission.EVENT_EDIT: _l("Write events and their agendas"),
    Permission.EVENT_EDIT_ALL: _l("The same for the events of all offices"),
    Permission.EVENT_FUND: _l("Write who funds events"),
    Permission.REGISTRATION_VIEW: _l("Read registrations and nominations"),
    Permission.REGISTRATION_DECIDE: _l("Decide on registrations, ask for nominations"),
    Permission.REGISTRATION_SENSITIVE: _l("Read what people told in confidence"),
    Permission.CHECKIN_USE: _l("Check people in"),
    Permission.RELEASE_EDIT: _l("Write releases"),
    Permission.RELEASE_CLEAR: _l("Clear releases, or send them back"),
    Permission.RELEASE_PUBLISH: _l("Publish, correct and withdraw releases"),
    Permission.MEDIA_LIST: _l("Read the media list"),
    Permission.REGISTRY_EDIT: _l("Write the directory: organisations, programmes, topics"),
    Permission.FUNDING_EDIT: _l("Write funding sources"),
    Permission.OFFICE_EDIT: _l("Write offices"),
    Permission.OUTBOX_VIEW: _l("Read the mailbox"),
    Permission.USER_ADMINISTER: _l("Administer users"),
    Permission.INSTANCE_EXPORT: _l("Export everything, with all personal data"),
}


def scope_label(scope: str) -> Any:
    """What a scope lets a program do, in words; its name where there are none."""
    return SCOPE_LABELS.get(scope, scope)  # pyright: ignore - a StrEnum is its value


class TokenForm(Form):
    name = StringField(
        _l("What it is for"),
        [DataRequired(), Length(max=100)],
        description=_l("Such as the name of the program and of the machine on which it runs."),
    )
    scopes = CheckboxesField(
        _l("What it may do"),
        [InputRequired(_l("Choose at least one."))],
        description=_l("Never more than you may yourself. Choose as little as is needed."),
    )
    days = IntegerField(
        _l("Days until it expires"),
        [
            InputRequired(_l("Write a number of days from 1 to 366.")),
            NumberRange(min=1, max=LONGEST_LIFE.days, message=_l("Write a number of days from 1 to 366.")),
        ],
        default=USUAL_LIFE.days,
    )

    def __init__(self, *arguments: Any, offered: Iterable[Permission], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.scopes.choices = choices((each.value, scope_label(each)) for each in offered)

    def details(self) -> dict[str, Any]:
        """What ``tokens_actions.add_token`` takes."""
        return {
            "name": self.name.data,
            "scopes": [Permission(each) for each in self.scopes.data or []],
            "life": timedelta(days=self.days.data or 0),
        }
