"""Sharing one event with another office, narrowly."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import Role
from eventhub.accounts.roles import within
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.events.models import Event, EventShare
from eventhub.events.permissions import held_for
from eventhub.organizations.models import Office


def shares_of(event: Event) -> Sequence[EventShare]:
    return db.session.scalars(
        select(EventShare)
        .where(EventShare.event_id == event.id)
        .options(joinedload(EventShare.office))
        .order_by(EventShare.id)
    ).all()


def roles_to_give(user: Any, event: Event) -> list[Role]:
    """The roles that ``user`` may give to others for an event: none that may do more than they may themselves."""
    held = held_for(user, event)
    return [each for each in Role if each != Role.ADMINISTRATOR and within(each, held)]


def share_event(event: Event, office: Office, role: Role) -> None:
    """Let people of another office help with an event, each as far as both this role and their own there go.

    An office with which it is shared already gets the new role in place of the old one.
    """
    share = db.session.scalar(
        select(EventShare).where(EventShare.event_id == event.id, EventShare.office_id == office.id)
    )
    before = share.role.value if share else None
    if share is None:
        share = EventShare(event_id=event.id, office_id=office.id)
        db.session.add(share)
    share.role = role
    db.session.flush()
    record("event:share:set", event, changes={"share": [before, f"{office.slug} {role}"]})


def unshare_event(event: Event, office: Office) -> None:
    """End that; an office with which it is not shared changes nothing."""
    ended = delete(EventShare).where(EventShare.event_id == event.id, EventShare.office_id == office.id)
    if rows_updated(ended):
        record("event:share:end", event, changes={"share": [office.slug, None]})
