"""Reading the log of changes, and webhooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from eventhub.accounts.permissions import Permission, may
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.permissions import looked_after_by
from eventhub.organizations.models import OfficeMember
from eventhub.webhooks.changes import first_number, last_number
from eventhub.webhooks.errors import ChangesForgottenError, WebhookNotFoundError
from eventhub.webhooks.models import Change, Webhook, WebhookDelivery

DIRECTORY = ("organizations", "offices", "programmes", "funding_sources", "topics", "series")
"""Tables of things that are everybody's at the desk."""
MEDIA_LIST = "media_contacts"
"""Table of addresses: for those who look after the list."""
PEOPLE = ("registrations", "delegations")
"""Tables of things for which a permission of their own is needed."""


@dataclass(frozen=True)
class Changes:
    """Some changes, and the number after which to go on."""

    items: Sequence[Change]
    next: int


def visible_to(user: Any) -> ColumnElement[bool]:
    """SQL condition on Change: of the directory, and of events that ``user`` sees, also of deleted ones.

    Of people, only where ``user`` may see who has registered.
    """
    offices = select(OfficeMember.office_id).where(OfficeMember.user_id == user.id)
    is_deleted = Change.event_id.is_not(None) & Change.event_id.not_in(select(Event.id))
    seen = Change.event_id.in_(select(Event.id).where(looked_after_by(user, Permission.DESK_USE)))
    of_people = Change.event_id.in_(
        select(Event.id).where(looked_after_by(user, Permission.REGISTRATION_VIEW))
    )
    sees_all = may(user, Permission.EVENT_EDIT_ALL)
    was_own = is_deleted if sees_all else is_deleted & Change.office_id.in_(offices)
    is_own = or_(
        Change.kind.not_in(PEOPLE) & or_(seen, was_own),
        Change.kind.in_(PEOPLE) & of_people,
    )
    shared = (*DIRECTORY, MEDIA_LIST) if may(user, Permission.MEDIA_LIST) else DIRECTORY
    return or_(is_own, Change.kind.in_(shared))


def changes_since(user: Any, number: int, *, limit: int, kinds: Sequence[str] = ()) -> Changes:
    """What ``user`` may know of what came after a number, in order; ``kinds`` are beginnings of actions."""
    # Read first: what is committed meanwhile comes after it, and is not passed over.
    last = last_number()
    query = select(Change).where(Change.number > number, Change.number <= last, visible_to(user))
    if kinds:
        query = query.where(or_(*(Change.action.startswith(f"{kind}:", autoescape=True) for kind in kinds)))
    items = db.session.scalars(query.order_by(Change.number).limit(limit)).all()
    # Where a page is not full, all up to ``last`` was looked at, seen or not.
    return Changes(items, items[-1].number if len(items) == limit else max(last, number))


def refuse_forgotten(number: int) -> None:
    """See to it that nothing after ``number`` has been forgotten; 0 begins with what there is.

    Raises:
        ChangesForgottenError
    """
    if 0 < number < first_number() - 1:
        raise ChangesForgottenError


def webhooks_of(user: Any) -> Sequence[Webhook]:
    """Those of a user, in the order in which they were made."""
    return db.session.scalars(select(Webhook).where(Webhook.user_id == user.id).order_by(Webhook.id)).all()


def get_webhook_of(user: Any, webhook_id: int) -> Webhook:
    """A webhook of ``user``; those of others do not exist.

    Raises:
        WebhookNotFoundError
    """
    webhook = db.session.scalar(select(Webhook).where(Webhook.id == webhook_id, Webhook.user_id == user.id))
    if webhook is None:
        raise WebhookNotFoundError
    return webhook


def deliveries_of(webhook: Webhook, *, limit: int) -> Sequence[WebhookDelivery]:
    """What it was owed, the newest first."""
    return db.session.scalars(
        select(WebhookDelivery)
        .where(WebhookDelivery.webhook_id == webhook.id)
        .order_by(WebhookDelivery.id.desc())
        .limit(limit)
    ).all()
