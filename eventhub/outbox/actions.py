"""Writing to the outbox, in the transaction of whatever the mail is about."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from flask import current_app
from sqlalchemy import update

from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.formats import mime
from eventhub.formats.addresses import Mailbox
from eventhub.outbox.errors import NotFailedError
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.suppression import suppressed_among
from eventhub.web.mails import Rendered


class Subject(Protocol):
    """Anything with a table and a number."""

    __tablename__: str
    id: Any


def queue(
    *,
    kind: str,
    recipient: str,
    language: str,
    mail: Rendered,
    recipient_name: str = "",
    about: Subject | None = None,
    calendar: bytes | None = None,
    method: str | None = None,
    headers: Mapping[str, str] | None = None,
    is_secret: bool = False,
) -> OutboxMessage:
    """Owe ``recipient`` a mail. Its bytes are built here, once: a retry sends the same, with the same Message-ID.

    ``kind`` names the mail; ``about`` is what it is about, flushed; ``calendar`` an iTIP message with its ``method``;
    ``headers`` are further ones, such as List-Unsubscribe. What ``is_secret``, such as a link that opens an account, is
    shown to nobody else and forgotten as soon as it has been sent.

    Raises:
        FormatError: an address or a header that mail servers refuse.
    """
    sender = Mailbox.parse(current_app.config["EVENTHUB"].mail_from)
    written_at = now()
    message_id = f"<{uuid.uuid4()}@{sender.email.rpartition('@')[2]}>"
    content = mime.message(
        sender=sender,
        recipient=Mailbox(email=recipient, name=recipient_name),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        message_id=message_id,
        date=written_at,
        language=language,
        calendar=calendar,
        method=method,
        headers=headers,
    )
    message = OutboxMessage(
        message_id=message_id,
        kind=kind,
        subject_kind=about.__tablename__ if about else None,
        subject_id=about.id if about else None,
        language=language,
        recipient=recipient,
        subject=mail.subject[:500],
        body=mail.text,
        content=content,
        is_secret=is_secret,
        due_at=written_at,
        created_at=written_at,
    )
    db.session.add(message)
    db.session.flush()
    return message


def send_again(message: OutboxMessage) -> None:
    """Let a mail that has failed be tried anew.

    Raises:
        NotFailedError
    """
    revived = rows_updated(
        update(OutboxMessage)
        .where(OutboxMessage.id == message.id, OutboxMessage.status == Delivery.FAILED)
        .values(status=Delivery.QUEUED, attempts=0, due_at=now(), error="")
    )
    if not revived:
        raise NotFailedError


def send_failed_again(failed: Iterable[OutboxMessage]) -> int:
    """Let mails that have failed be tried anew, but those to addresses that take none; how many these are."""
    failed = list(failed)
    suppressed = suppressed_among(each.recipient for each in failed)
    again = [each for each in failed if each.recipient not in suppressed]
    for message in again:
        send_again(message)
    return len(again)
