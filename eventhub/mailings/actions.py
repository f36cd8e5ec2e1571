"""What happens to mailings. Each verb flushes and leaves an audit line; callers commit."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, time
from typing import Any

from sqlalchemy import update

from eventhub.audit.actions import actor_id, record
from eventhub.audit.changes import apply_details
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.db.updates import rows_updated
from eventhub.events.models import Event
from eventhub.mailings.batches import drop_rest
from eventhub.mailings.errors import (
    IncompleteMailingError,
    MailingStatusError,
    NobodyToWriteToError,
    SecondReaderError,
    TooLateError,
)
from eventhub.mailings.models import Anchor, Audience, Mailing, MailingStatus
from eventhub.mailings.queries import failed_messages, find_due
from eventhub.mailings.recipients import decide
from eventhub.mailings.rules import (
    EDITABLE,
    SENDABLE,
    due_moment,
    has_lapsed,
    languages_of,
    may_be_sent_by,
)
from eventhub.outbox import actions as outbox


@dataclass(frozen=True, kw_only=True)
class MailingDetails:
    """What somebody writes, and to whom. Names and meanings as in ``models.Mailing``."""

    subject: Translated
    body: Translated
    audience: Audience = Audience.PARTICIPANTS
    statuses: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    capacities: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    presences: list[str] = field(default_factory=list)
    unanswered_only: bool = False
    needs_second_reader: bool = False

    @classmethod
    def of(cls, mailing: Mailing) -> "MailingDetails":
        return cls(**{each.name: getattr(mailing, each.name) for each in fields(cls)})


def create(event: Event, details: MailingDetails) -> Mailing:
    """Begin a mailing as a draft."""
    mailing = Mailing(event=event, written_by_id=actor_id())
    apply_details(mailing, details)
    db.session.add(mailing)
    db.session.flush()
    _record("create", mailing)
    return mailing


def edit(mailing: Mailing, details: MailingDetails) -> None:
    """Change a mailing that has not gone; one that a colleague was to read is a draft again.

    Raises:
        MailingStatusError
    """
    _move(mailing, EDITABLE, MailingStatus.DRAFT)
    apply_details(mailing, details)
    mailing.written_by_id = actor_id()
    db.session.flush()
    _record("edit", mailing)


def copy(mailing: Mailing) -> Mailing:
    """Begin another one with the same text for the same people: for those who have come since, say."""
    return create(mailing.event, MailingDetails.of(mailing))


def submit(mailing: Mailing) -> None:
    """Ask the colleagues to read it.

    Raises:
        MailingStatusError
        IncompleteMailingError
    """
    _refuse_incomplete(mailing)
    _move(mailing, (MailingStatus.DRAFT,), MailingStatus.IN_REVIEW)
    _record("submit", mailing)


def send_back(mailing: Mailing) -> None:
    """Say that it is not ready, or take it out of the schedule.

    Raises:
        MailingStatusError
    """
    _move(
        mailing,
        (MailingStatus.IN_REVIEW, MailingStatus.SCHEDULED),
        MailingStatus.DRAFT,
        anchor=None,
        due_at=None,
    )
    _record("return", mailing)


def send(mailing: Mailing) -> int:
    """Begin to write to everybody whom it is for; how many mails that makes. However often it is asked, it is once.

    Who gets it is decided now; the worker writes the mails (``batches``).

    Raises:
        MailingStatusError: also for whoever asks second.
        IncompleteMailingError, SecondReaderError, NobodyToWriteToError
    """
    _refuse_unready(mailing)
    _move(mailing, SENDABLE, MailingStatus.SENDING, sent_at=now(), sent_by_id=actor_id())
    number = decide(mailing)
    if not number:
        raise NobodyToWriteToError
    _record("send", mailing, people=number)
    return number


def stop(mailing: Mailing) -> int:
    """Write to nobody more; how many were left, who do not get it.

    Their rows go first, then the mailing is moved: in the order of a worker, whose batch is waited for.

    Raises:
        MailingStatusError: it is not being sent, or all is written.
    """
    left = drop_rest(mailing)
    _move(mailing, (MailingStatus.SENDING,), MailingStatus.STOPPED)
    _record("stop", mailing, people=left)
    return left


def schedule(mailing: Mailing, *, anchor: Anchor, days: int, at_time: time, at: datetime) -> None:
    """Let it go by itself so many days before or after the event; it moves when the event moves.

    Raises:
        MailingStatusError, IncompleteMailingError, SecondReaderError
        TooLateError
    """
    _refuse_unready(mailing)
    _move(
        mailing,
        SENDABLE,
        MailingStatus.SCHEDULED,
        anchor=anchor,
        days=days,
        at_time=at_time,
        sent_by_id=actor_id(),
    )
    due_at = due_moment(mailing.event, mailing)
    if due_at is None or due_at <= at:
        raise TooLateError
    mailing.due_at = due_at
    db.session.flush()
    _record("schedule", mailing)


def follow(mailings: Sequence[Mailing], event: Event) -> None:
    """Move what is scheduled with the event."""
    for mailing in mailings:
        mailing.due_at = due_moment(event, mailing)
    db.session.flush()


def send_next_due() -> bool:
    """Send one scheduled mailing whose time has come; False when there is none. Of two workers, one wins the row."""
    moment = now()
    mailing = find_due(moment)
    if mailing is None:
        return False
    lapsed = has_lapsed(mailing, mailing.event, moment)
    won = rows_updated(
        update(Mailing)
        .where(Mailing.id == mailing.id, Mailing.status == MailingStatus.SCHEDULED, Mailing.due_at <= moment)
        .values(status=MailingStatus.LAPSED if lapsed else MailingStatus.SENDING, sent_at=moment)
    )
    if won:
        db.session.refresh(mailing)
        _record("lapse" if lapsed else "send", mailing, people=0 if lapsed else decide(mailing))
    return True


def send_failed_again(mailing: Mailing) -> int:
    """Let the mails that have failed be tried anew, but those to addresses that take none; how many these are."""
    again = outbox.send_failed_again(failed_messages(mailing))
    if again:
        _record("retry", mailing, people=again)
    return again


def delete(mailing: Mailing) -> None:
    """Remove a mailing that nobody has had.

    Raises:
        MailingStatusError
    """
    if mailing.status not in (*EDITABLE, MailingStatus.LAPSED):
        raise MailingStatusError
    _record("delete", mailing)
    db.session.delete(mailing)
    db.session.flush()


def _refuse_incomplete(mailing: Mailing) -> None:
    if not languages_of(mailing):
        raise IncompleteMailingError


def _refuse_unready(mailing: Mailing) -> None:
    _refuse_incomplete(mailing)
    if mailing.status in SENDABLE and not may_be_sent_by(mailing, actor_id()):
        raise SecondReaderError


def _move(mailing: Mailing, before: Sequence[MailingStatus], after: MailingStatus, **values: Any) -> None:
    """Come to another state, from one of those; the database decides who was first."""
    moved = rows_updated(
        update(Mailing)
        .where(Mailing.id == mailing.id, Mailing.status.in_(before))
        .values(status=after, **values)
    )
    db.session.refresh(mailing)
    if not moved:
        raise MailingStatusError


def _record(what: str, mailing: Mailing, *, people: int | None = None) -> None:
    changes: dict[str, list] = {"mailing": [None, mailing.id]}
    if people is not None:
        changes["people"] = [0, people]
    record(f"event:mailing:{what}", mailing.event, changes=changes)
