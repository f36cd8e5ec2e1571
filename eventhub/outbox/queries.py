"""Reading mails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import undefer

from eventhub.db import db
from eventhub.outbox.actions import Subject
from eventhub.outbox.errors import MessageNotFoundError
from eventhub.outbox.models import Delivery, OutboxMessage


@dataclass(frozen=True)
class MessageFilter:
    """What a list of mails is narrowed down to. ``visible`` is an SQL condition on OutboxMessage."""

    visible: ColumnElement[bool]
    status: Delivery | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        return [self.visible] + ([OutboxMessage.status == self.status] if self.status else [])


def about(subject: Subject) -> ColumnElement[bool]:
    """SQL condition: mails about ``subject``."""
    return and_(OutboxMessage.subject_kind == subject.__tablename__, OutboxMessage.subject_id == subject.id)


def mails_to(recipient: str, subject: Subject) -> Sequence[OutboxMessage]:
    """The mails to an address about ``subject``, the oldest first."""
    is_theirs = func.lower(OutboxMessage.recipient) == recipient.lower()
    return db.session.scalars(
        select(OutboxMessage).where(about(subject), is_theirs).order_by(OutboxMessage.id)
    ).all()


def find_messages(wanted: MessageFilter, *, limit: int, offset: int = 0) -> Sequence[OutboxMessage]:
    """Mails, the newest first, without their bytes."""
    return db.session.scalars(
        select(OutboxMessage)
        .where(*wanted.conditions())
        .order_by(OutboxMessage.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def count_messages(wanted: MessageFilter) -> dict[Delivery, int]:
    """How many mails there are of each status that has any, whatever ``wanted.status`` is."""
    counts = db.session.execute(
        select(OutboxMessage.status, func.count(OutboxMessage.id).label("number"))
        .where(wanted.visible)
        .group_by(OutboxMessage.status)
    )
    return {row.status: row.number for row in counts}


def failed_among(message_ids: Select[Any]) -> Sequence[OutboxMessage]:
    """Those of the mails, given by id, that have failed."""
    return db.session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.id.in_(message_ids), OutboxMessage.status == Delivery.FAILED
        )
    ).all()


def get_message(message_id: int, visible: ColumnElement[bool]) -> OutboxMessage:
    """A mail with its bytes, if it is among those that are ``visible``.

    Raises:
        MessageNotFoundError
    """
    message = db.session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.id == message_id, visible)
        .options(undefer(OutboxMessage.content))
    )
    if message is None:
        raise MessageNotFoundError
    return message


def was_written_to(recipient: str, subject: Subject, *, since: datetime) -> bool:
    """Whether ``recipient`` was owed a mail about ``subject`` after ``since``, however far it has come."""
    return (
        db.session.scalar(
            select(
                select(OutboxMessage.id)
                .where(
                    about(subject),
                    OutboxMessage.recipient == recipient,
                    OutboxMessage.created_at > since,
                )
                .exists()
            )
        )
        is True
    )
