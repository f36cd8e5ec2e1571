"""Mailings in the words and the language of each reader."""

from dataclasses import dataclass

from flask_babel import gettext as _

from eventhub.formats.placeholders import fill
from eventhub.mailings.models import Mailing
from eventhub.mailings.recipients import Addressee
from eventhub.mailings.rules import languages_of
from eventhub.mailtexts.presentation import Words, words
from eventhub.outbox.actions import queue
from eventhub.outbox.models import OutboxMessage
from eventhub.registration.presentation import facts_of
from eventhub.text.languages import in_language
from eventhub.web.language import in_language as speaking
from eventhub.web.mails import render


@dataclass(frozen=True)
class Letter:
    """A mailing as one person reads it, with the facts of today."""

    language: str
    subject: str
    body: Words


def letter_to(addressee: Addressee, mailing: Mailing, language: str | None = None) -> Letter:
    """The mailing in the language of the reader (or ``language``), or the next one that it is written in."""
    written = {code: code for code in languages_of(mailing)}
    code = in_language(written, language or addressee.language)[1]
    with speaking(code):
        gaps = addressee.gaps()
        return Letter(
            language=code,
            subject=_addressed(fill(mailing.subject.get(code, ""), gaps), addressee),
            body=words(mailing.body.get(code, ""), gaps),
        )


def _addressed(subject: str, addressee: Addressee) -> str:
    """In a mailbox that several people read, the subject says for whom it is."""
    registration = addressee.registration
    if registration is None or not registration.shares_mailbox:
        return subject
    return _("For %(name)s: %(subject)s", name=registration.name, subject=subject)


def send(mailing: Mailing, addressee: Addressee) -> OutboxMessage:
    """Owe somebody the mailing."""
    letter = letter_to(addressee, mailing)
    with speaking(letter.language):
        mail = render(
            "mailing",
            letter.language,
            subject=letter.subject,
            body=letter.body,
            is_registered=addressee.registration is not None,
            facts=facts_of(mailing.event),
            own_page=addressee.gaps()["link"],
        )
    return queue(
        kind="mailing",
        recipient=addressee.email,
        recipient_name=addressee.name,
        language=letter.language,
        mail=mail,
        about=mailing.event,
    )
