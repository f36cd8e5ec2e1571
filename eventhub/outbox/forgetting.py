"""Forgetting what was written to somebody."""

from eventhub.db import db
from eventhub.outbox.actions import Subject
from eventhub.outbox.models import Delivery
from eventhub.outbox.queries import mails_to

FORGOTTEN = "erased.invalid"
"""In place of an address that was forgotten; no mail is ever delivered to it (RFC 2606)."""


def forget_mails(recipient: str, subject: Subject) -> None:
    """Forget what was written to an address about ``subject``.

    Mails that are still owed are not sent any more; of the others stays that there was one, of which kind and when.
    """
    for each in mails_to(recipient, subject):
        if each.status in (Delivery.QUEUED, Delivery.FAILED):
            db.session.delete(each)
        else:
            each.recipient, each.subject, each.body, each.content = FORGOTTEN, "", "", b""
    db.session.flush()
