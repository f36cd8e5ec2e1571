"""The mails of a mailing are written some at a time, by the worker, to those who were decided on when it was sent."""

from collections.abc import Collection

from sqlalchemy import delete, exists, update

from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.mailings import mails
from eventhub.mailings.models import Mailing, MailingRecipient, MailingStatus
from eventhub.mailings.queries import due_recipients, find_sending
from eventhub.mailings.recipients import addressee_of
from eventhub.outbox.suppression import suppressed_among

BATCH = 25
"""Mails that are written in one transaction: on SQLite nobody else writes meanwhile."""


def write_next_batch() -> bool:
    """Write the mails of a mailing that is being sent to some of those who still wait for theirs.

    Always False: before the next batch the worker delivers what is written, so that whoever else wants to write to the
    database gets a turn. A batch is one transaction; a worker that is killed in it has written to nobody of it.
    """
    mailing = find_sending()
    if mailing is None:
        return False
    recipients = due_recipients(mailing, limit=BATCH)
    suppressed = suppressed_among(each.email for each in map(addressee_of, recipients) if each)
    for recipient in recipients:
        _write(mailing, recipient, suppressed)
    db.session.flush()
    if len(recipients) < BATCH:
        _finish(mailing)
    return False


def _write(mailing: Mailing, recipient: MailingRecipient, suppressed: Collection[str]) -> None:
    """Owe somebody the mail, but where the address takes none: that is noted without one."""
    addressee = addressee_of(recipient)
    if addressee is None:
        db.session.delete(recipient)
        return
    if addressee.email not in suppressed:
        recipient.message = mails.send(mailing, addressee)
    recipient.is_due = False


def _finish(mailing: Mailing) -> None:
    """Nobody waits any more, also not for another worker, who has some in hand."""
    waits = exists().where(MailingRecipient.mailing_id == mailing.id, MailingRecipient.is_due)
    rows_updated(
        update(Mailing)
        .where(Mailing.id == mailing.id, Mailing.status == MailingStatus.SENDING, ~waits)
        .values(status=MailingStatus.SENT)
    )


def drop_rest(mailing: Mailing) -> int:
    """Let those who still wait go without; how many they are."""
    return rows_updated(
        delete(MailingRecipient).where(MailingRecipient.mailing_id == mailing.id, MailingRecipient.is_due)
    )
