"""Whose events are whose."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from eventhub.accounts.permissions import Permission, may
from eventhub.events.models import Event, EventStaff
from eventhub.organizations.models import OfficeMember


def looked_after_by(user: Any) -> ColumnElement[bool]:
    """SQL condition on Event: the events of the user's offices, and those whose staff the user belongs to."""
    if may(user, Permission.EVENT_EDIT_ALL):
        return Event.id.is_not(None)
    return or_(
        Event.office_id.in_(select(OfficeMember.office_id).where(OfficeMember.user_id == user.id)),
        Event.id.in_(select(EventStaff.event_id).where(EventStaff.user_id == user.id)),
    )
