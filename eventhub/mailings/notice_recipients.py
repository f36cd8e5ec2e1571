"""Who is owed a notice: decided on at once, written to by the worker (``notice_batches``)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, insert, select

from eventhub.db import db
from eventhub.delegations.models import Delegation
from eventhub.events.models import Event
from eventhub.mailings.models import Notice, NoticeKind, NoticeRecipient
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
    """
    waiting = {
        tuple(row) for row in db.session.execute(_owed(select(*_PERSON), notice.event.id, notice.kind))
    }
    rows = [
        *((each.id, None, "") for each in people),
        *((None, each.id, "") for each in organizations),
        *((None, None, each) for each in speakers),
    ]
    new = [each for each in rows if each not in waiting]
    if new:
        db.session.add(notice)
        db.session.flush()
        names = [column.key for column in _PERSON]
        db.session.execute(
            insert(NoticeRecipient),
            [{"notice_id": notice.id, **dict(zip(names, each, strict=True))} for each in new],
        )


def count_owed(event: Event, kind: NoticeKind) -> int:
    """How many people wait for notices of a kind."""
    return db.session.scalar(_owed(select(func.count(NoticeRecipient.id)), event.id, kind)) or 0


def forget_owed(event: Event) -> None:
    """Tell nobody of what was to be told."""
    db.session.execute(delete(Notice).where(Notice.event_id == event.id))


def _owed(query: Any, event_id: int, kind: NoticeKind) -> Any:
    return query.join(NoticeRecipient.notice).where(Notice.event_id == event_id, Notice.kind == kind)
