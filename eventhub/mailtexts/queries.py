"""Reading what organisers wrote for mails."""

from sqlalchemy import select

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.mailtexts.models import MailText, StandardMail

_NAMES = frozenset(StandardMail)


def texts_of(event: Event) -> dict[StandardMail, MailText]:
    """The standard mails of an event that have words of its organisers."""
    found = db.session.scalars(select(MailText).where(MailText.event_id == event.id))
    return {each.mail: each for each in found}


def find_text(event: Event, name: str) -> MailText | None:
    """The organisers' words for the mail ``templates/mail/<name>``; None for the standard ones."""
    if name not in _NAMES:
        return None
    return db.session.scalar(
        select(MailText).where(MailText.event_id == event.id, MailText.mail == StandardMail(name))
    )
