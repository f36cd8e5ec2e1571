"""Forms by which further roles are given."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from eventhub.accounts.labels import ROLE_LABELS
from eventhub.accounts.models import Role
from eventhub.web.forms import Form, choices


class GrantForm(Form):
    """A role, and where it holds."""

    role = SelectField(_l("Role"), coerce=Role, default=Role.VIEWER)
    scope = SelectField(_l("Where"))

    def __init__(self, *arguments: Any, scopes: Sequence[tuple[str, str]], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.role.choices = choices((each.value, ROLE_LABELS[each]) for each in Role)
        self.scope.choices = choices(scopes)


class EventGrantForm(Form):
    """A role for one event, and who holds it."""

    user_id = SelectField(_l("Person"), coerce=int)
    role = SelectField(_l("Role"), coerce=Role, default=Role.VIEWER)

    def __init__(self, *arguments: Any, users: Sequence[Any], roles: Sequence[Role], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.user_id.choices = choices((each.id, each.name) for each in users)
        self.role.choices = choices((each.value, ROLE_LABELS[each]) for each in roles)


class ShareForm(Form):
    """An office that helps with one event, and how far."""

    office_id = SelectField(_l("Office"), coerce=int)
    role = SelectField(
        _l("At most as"),
        coerce=Role,
        default=Role.VIEWER,
        description=_l(
            "Nobody of that office may do more here than this role, nor more than they may there."
        ),
    )

    def __init__(
        self, *arguments: Any, offices: Sequence[tuple[int, str]], roles: Sequence[Role], **keywords: Any
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.office_id.choices = choices(offices)
        self.role.choices = choices((each.value, ROLE_LABELS[each]) for each in roles)
