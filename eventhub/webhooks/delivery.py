"""Calling webhooks. A message is claimed by a conditional UPDATE, so that of two workers only one sends it; a worker
that dies in the middle leaves a claim that runs out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event

import structlog
from flask import Flask
from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.exc import SQLAlchemyError

from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.db.encryption import UnreadableError
from eventhub.db.updates import rows_updated
from eventhub.web.outgoing import Limits, post
from eventhub.web.outgoing_errors import OutgoingError
from eventhub.webhooks.actions import owe_next
from eventhub.webhooks.models import DeliveryStatus, Webhook, WebhookDelivery
from eventhub.webhooks.rules import LEASE, headers_of, is_given_up, wait_after

POLL = 1.0
"""Seconds between two looks at what is owed."""
PAUSE = 15.0
"""Seconds to leave a database alone that did not answer."""
LIMITS = Limits(size=64 * 1024, seconds=10, redirects=0)
GONE = 410

log = structlog.get_logger()


@dataclass(frozen=True)
class Claim:
    """A message that this worker alone may send for a while."""

    id: int
    webhook_id: int
    message_id: str
    content: bytes
    attempts: int
    url: str
    secret: str


def run_deliveries(app: Flask, stop: Event) -> None:
    """Call webhooks until ``stop`` is set. Beside the mails: an address that is slow holds none of them up."""
    while not stop.is_set():
        stop.wait(_turn(app, stop))


def _turn(app: Flask, stop: Event) -> float:
    with app.app_context():
        try:
            more = True
            while more and not stop.is_set():
                with transaction():
                    more = owe_next()
            return 0 if deliver_due(until=stop.is_set) else POLL
        except (SQLAlchemyError, OSError, UnreadableError) as error:
            log.error("webhooks_failed", reason=type(error).__name__)
            db.session.rollback()
            return PAUSE


def deliver_due(limit: int = 50, *, until: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, the oldest first; how many were tried comes back."""
    due = db.session.scalars(
        select(WebhookDelivery.id).where(_is_due(now())).order_by(WebhookDelivery.due_at).limit(limit)
    ).all()
    db.session.rollback()
    done = 0
    for delivery_id in due:
        if until():
            break
        claim = claim_delivery(delivery_id)
        if claim:
            _deliver(claim)
            done += 1
    return done


def _is_due(at: datetime) -> ColumnElement[bool]:
    waiting = WebhookDelivery.status.in_((DeliveryStatus.QUEUED, DeliveryStatus.SENDING))
    active = WebhookDelivery.webhook_id.in_(select(Webhook.id).where(Webhook.is_active))
    return and_(waiting, WebhookDelivery.due_at <= at, active)


def claim_delivery(delivery_id: int) -> Claim | None:
    """Take a message that is due; None when another worker was quicker, or its secret cannot be read here."""
    claimed_at = now()
    with transaction():
        won = rows_updated(
            update(WebhookDelivery)
            .where(WebhookDelivery.id == delivery_id, _is_due(claimed_at))
            .values(
                status=DeliveryStatus.SENDING,
                due_at=claimed_at + LEASE,
                attempts=WebhookDelivery.attempts + 1,
            )
        )
        if not won:
            return None
        delivery = db.session.get_one(WebhookDelivery, delivery_id)
        try:
            url, secret = delivery.webhook.url, delivery.webhook.secret
        except UnreadableError:
            log.error("webhook_secret_unreadable", webhook=delivery.webhook_id)
            return None
        return Claim(
            delivery.id,
            delivery.webhook_id,
            delivery.message_id,
            delivery.content,
            delivery.attempts,
            url,
            secret,
        )


def _deliver(claim: Claim) -> None:
    status, error = None, ""
    try:
        headers = headers_of(claim.secret, claim.message_id, claim.content, now())
        status = post(claim.url, claim.content, headers=headers, limits=LIMITS).status
    except OutgoingError as refusal:
        error = type(refusal).__name__.removesuffix("Error")
    if status is not None and 200 <= status < 300:
        _settle(claim, status=DeliveryStatus.DELIVERED, answer=status, error="", delivered_at=now())
        _note_success(claim.webhook_id)
    else:
        _put_back(claim, status, error)


def _put_back(claim: Claim, status: int | None, error: str) -> None:
    wait = wait_after(claim.attempts)
    outcome = {"answer": status, "error": error}
    if wait is None or status == GONE:
        _settle(claim, status=DeliveryStatus.FAILED, **outcome)
    else:
        _settle(claim, status=DeliveryStatus.QUEUED, due_at=now() + wait, **outcome)
    log.info("webhook_failed", webhook=claim.webhook_id, answer=status, reason=error, attempts=claim.attempts)
    _note_failure(claim.webhook_id, is_gone=status == GONE)


def _settle(claim: Claim, **outcome: object) -> None:
    """Write down how it went, unless the claim has run out and another worker has taken over."""
    with transaction():
        rows_updated(
            update(WebhookDelivery)
            .where(
                WebhookDelivery.id == claim.id,
                WebhookDelivery.status == DeliveryStatus.SENDING,
                WebhookDelivery.attempts == claim.attempts,
            )
            .values(**outcome)
        )


def _note_success(webhook_id: int) -> None:
    with transaction():
        rows_updated(
            update(Webhook)
            .where(Webhook.id == webhook_id, Webhook.failing_since.is_not(None))
            .values(failing_since=None)
        )


def _note_failure(webhook_id: int, *, is_gone: bool) -> None:
    """Remember since when an address fails; one that has failed for long, or is gone, is called no more."""
    with transaction():
        webhook = db.session.scalar(select(Webhook).where(Webhook.id == webhook_id).with_for_update())
        if webhook is None:
            return
        webhook.failing_since = webhook.failing_since or now()
        if webhook.is_active and (is_gone or is_given_up(webhook.failing_since, now())):
            webhook.is_active = False
            record("user:webhook:disable", webhook.user)
