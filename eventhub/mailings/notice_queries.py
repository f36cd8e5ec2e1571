"""Reading notices."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.db import db
from eventhub.delegations.models import Delegation
from eventhub.events.models import Event
from eventhub.mailings.errors import NoticeNotFoundError
from eventhub.mailings.models import Notice, NoticeRecipient, RecipientState
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.queries import failed_among


def notices_of(event: Event) -> Sequence[Notice]:
    """The notices of an event, the newest first."""
    return db.session.scalars(
        select(Notice).where(Notice.event_id == event.id).order_by(Notice.id.desc())
    ).all()


def get_notice(event: Event, notice_id: int) -> Notice:
    """A notice of ``event``; its row is not held, so that whoever stops it waits for no worker but at its people.

    Raises:
        NoticeNotFoundError
    """
    notice = db.session.scalar(select(Notice).where(Notice.id == notice_id, Notice.event_id == event.id))
    if notice is None:
        raise NoticeNotFoundError
    return notice


def log_of_notice(notice: Notice, *, limit: int, offset: int = 0) -> Sequence[NoticeRecipient]:
    """Whom it tells, with how far each mail has come; those first whom it did not reach."""
    person = joinedload(NoticeRecipient.delegation).joinedload(Delegation.participation)
    return db.session.scalars(
        select(NoticeRecipient)
        .outerjoin(NoticeRecipient.message)
        .where(NoticeRecipient.notice_id == notice.id)
        .options(contains_eager(NoticeRecipient.message), joinedload(NoticeRecipient.registration), person)
        .order_by(OutboxMessage.id.is_not(None), OutboxMessage.status != Delivery.FAILED, NoticeRecipient.id)
        .limit(limit)
        .offset(offset)
    ).all()


def states_of(notice: Notice) -> dict[RecipientState, int]:
    """How many of its people it has written to, has still to write to, and has left."""
    rows = db.session.execute(
        select(NoticeRecipient.state, func.count(NoticeRecipient.id).label("number"))
        .where(NoticeRecipient.notice_id == notice.id)
        .group_by(NoticeRecipient.state)
    )
    found = {row.state: row.number for row in rows}
    return {state: found.get(state, 0) for state in RecipientState}


def deliveries_of_notice(notice: Notice) -> dict[Delivery, int]:
    """How many of its mails are how far."""
    rows = db.session.execute(
        select(OutboxMessage.status, func.count(OutboxMessage.id).label("number"))
        .join(NoticeRecipient, NoticeRecipient.message_id == OutboxMessage.id)
        .where(NoticeRecipient.notice_id == notice.id)
        .group_by(OutboxMessage.status)
    )
    return {row.status: row.number for row in rows}


def told_by_notice(event: Event) -> dict[int, int]:
    """How many people each notice of an event has been written to."""
    rows = db.session.execute(
        select(NoticeRecipient.notice_id, func.count(NoticeRecipient.id).label("number"))
        .join(Notice, Notice.id == NoticeRecipient.notice_id)
        .where(Notice.event_id == event.id, NoticeRecipient.state == RecipientState.WRITTEN)
        .group_by(NoticeRecipient.notice_id)
    )
    return {row.notice_id: row.number for row in rows}


def failed_mails_of(notice: Notice) -> Sequence[OutboxMessage]:
    """Its mails that have failed."""
    return failed_among(select(NoticeRecipient.message_id).where(NoticeRecipient.notice_id == notice.id))
