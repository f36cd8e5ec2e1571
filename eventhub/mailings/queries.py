"""Reading mailings."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.db import db
from eventhub.delegations.models import Delegation
from eventhub.events.models import Event
from eventhub.mailings.errors import MailingNotFoundError
from eventhub.mailings.models import Mailing, MailingRecipient, MailingStatus
from eventhub.mailings.rules import STANDING
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.queries import failed_among
from eventhub.registration.models import Registration


def mailings_of(event: Event) -> Sequence[Mailing]:
    """The mailings of an event, the newest first."""
    return db.session.scalars(
        select(Mailing).where(Mailing.event_id == event.id).order_by(Mailing.id.desc())
    ).all()


def get_mailing(event: Event, mailing_id: int, *, for_change: bool = False) -> Mailing:
    """A mailing of ``event``; ``for_change`` holds its row, so that what was decided on it still holds when written.

    Raises:
        MailingNotFoundError
    """
    query = (
        select(Mailing)
        .where(Mailing.id == mailing_id, Mailing.event_id == event.id)
        .options(joinedload(Mailing.written_by), joinedload(Mailing.sent_by))
    )
    mailing = db.session.scalar(query.with_for_update(of=Mailing) if for_change else query)
    if mailing is None:
        raise MailingNotFoundError
    return mailing


def log_of(mailing: Mailing, *, limit: int, offset: int = 0) -> Sequence[MailingRecipient]:
    """Who was written to, with how far each mail has come; those first whom it did not reach."""
    failed_first = OutboxMessage.status != Delivery.FAILED
    person = joinedload(MailingRecipient.delegation).joinedload(Delegation.participation)
    return db.session.scalars(
        select(MailingRecipient)
        .outerjoin(MailingRecipient.message)
        .where(MailingRecipient.mailing_id == mailing.id)
        .options(contains_eager(MailingRecipient.message), joinedload(MailingRecipient.registration), person)
        .order_by(OutboxMessage.id.is_not(None), failed_first, MailingRecipient.id)
        .limit(limit)
        .offset(offset)
    ).all()


def deliveries_of(mailing: Mailing) -> dict[Delivery | None, int]:
    """How many of its mails are how far; under None those that are not written at all. Without those to come."""
    rows = db.session.execute(
        select(OutboxMessage.status, func.count(MailingRecipient.id).label("number"))
        .select_from(MailingRecipient)
        .outerjoin(MailingRecipient.message)
        .where(MailingRecipient.mailing_id == mailing.id, MailingRecipient.is_due.is_(False))
        .group_by(OutboxMessage.status)
    )
    return {row.status: row.number for row in rows}


def count_due(mailing: Mailing) -> int:
    """To how many people the worker has still to write."""
    due = select(func.count(MailingRecipient.id)).where(
        MailingRecipient.mailing_id == mailing.id, MailingRecipient.is_due
    )
    return db.session.scalar(due) or 0


def find_sending() -> Mailing | None:
    """The mailing that the worker has to write next."""
    return db.session.scalar(
        select(Mailing)
        .where(Mailing.status == MailingStatus.SENDING)
        .options(joinedload(Mailing.event))
        .order_by(Mailing.sent_at, Mailing.id)
        .limit(1)
    )


def due_recipients(mailing: Mailing, *, limit: int) -> Sequence[MailingRecipient]:
    """Some of those who still wait for their mail, held; those whom another worker holds are left to it."""
    return db.session.scalars(
        select(MailingRecipient)
        .where(MailingRecipient.mailing_id == mailing.id, MailingRecipient.is_due)
        .options(selectinload(MailingRecipient.registration).joinedload(Registration.organization))
        .order_by(MailingRecipient.id)
        .limit(limit)
        .with_for_update(of=MailingRecipient, skip_locked=True)
    ).all()


def numbers_written(event: Event) -> dict[int, int]:
    """How many people each mailing of an event has been written to."""
    rows = db.session.execute(
        select(MailingRecipient.mailing_id, func.count(MailingRecipient.message_id).label("number"))
        .join(MailingRecipient.mailing)
        .where(Mailing.event_id == event.id)
        .group_by(MailingRecipient.mailing_id)
    )
    return {row.mailing_id: row.number for row in rows}


def failed_messages(mailing: Mailing) -> Sequence[OutboxMessage]:
    """Its mails that have failed."""
    return failed_among(select(MailingRecipient.message_id).where(MailingRecipient.mailing_id == mailing.id))


def scheduled_for(event: Event) -> Sequence[Mailing]:
    return db.session.scalars(
        select(Mailing).where(Mailing.event_id == event.id, Mailing.status == MailingStatus.SCHEDULED)
    ).all()


def find_due(at: datetime) -> Mailing | None:
    """A scheduled mailing whose time has come, for an event that stands."""
    return db.session.scalar(
        select(Mailing)
        .join(Mailing.event)
        .where(Mailing.status == MailingStatus.SCHEDULED, Mailing.due_at <= at, Event.status.in_(STANDING))
        .options(contains_eager(Mailing.event))
        .order_by(Mailing.due_at, Mailing.id)
        .limit(1)
    )
