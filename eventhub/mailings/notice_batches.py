"""The mails of notices are written as those of mailings are: some at a time, by the worker."""

from collections.abc import Sequence

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.clock import now
from eventhub.db import db
from eventhub.mailings import batches, notice_mails
from eventhub.mailings.models import Notice, NoticeKind, NoticeRecipient, ToldFacts
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
        db.session.execute(delete(Notice).where(Notice.id == notice.id))
        return False
    news = notice_mails.NEWS[notice.kind](notice)
    for recipient in _due(notice, limit=batches.BATCH):
        notice_mails.write(news, recipient)
        db.session.delete(recipient)
    db.session.flush()
    _finish(notice)
    return False


def _find_next() -> Notice | None:
    """The notice that was begun first, of those that do not rest."""
    return db.session.scalar(
        select(Notice)
        .outerjoin(ToldFacts, ToldFacts.event_id == Notice.event_id)
        .where(or_(Notice.kind != NoticeKind.CHANGE, ToldFacts.due_at.is_(None)))
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
        .where(NoticeRecipient.notice_id == notice.id)
        .options(selectinload(NoticeRecipient.registration).joinedload(Registration.organization))
        .order_by(NoticeRecipient.id)
        .limit(limit)
        .with_for_update(of=NoticeRecipient, skip_locked=True)
    ).all()


def _finish(notice: Notice) -> None:
    """Nobody waits any more, also not for another worker, who has some in hand."""
    waits = exists().where(NoticeRecipient.notice_id == notice.id)
    db.session.execute(delete(Notice).where(Notice.id == notice.id, ~waits))
