"""Joining and leaving the media list, and sending it what comes out."""

from dataclasses import dataclass

from sqlalchemy import delete, update

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.medialist import mails
from eventhub.medialist.models import CONSENT, MediaContact
from eventhub.medialist.queries import contacts_for, find_contact, find_unsent_release
from eventhub.medialist.rules import OLD_NEWS, PAUSE, TIME_TO_CONFIRM, language_for
from eventhub.organizations.models import Office
from eventhub.outbox.queries import was_written_to
from eventhub.releases.models import Release
from eventhub.releases.queries import find_text


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """What somebody tells of themselves and wants to read."""

    name: str
    medium: str
    languages: list[str]
    office: Office | None


def ask_to_join(email: str, details: ContactDetails, *, language: str) -> None:
    """Write to an address, so that whoever reads it can confirm. Nobody is on the list before that.

    An address that is on the list already gets the link to its page instead; what is told here changes nothing of it.
    """
    _forget_unconfirmed()
    contact = find_contact(email)
    is_new = contact is None
    if contact is None:
        contact = MediaContact(email=normalised_email(email), languages=[], name="")
        db.session.add(contact)
    if contact.confirmed_at is None:
        apply_details(contact, details)
        contact.language = language
    db.session.flush()
    if is_new:
        record("media:contact:ask", contact)
    if not was_written_to(contact.email, contact, since=now() - PAUSE):
        mails.send_link("media_link" if contact.confirmed_at else "media_confirm", contact)


def confirm(contact: MediaContact) -> None:
    """Put somebody on the list who has shown that the address is theirs; again changes nothing."""
    if contact.confirmed_at is None:
        contact.confirmed_at, contact.consent = now(), CONSENT
        record("media:contact:confirm", contact)


def change(contact: MediaContact, details: ContactDetails) -> None:
    """What somebody wants to read, as they say it on their own page."""
    apply_details(contact, details)
    record("media:contact:change", contact)


def leave(contact: MediaContact) -> None:
    """Forget somebody."""
    record("media:contact:leave", contact)
    db.session.delete(contact)
    db.session.flush()


def send_next_release() -> bool:
    """Owe the media list one release that has come out, or a correction of one; False when there is none.

    Of two workers, one wins the row. Who has none of the languages of the release is left in peace.
    """
    moment = now()
    release = find_unsent_release(out_since=moment - OLD_NEWS, at=moment)
    if release is None:
        return False
    won = rows_updated(
        update(Release).where(Release.id == release.id, Release.mailed_at.is_(None)).values(mailed_at=moment)
    )
    if won:
        for contact in contacts_for(release.event.office):
            code = language_for(contact.languages, (text.language for text in release.texts))
            text = find_text(release, code) if code else None
            if text is not None:
                mails.send_release(contact, text)
    return True


def _forget_unconfirmed() -> None:
    forgotten = delete(MediaContact).where(
        MediaContact.confirmed_at.is_(None), MediaContact.created_at < now() - TIME_TO_CONFIRM
    )
    db.session.execute(forgotten)
