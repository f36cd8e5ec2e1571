"""Reading what organisers wrote for mails."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from eventhub.db import Translated, db
from eventhub.db.remembered import Remembered
from eventhub.events.models import Event
from eventhub.mailtexts.models import MailText, StandardMail

_NAMES = frozenset(StandardMail)


@dataclass(frozen=True)
class WrittenText:
    """A subject and an introduction by language; one without text has the standard one."""

    subject: Translated
    intro: Translated


REMEMBERED: Remembered[Mapping[str, WrittenText]] = Remembered({"mail_texts"})
"""What organisers wrote for the mails of an event, by its number."""


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


def remembered_text(event: Event, name: str) -> WrittenText | None:
    """The same as ``find_text``, as values, for mails to one after the other."""

    def read() -> dict[str, WrittenText]:
        rows = db.session.execute(
            select(MailText.mail, MailText.subject, MailText.intro).where(MailText.event_id == event.id)
        )
        return {mail: WrittenText(subject, intro) for mail, subject, intro in rows}

    return REMEMBERED.get(event.id, read=read, at_hand=read).get(name)
