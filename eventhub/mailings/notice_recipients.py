"""Who is owed a notice: decided on at once, written to by the worker (``notice_batches``)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.delegations.models import Delegation
from eventhub.events.models import Event
from eventhub.mailings.models import Notice, NoticeKind, NoticeRecipient, NoticeStatus, RecipientState
from eventhub.registration.models import Registration

_PERSON = (NoticeRecipient.registration_id, NoticeRecipient.delegation_id, NoticeRecipient.speaker_email)


def owe(
    notice: Notice,
    *,
    people: Iterable[Registration] = (),
    organizations: Iterable[Delegation] = (),
    speakers: Iterable[str] = (),
) -> None:
    """Write down who gets the notice: a few statements, however many they are; nobody who registers waits for it.

    Who still waits for an earlier one of this kind goes on waiting for that: it will tell what is new since then, too.
    Whom an earlier one left when it was stopped is told now, of all that is new since that one.
    """
    db.session.add(notice)
    db.session.flush()
    taken_over = _take_over_left(notice)
    waiting = {
        tuple(row) for row in db.session.execute(_owed(select(*_PERSON), notice.event.id, notice.kind))
    }
    rows = [
        *((each.id, None, "") for each in people),
        *((None, each.id, "") for each in organizations),
        *((None, None, each) for each in speakers),
    ]
    new = [each for each in rows if each not in waiting]
    if not new and not taken_over:
        db.session.delete(notice)
        db.session.flush()
    elif new:
        names = [column.key for column in _PERSON]
        db.session.execute(
            insert(NoticeRecipient),
            [{"notice_id": notice.id, **dict(zip(names, each, strict=True))} for each in new],
        )


def _take_over_left(notice: Notice) -> int:
    """Whom stopped notices of this kind left waits for this one, with what they know; how many these are."""
    stopped = select(Notice.id).where(
        Notice.event_id == notice.event.id,
        Notice.kind == notice.kind,
        Notice.status == NoticeStatus.STOPPED,
    )
    return rows_updated(
        update(NoticeRecipient)
        .where(NoticeRecipient.state == RecipientState.LEFT, NoticeRecipient.notice_id.in_(stopped))
        .values(
            notice_id=notice.id,
            since_id=func.coalesce(NoticeRecipient.since_id, NoticeRecipient.notice_id),
            state=RecipientState.DUE,
        )
    )


def move_recipients(notice: Notice, before: RecipientState, after: RecipientState) -> int:
    """Bring those in one state to another; how many. Whom a worker has in hand is waited for, and told by it."""
    return rows_updated(
        update(NoticeRecipient)
        .where(NoticeRecipient.notice_id == notice.id, NoticeRecipient.state == before)
        .values(state=after)
    )


def count_owed(event: Event, kind: NoticeKind) -> int:
    """How many people wait for notices of a kind."""
    return db.session.scalar(_owed(select(func.count(NoticeRecipient.id)), event.id, kind)) or 0


def forget_owed(which: ColumnElement[bool]) -> None:
    """Tell nobody more of what these notices were to tell.

    Recipients first, as everywhere: a worker that has some of them in hand comes to the notice after them.
    """
    rows_updated(
        delete(NoticeRecipient).where(
            NoticeRecipient.notice_id.in_(select(Notice.id).where(which)),
            NoticeRecipient.state != RecipientState.WRITTEN,
        )
    )
    rows_updated(
        update(Notice)
        .where(which, Notice.status == NoticeStatus.SENDING)
        .values(status=NoticeStatus.OVERTAKEN)
    )


def _owed(query: Any, event_id: int, kind: NoticeKind) -> Any:
    return query.join(NoticeRecipient.notice).where(
        Notice.event_id == event_id, Notice.kind == kind, NoticeRecipient.state == RecipientState.DUE
    )
