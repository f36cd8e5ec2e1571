"""Notices of another date, time or place: to all whom it concerns, once, with the difference.

Several corrections in a row are one notice, and one that is taken back is none: what people have been told is kept, and
compared a while after the last change with what the event says then.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update

from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.delegations.models import Delegation
from eventhub.delegations.queries import delegations_of
from eventhub.events.models import Event
from eventhub.mailings.known_facts import FACTS, ONLY_FOR_PLACES, facts, to_json
from eventhub.mailings.models import Notice, NoticeKind, ToldFacts
from eventhub.mailings.notice_recipients import count_owed, forget_owed, owe
from eventhub.mailings.rules import CONCERNED, still_holds
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.places import hold_desk_of_held
from eventhub.registration.queries import registrations_to_tell
from eventhub.registration.rules import ACTIVE

SETTLING = timedelta(minutes=10)
"""How long nobody has to have changed anything before people are told."""
LONGEST_SETTLING = timedelta(hours=1)


def notice_change(event: Event, *, at: datetime) -> None:
    """Note what has to be told about the event as it is now, if anything."""
    told = _held(event)
    if event.status not in CONCERNED:
        if told is not None:
            told.changed_at = told.due_at = None
    elif told is None:
        db.session.add(ToldFacts(event_id=event.id, **facts(event)))
    elif facts(told) == facts(event):
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
    """Begin to write to everybody who knows what is no longer so; how many these are, 0 for whoever is second.

    The worker writes the mails (``notice_batches``).
    """
    event, due_at, changed_at = told.event, told.due_at, told.changed_at
    # The event before the row, in the order of whoever changes it.
    db.session.refresh(event, with_for_update={"of": Event})
    if due_at is None or changed_at is None or not _claim(told, due_at):
        return 0
    notice = Notice(event=event, kind=NoticeKind.CHANGE, known_facts=to_json(facts(told)))
    is_for_all = any(getattr(told, each) != getattr(event, each) for each in {*FACTS} - ONLY_FOR_PLACES)
    _take_over(told)
    if not still_holds(notice, event, at):
        return 0
    people, organizations = concerned(event, changed_at)
    if is_for_all:
        owe(notice, people=people, organizations=organizations)
    else:
        owe(notice, people=[each for each in people if each.status == RegistrationStatus.CONFIRMED])
    number = count_owed(event, NoticeKind.CHANGE)
    record("event:notice:send", event, changes={"people": [0, number]})
    return number


def drop(told: ToldFacts) -> None:
    """Tell nobody: people have heard of it otherwise, or need not."""
    if told.due_at is not None and _claim(told, told.due_at):
        _take_over(told)
        record("event:notice:drop", told.event)


def concerned(event: Event, changed_at: datetime) -> tuple[Sequence[Registration], Sequence[Delegation]]:
    """Who has heard of the event before it changed, and still has to do with it."""
    people = [each for each in registrations_to_tell(event, ACTIVE) if each.created_at <= changed_at]
    asked = [each for each in _asked(event) if each.asked_at <= changed_at]
    return people, asked


def tell_of_cancellation(event: Event) -> None:
    """Begin to write to everybody who had, or hoped for, a place, and to the focal points; nothing else is told now."""
    hold_desk_of_held(event)
    forget_owed(Notice.event_id == event.id)
    people = registrations_to_tell(event, ACTIVE)
    owe(Notice(event=event, kind=NoticeKind.CANCELLATION), people=people, organizations=_asked(event))


def _asked(event: Event) -> list[Delegation]:
    """The organisations that were asked by mail."""
    return [each for each in delegations_of(event) if each.participation.focal_point_email]


def _claim(told: ToldFacts, due_at: datetime) -> bool:
    won = rows_updated(
        update(ToldFacts)
        .where(ToldFacts.event_id == told.event_id, ToldFacts.due_at == due_at)
        .values(due_at=None, changed_at=None)
    )
    db.session.refresh(told)
    return bool(won)


def _take_over(told: ToldFacts) -> None:
    """From now on people know, or are about to hear, what the event says."""
    for name, value in facts(told.event).items():
        setattr(told, name, value)
    db.session.flush()
