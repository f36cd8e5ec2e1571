"""Notices of a revision of the agenda to focal points, of all of it, and to speakers, of their own items.

Who has a place is told by ``registration.receivers``. Nobody is told twice, whatever parts they have.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from eventhub.accounts.rules import normalised_email
from eventhub.agenda.changes_in_words import changes_in_words
from eventhub.agenda.differences import Change
from eventhub.agenda.models import Session, Speaker
from eventhub.agenda.revision_models import AgendaRevision
from eventhub.db import db
from eventhub.delegations import mails as delegation_mails
from eventhub.delegations.queries import delegations_of
from eventhub.events.models import Event
from eventhub.outbox.actions import queue
from eventhub.registration.models import RegistrationStatus
from eventhub.registration.queries import registrations_to_tell
from eventhub.text.languages import CODES
from eventhub.text.languages import in_language as text_in
from eventhub.web.language import absolute_url, in_language
from eventhub.web.mails import render


def tell_of_revision(event: Event, revision: AgendaRevision, changes: Sequence[Change]) -> None:
    """Write to everybody without a place whom the changes concern."""
    told = {
        normalised_email(each.email) for each in registrations_to_tell(event, (RegistrationStatus.CONFIRMED,))
    }
    for delegation in delegations_of(event):
        address = normalised_email(delegation.participation.focal_point_email)
        if address not in told:
            told.add(address)
            with in_language(delegation.language):
                words = changes_in_words(changes)
            page = _agenda_page(event, delegation.language)
            delegation_mails.send(
                "delegation_agenda_revised", delegation, revision=revision, changes=words, agenda_page=page
            )
    for address, rows in _speakers_of(event).items():
        own = _changes_in({each.session_id for each in rows}, changes)
        if own and address not in told:
            _tell_speaker(event, rows[0], revision, own)


def _speakers_of(event: Event) -> dict[str, list[Speaker]]:
    """The speakers whose address is known, by it."""
    found: dict[str, list[Speaker]] = {}
    rows = db.session.scalars(
        select(Speaker)
        .join(Speaker.session)
        .where(Session.event_id == event.id, Speaker.email != "")
        .order_by(Speaker.id)
    )
    for each in rows:
        found.setdefault(normalised_email(each.email), []).append(each)
    return found


def _changes_in(sessions: Iterable[int], changes: Sequence[Change]) -> list[Change]:
    return [each for each in changes if each.after.id in sessions]


def _tell_speaker(event: Event, speaker: Speaker, revision: AgendaRevision, changes: list[Change]) -> None:
    language = _language_of(event)
    with in_language(language):
        title = text_in(event.title, language)[0]
        addressee = speaker.name or text_in(speaker.title, language)[0]
        mail = render(
            "speaker_agenda_revised",
            language,
            addressee=addressee,
            title=title,
            revision=revision,
            changes=changes_in_words(changes),
            agenda_page=_agenda_page(event, language),
        )
    queue(
        kind="speaker_agenda_revised",
        recipient=speaker.email,
        recipient_name=speaker.name,
        language=language,
        mail=mail,
        about=event,
    )


def _language_of(event: Event) -> str:
    """Nobody has said which language a speaker reads: the first in which the event works and EventHub writes."""
    return next((code for code in event.working_languages if code in CODES), "en")


def _agenda_page(event: Event, language: str) -> str:
    return absolute_url("agenda.show", slug=event.slug, language=language)
