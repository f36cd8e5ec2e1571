"""Mails about mails that did not arrive: delivery status notifications (RFC 3464), fed by a mail server.

They name the mail by its Message-ID, which nobody can guess who has not got it; and one mail goes to one address. So no
stranger can put somebody else's address on the list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import EmailMessage, Message
from email.policy import default

from sqlalchemy import select, update

from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.rules import nobody_is_there
from eventhub.outbox.suppression import suppress

LARGEST_REPORT = 5 * 1024 * 1024
"""Bytes that are read; a report that returns a whole mail is smaller."""
_STATUS = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True)
class Failure:
    """A recipient whom a mail will never reach: the address, and a status code of RFC 3463."""

    recipient: str
    status: str


def take_report(content: bytes) -> int:
    """Note which of our mails have not arrived; how many these are, 0 for a mail that is no such report."""
    report = message_from_bytes(content, policy=default)
    message_id = original_id(report)
    failures = failures_in(report)
    if not message_id or not failures:
        return 0
    message = db.session.scalar(select(OutboxMessage).where(OutboxMessage.message_id == message_id))
    return _note(message, failures[0]) if message else 0


def _note(message: OutboxMessage, failure: Failure) -> int:
    noted = rows_updated(
        update(OutboxMessage)
        .where(OutboxMessage.id == message.id, OutboxMessage.status == Delivery.SENT)
        .values(status=Delivery.FAILED, error=failure.status)
    )
    is_same = failure.recipient.casefold() == message.recipient.casefold()
    # Of an address to which the mail was forwarded we know nothing; another mail may get through.
    if noted and is_same and nobody_is_there(failure.status):
        suppress(message.recipient, reason=failure.status, message_id=message.id)
    return noted


def failures_in(report: Message) -> list[Failure]:
    """Who was not reached for good (RFC 3464, section 2.3); a mail that is late is no failure."""
    found = []
    for fields in _recipients(report):
        status = _STATUS.search(fields.get("Status", ""))
        if fields.get("Action", "").strip().lower() == "failed" and status:
            address = fields.get("Original-Recipient") or fields.get("Final-Recipient") or ""
            found.append(Failure(address.partition(";")[2].strip(), status[0]))
    return found


def _recipients(report: Message) -> Iterator[Message]:
    """The blocks of fields about each recipient; the first block is about the mail."""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            if isinstance(blocks, list):
                yield from (each for each in blocks[1:] if isinstance(each, Message))


def original_id(report: Message) -> str:
    """The Message-ID of the mail that a report returns, whole or by its header; empty without one."""
    for part in report.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            headers = inner[0] if isinstance(inner, list) and isinstance(inner[0], Message) else None
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            headers = message_from_string(_text_of(part), policy=default)
        else:
            continue
        found = _MESSAGE_ID.search(str(headers.get("Message-ID", ""))) if headers is not None else None
        if found:
            return found[0]
    return ""


def _text_of(part: Message) -> str:
    if isinstance(part, EmailMessage) and part.get_content_maintype() == "text":
        return str(part.get_content())
    payload = part.get_payload()
    return str(payload[0]) if isinstance(payload, list) and payload else str(payload)
