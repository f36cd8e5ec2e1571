"""The mails of notices are written as those of mailings are: some at a time, by the worker."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import joinedload, selectinload

from eventhub.agenda.published import find_publication
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.mailings import batches, notice_mails
from eventhub.mailings.known_facts import facts, to_json
from eventhub.mailings.models import (
    Notice,
    NoticeKind,
    NoticeRecipient,
    NoticeStatus,
    RecipientState,
    ToldFacts,
)
from eventhub.mailings.notice_recipients import forget_owed
from eventhub.mailings.rules import still_holds
from eventhub.registration.models import Registration


def write_next_notices() -> bool:
    """Write the mails of a notice to some of those who wait for it. Always False, as ``batches.write_next_batch``.

    A change of an event that has changed again rests until that has settled: whoever was not told of the first is then
    told of both at once.
    """
    notice = _find_next()
    if notice is None or _rests(notice):
        return False
    event = notice.event
    db.session.refresh(event)
    if not still_holds(notice, event, now()):
        forget_owed(Notice.id == notice.id)
        return False
    if _write_to(_due(notice, limit=batches.BATCH)):
        _note_what_was_said(notice)
    db.session.flush()
    _finish(notice)
    return False


def _write_to(recipients: Sequence[NoticeRecipient]) -> int:
    """Owe them the mails, each with the difference from what they know; how many there was something to tell."""
    news: dict[int, notice_mails.News] = {}
    written = 0
    for recipient in recipients:
        known = recipient.since or recipient.notice
        if known.id not in news:
            news[known.id] = notice_mails.NEWS[known.kind](known)
        recipient.message = notice_mails.write(news[known.id], recipient)
        if recipient.message is None:
            db.session.delete(recipient)
        else:
            recipient.state, recipient.speaker_email = RecipientState.WRITTEN, ""
            written += 1
    return written


def _note_what_was_said(notice: Notice) -> None:
    """Keep, for the desk, what these mails said: the event may change again."""
    if notice.kind == NoticeKind.CHANGE:
        notice.said_facts = to_json(facts(notice.event))
    elif notice.kind == NoticeKind.REVISION:
        publication = find_publication(notice.event)
        notice.said_revision = publication.revision if publication else None


def _find_next() -> Notice | None:
    """The notice that was begun first, of those that do not rest."""
    return db.session.scalar(
        select(Notice)
        .outerjoin(ToldFacts, ToldFacts.event_id == Notice.event_id)
        .where(
            Notice.status == NoticeStatus.SENDING,
            or_(Notice.kind != NoticeKind.CHANGE, ToldFacts.due_at.is_(None)),
        )
        .options(joinedload(Notice.event))
        .order_by(Notice.id)
        .limit(1)
    )


def _rests(notice: Notice) -> bool:
    """Whether its event has just changed. If not, whoever changes it now waits until the mails at hand are written."""
    if notice.kind != NoticeKind.CHANGE:
        return False
    told = db.session.scalar(
        select(ToldFacts)
        .where(ToldFacts.event_id == notice.event_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return told is not None and told.due_at is not None


def _due(notice: Notice, *, limit: int) -> Sequence[NoticeRecipient]:
    """Some of those who wait, held; those whom another worker holds are left to it."""
    return db.session.scalars(
        select(NoticeRecipient)
        .where(NoticeRecipient.notice_id == notice.id, NoticeRecipient.state == RecipientState.DUE)
        .options(
            selectinload(NoticeRecipient.registration).joinedload(Registration.organization),
            selectinload(NoticeRecipient.since),
        )
        .order_by(NoticeRecipient.id)
        .limit(limit)
        .with_for_update(of=NoticeRecipient, skip_locked=True)
    ).all()


def _finish(notice: Notice) -> None:
    """Nobody waits any more, also not for another worker, who has some in hand."""
    waits = exists().where(
        NoticeRecipient.notice_id == notice.id, NoticeRecipient.state == RecipientState.DUE
    )
    rows_updated(
        update(Notice)
        .where(Notice.id == notice.id, Notice.status == NoticeStatus.SENDING, ~waits)
        .values(status=NoticeStatus.SENT)
    )
