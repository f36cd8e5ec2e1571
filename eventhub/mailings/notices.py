"""Notices of another date, time or place: to all whom it concerns, once, with the difference.

Several corrections in a row are one notice, and one that is taken back is none: what people have been told is kept, and
compared a while after the last change with what the event says then.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update

from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.db.updates import rows_updated
from eventhub.delegations import mails as delegation_mails
from eventhub.delegations.models import Delegation
from eventhub.delegations.queries import delegations_of
from eventhub.events.models import Event, EventStatus
from eventhub.mailings.differences import Difference, differences
from eventhub.mailings.models import ToldFacts
from eventhub.registration import mails as registration_mails
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.queries import registrations_to_tell
from eventhub.registration.rules import ACTIVE
from eventhub.web.language import in_language

SETTLING = timedelta(minutes=10)
"""How long nobody has to have changed anything before people are told."""
LONGEST_SETTLING = timedelta(hours=1)
FACTS = (
    "status",
    "starts_at",
    "ends_at",
    "time_zone",
    "session_days",
    "mode",
    "venue",
    "address",
    "city",
    "country",
    "online_url",
)
CONCERNED = (EventStatus.PUBLISHED, EventStatus.POSTPONED)
"""While an event is a draft nobody knows of it; that it is cancelled is said at once."""


def notice_change(event: Event, *, at: datetime) -> None:
    """Note what has to be told about the event as it is now, if anything."""
    told = _held(event)
    if event.status not in CONCERNED:
        if told is not None:
            told.changed_at = told.due_at = None
    elif told is None:
        db.session.add(ToldFacts(event_id=event.id, **_facts(event)))
    elif _facts(told) == _facts(event):
        told.changed_at = told.due_at = None
    else:
        changed_at = told.changed_at or at
        told.changed_at, told.due_at = changed_at, min(at + SETTLING, changed_at + LONGEST_SETTLING)
    db.session.flush()


def _held(event: Event) -> ToldFacts | None:
    """What people know, as the last one left it: a worker that tells them at this very moment is waited for."""
    return db.session.scalar(
        select(ToldFacts)
        .where(ToldFacts.event_id == event.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def find_told(event: Event) -> ToldFacts | None:
    """What the people of an event know; None before it is published."""
    return db.session.get(ToldFacts, event.id)


def tell_next_change() -> bool:
    """Tell of one change whose time has come; False when there is none. Of two workers, one wins the row."""
    moment = now()
    told = db.session.scalar(
        select(ToldFacts).where(ToldFacts.due_at <= moment).order_by(ToldFacts.due_at).limit(1)
    )
    if told is None:
        return False
    tell(told, at=moment)
    return True


def tell(told: ToldFacts, *, at: datetime) -> int:
    """Write to everybody who knows what is no longer so; how many these were, 0 for whoever is second."""
    event, due_at, changed_at = told.event, told.due_at, told.changed_at
    if due_at is None or changed_at is None or not _claim(told, due_at):
        return 0
    db.session.refresh(event)
    before = _as_told(told)
    for name, value in _facts(event).items():
        setattr(told, name, value)
    db.session.flush()
    if event.status not in CONCERNED or event.ends_at <= at:
        return 0
    people, organizations = concerned(event, changed_at)
    number = sum(_tell_person(each, before) for each in people)
    number += sum(_tell_organization(each, before) for each in organizations)
    record("event:notice:send", event, changes={"people": [0, number]})
    return number


def drop(told: ToldFacts) -> None:
    """Tell nobody: people have heard of it otherwise, or need not."""
    if told.due_at is not None and _claim(told, told.due_at):
        for name, value in _facts(told.event).items():
            setattr(told, name, value)
        db.session.flush()
        record("event:notice:drop", told.event)


def concerned(event: Event, changed_at: datetime) -> tuple[Sequence[Registration], Sequence[Delegation]]:
    """Who has heard of the event before it changed, and still has to do with it."""
    people = [each for each in registrations_to_tell(event, ACTIVE) if each.created_at <= changed_at]
    asked = [
        each
        for each in delegations_of(event)
        if each.asked_at <= changed_at and each.participation.focal_point_email
    ]
    return people, asked


def tell_of_cancellation(event: Event) -> None:
    """Tell the focal points; those who registered are told by ``registration.receivers``."""
    for delegation in delegations_of(event):
        delegation_mails.send("delegation_cancelled", delegation)


def _claim(told: ToldFacts, due_at: datetime) -> bool:
    won = rows_updated(
        update(ToldFacts)
        .where(ToldFacts.event_id == told.event_id, ToldFacts.due_at == due_at)
        .values(due_at=None, changed_at=None)
    )
    db.session.refresh(told)
    return bool(won)


def _facts(source: Event | ToldFacts) -> dict[str, object]:
    return {name: getattr(source, name) for name in FACTS}


def _as_told(told: ToldFacts) -> Event:
    """The event as people know it: in no session, and never stored."""
    event = told.event
    return Event(
        **_facts(told), title=event.title, status_reason=Translated(), postponed_from=event.postponed_from
    )


def _tell_person(registration: Registration, before: Event) -> bool:
    has_place = registration.status == RegistrationStatus.CONFIRMED
    with in_language(registration.language):
        changes = differences(before, registration.event, with_link=has_place)
    if changes:
        registration_mails.send(
            "event_changed",
            registration,
            method="REQUEST" if has_place else None,
            **_words(changes, before, registration.event),
        )
    return bool(changes)


def _tell_organization(delegation: Delegation, before: Event) -> bool:
    event = delegation.participation.event
    with in_language(delegation.language):
        changes = differences(before, event, with_link=False)
    if changes:
        delegation_mails.send("delegation_changed", delegation, **_words(changes, before, event))
    return bool(changes)


def _words(changes: list[Difference], before: Event, after: Event) -> dict[str, object]:
    is_postponed = after.status == EventStatus.POSTPONED != before.status
    return {"changes": changes, "is_postponed": is_postponed}
