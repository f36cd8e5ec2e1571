"""Delivering what is owed. A mail is claimed by a conditional UPDATE, so that of two workers only one sends it; a
worker that dies in the middle leaves a claim that runs out."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from flask import current_app
from sqlalchemy import ColumnElement, and_, select, update

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.db.updates import rows_updated
from eventhub.formats.addresses import Mailbox
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.rules import LEASE, nobody_is_there, wait_after
from eventhub.outbox.suppression import suppress
from eventhub.outbox.transport import (
    DeliveryError,
    RecipientRefusedError,
    RefusedError,
    SmtpTransport,
    UnreachableError,
)

log = structlog.get_logger()


@dataclass(frozen=True)
class Claim:
    """A mail that this worker alone may send until ``runs_out_at``."""

    id: int
    recipient: str
    content: bytes
    attempts: int
    runs_out_at: datetime
    is_secret: bool


def deliver_due(limit: int = 100, *, until: Callable[[], bool] = lambda: False) -> int:
    """Send mails that are due, the oldest first, over one connection; how many were dealt with comes back.

    ``until`` is asked before each mail and ends the batch. Where the mail server cannot be reached the batch ends too:
    the other mails have not had their try.

    Raises:
        UnreachableError: after the mail that was at hand has been put back.
    """
    config = current_app.config["EVENTHUB"]
    if config.mail_url.startswith("mailbox:"):
        return _keep_on_the_desk(limit)
    sender = Mailbox.parse(config.mail_from).email
    done = 0
    with SmtpTransport(config.mail_url, may_be_plain=config.mail_plaintext) as transport:
        for message_id in _due(limit):
            if until():
                break
            claim = claim_message(message_id)
            if claim:
                _deliver(claim, sender, transport)
                done += 1
    return done


def claim_message(message_id: int) -> Claim | None:
    """Take a mail that is due; None when another worker was quicker."""
    claimed_at = now()
    with transaction():
        won = rows_updated(
            update(OutboxMessage)
            .where(OutboxMessage.id == message_id, _is_due(claimed_at))
            .values(status=Delivery.SENDING, due_at=claimed_at + LEASE, attempts=OutboxMessage.attempts + 1)
        )
        if not won:
            return None
        row = db.session.execute(
            select(
                OutboxMessage.recipient,
                OutboxMessage.content,
                OutboxMessage.attempts,
                OutboxMessage.due_at,
                OutboxMessage.is_secret,
            ).where(OutboxMessage.id == message_id)
        ).one()
    return Claim(message_id, *row)


def _is_due(at: datetime) -> ColumnElement[bool]:
    return and_(OutboxMessage.status.in_((Delivery.QUEUED, Delivery.SENDING)), OutboxMessage.due_at <= at)


def _due(limit: int) -> Sequence[int]:
    found = db.session.scalars(
        select(OutboxMessage.id)
        .where(_is_due(now()))
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(limit)
    ).all()
    db.session.rollback()
    return found


def _keep_on_the_desk(limit: int) -> int:
    """Mark mails as kept: nothing leaves the machine."""
    due = _due(limit)
    if not due:
        return 0
    with transaction():
        return rows_updated(
            update(OutboxMessage)
            .where(OutboxMessage.id.in_(due), _is_due(now()))
            .values(status=Delivery.KEPT, sent_at=now(), error="")
        )


def _deliver(claim: Claim, sender: str, transport: SmtpTransport) -> None:
    try:
        transport.send(sender, claim.recipient, claim.content)
    except RefusedError as error:
        _settle(claim, status=Delivery.FAILED, error=error.reason)
        log.warning("mail_refused", message=claim.id, reason=error.reason)
        if isinstance(error, RecipientRefusedError) and nobody_is_there(error.reason):
            with transaction():
                suppress(claim.recipient, reason=error.reason, message_id=claim.id)
    except DeliveryError as error:
        _put_back(claim, error.reason)
        if isinstance(error, UnreachableError):
            raise
    else:
        forgotten = {"body": "", "content": b""} if claim.is_secret else {}
        _settle(claim, status=Delivery.SENT, sent_at=now(), error="", **forgotten)


def _put_back(claim: Claim, reason: str) -> None:
    wait = wait_after(claim.attempts, random.random())  # noqa: S311 - spreads retries, guards nothing
    if wait is None:
        _settle(claim, status=Delivery.FAILED, error=reason)
        log.warning("mail_given_up", message=claim.id, reason=reason, attempts=claim.attempts)
    else:
        _settle(claim, status=Delivery.QUEUED, due_at=now() + wait, error=reason)
        log.info("mail_postponed", message=claim.id, reason=reason, attempts=claim.attempts)


def _settle(claim: Claim, **outcome: object) -> None:
    """Write down how it went, unless the claim has run out and another worker has taken over."""
    with transaction():
        rows_updated(
            update(OutboxMessage)
            .where(
                OutboxMessage.id == claim.id,
                OutboxMessage.status == Delivery.SENDING,
                OutboxMessage.attempts == claim.attempts,
            )
            .values(**outcome)
        )
