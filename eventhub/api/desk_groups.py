"""People whom somebody has registered together."""

from collections.abc import Callable, Sequence
from typing import Any

from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.area import Area
from eventhub.api.desk_registrations import REGISTRATIONS
from eventhub.api.resources import Resource
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.registration import groups
from eventhub.registration.group_queries import get_group, groups_of
from eventhub.registration.models import Group, RegistrationStatus
from eventhub.web.access import requires

area = Area("desk_groups", "Groups")


class GroupMember(Schema):
    registration = fields.Number(required=True)
    name = fields.Text(200, required=True)
    status = fields.Choice(RegistrationStatus, required=True)


class GroupSchema(Schema):
    id = fields.Number(required=True)
    contact_name = fields.Text(200, required=True)
    contact_email = fields.Text(254, required=True)
    language = fields.Text(8, required=True)
    category_id = fields.Number(required=True, allow_none=True)
    is_together = fields.Flag(
        required=True, metadata={"description": "Those who wait get places all at once or not at all."}
    )
    keeps_places = fields.Flag(
        required=True, metadata={"description": "Free places are kept until there are enough for all of it."}
    )
    members = fields.Several(fields.Part(GroupMember), required=True)


def _group(row: Group) -> dict[str, Any]:
    names = [name for name in GroupSchema._declared_fields if name != "members"]
    members = [{"registration": each.id, "name": each.name, "status": each.status} for each in row.members]
    return {**{name: getattr(row, name) for name in names}, "members": members}


GROUPS = Resource(
    area=area,
    path=f"{REGISTRATIONS}/groups",
    one="/<int:group_id>",
    gives=GroupSchema,
    view=_group,
    find=get_group,
)
VERBS: dict[str, Callable[[Group], Any]] = {
    "confirm": lambda group: groups.confirm_group(group, now=now()),
    "decline": lambda group: groups.decline_group(group, now=now()),
    "cancel": lambda group: groups.cancel_group(group, now=now()),
    "keep": lambda group: groups.keep_places(group, keeps=True, now=now()),
    "pass": lambda group: groups.keep_places(group, keeps=False, now=now()),
    "part": lambda group: groups.part_group(group, now=now()),
}


@GROUPS.lists
@requires(Permission.REGISTRATION_VIEW)
def list_groups(event: Event) -> Sequence[Group]:
    """The groups of an event, in the order in which they were registered."""
    return groups_of(event)


@GROUPS.shows
@requires(Permission.REGISTRATION_VIEW)
def show_group() -> None:
    """One group and its people."""


@GROUPS.acts(f"<any({','.join(repr(each) for each in VERBS)}):what>")
@requires(Permission.REGISTRATION_DECIDE)
def decide_group(group: Group, what: str) -> None:
    """Give all of it places, decline or cancel it, keep free places for it or pass it over, or let each wait alone."""
    VERBS[what](group)
