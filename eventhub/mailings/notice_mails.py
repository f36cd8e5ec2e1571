"""The mails of notices: to people who have registered, to focal points and to speakers, each in their language."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from eventhub.agenda.changes_in_words import ChangeView, changes_in_words
from eventhub.agenda.differences import changes_between
from eventhub.agenda.models import Speaker
from eventhub.agenda.published import find_publication, items_of
from eventhub.delegations import mails as delegation_mails
from eventhub.delegations.models import Delegation
from eventhub.events.models import Event, EventStatus
from eventhub.mailings.agenda_notices import changes_for_speaker, language_for_speakers, speakers_at
from eventhub.mailings.differences import Difference, differences
from eventhub.mailings.known_facts import as_known, from_json
from eventhub.mailings.models import Notice, NoticeKind, NoticeRecipient
from eventhub.outbox.actions import queue
from eventhub.outbox.models import OutboxMessage
from eventhub.registration import mails as registration_mails
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.rules import ACTIVE
from eventhub.text.languages import in_language as text_in
from eventhub.web.language import absolute_url, in_language
from eventhub.web.mails import render


class News(Protocol):
    """What is told of an event as it is now, by mails that are owed; nothing to those whom it does not concern."""

    def tell_person(self, registration: Registration) -> OutboxMessage | None: ...
    def tell_organization(self, delegation: Delegation) -> OutboxMessage | None: ...
    def tell_speaker(self, email: str) -> OutboxMessage | None: ...


def write(news: News, recipient: NoticeRecipient) -> OutboxMessage | None:
    """Owe somebody the mail; None: there is nothing that they need to be told."""
    if recipient.registration is not None:
        return news.tell_person(recipient.registration)
    if recipient.delegation is not None:
        return news.tell_organization(recipient.delegation)
    return news.tell_speaker(recipient.speaker_email)


class _Change:
    """Another date, time, place or link."""

    def __init__(self, notice: Notice) -> None:
        self._before, self._after = as_known(notice.event, from_json(notice.known_facts)), notice.event
        self._found: dict[tuple[str, bool], list[Difference]] = {}

    def tell_person(self, registration: Registration) -> OutboxMessage | None:
        has_place = registration.status == RegistrationStatus.CONFIRMED
        words = self._words(registration.language, with_link=has_place)
        if not words["changes"] or registration.status not in ACTIVE:
            return None
        return registration_mails.send(
            "event_changed", registration, method="REQUEST" if has_place else None, **words
        )

    def tell_organization(self, delegation: Delegation) -> OutboxMessage | None:
        words = self._words(delegation.language, with_link=False)
        return delegation_mails.send("delegation_changed", delegation, **words) if words["changes"] else None

    def tell_speaker(self, email: str) -> None:
        """Speakers are told of the agenda only."""

    def _words(self, language: str, *, with_link: bool) -> Mapping[str, Any]:
        key = (language, with_link)
        if key not in self._found:
            with in_language(language):
                self._found[key] = differences(self._before, self._after, with_link=with_link)
        is_postponed = self._after.status == EventStatus.POSTPONED != self._before.status
        return {"changes": self._found[key], "is_postponed": is_postponed}


class _Cancellation:
    """The event does not take place."""

    def __init__(self, _notice: Notice) -> None:
        pass

    def tell_person(self, registration: Registration) -> OutboxMessage | None:
        if registration.status not in ACTIVE:
            return None
        had_place = registration.status == RegistrationStatus.CONFIRMED
        return registration_mails.send(
            "event_cancelled", registration, method="CANCEL" if had_place else None
        )

    def tell_organization(self, delegation: Delegation) -> OutboxMessage | None:
        return delegation_mails.send("delegation_cancelled", delegation)

    def tell_speaker(self, email: str) -> None:
        """Speakers are told of the agenda only."""


class _Revision:
    """Another agenda: all of it, to speakers their own items."""

    def __init__(self, notice: Notice) -> None:
        publication = find_publication(notice.event)
        self._event = notice.event
        self._revision = publication.revision if publication else None
        before = items_of(notice.known_revision) if notice.known_revision else []
        self._changes = changes_between(before, items_of(self._revision) if self._revision else [])
        self._words: dict[str, list[ChangeView]] = {}

    def tell_person(self, registration: Registration) -> OutboxMessage | None:
        words = self._in_words(registration.language)
        if not words or registration.status != RegistrationStatus.CONFIRMED:
            return None
        return registration_mails.send("agenda_revised", registration, revision=self._revision, changes=words)

    def tell_organization(self, delegation: Delegation) -> OutboxMessage | None:
        words = self._in_words(delegation.language)
        if not words:
            return None
        return delegation_mails.send(
            "delegation_agenda_revised",
            delegation,
            revision=self._revision,
            changes=words,
            agenda_page=_agenda_page(self._event, delegation.language),
        )

    def tell_speaker(self, email: str) -> OutboxMessage | None:
        rows = speakers_at(self._event, email)
        own = changes_for_speaker(rows, self._changes)
        if not own:
            return None
        language = language_for_speakers(self._event)
        with in_language(language):
            mail = render(
                "speaker_agenda_revised",
                language,
                addressee=_addressee(rows[0], language),
                title=text_in(self._event.title, language)[0],
                revision=self._revision,
                changes=changes_in_words(own),
                agenda_page=_agenda_page(self._event, language),
            )
        return queue(
            kind="speaker_agenda_revised",
            recipient=rows[0].email,
            recipient_name=rows[0].name,
            language=language,
            mail=mail,
            about=self._event,
        )

    def _in_words(self, language: str) -> list[ChangeView]:
        if language not in self._words:
            with in_language(language):
                self._words[language] = changes_in_words(self._changes)
        return self._words[language]


NEWS: Mapping[NoticeKind, Callable[[Notice], News]] = {
    NoticeKind.CHANGE: _Change,
    NoticeKind.CANCELLATION: _Cancellation,
    NoticeKind.REVISION: _Revision,
}


def _addressee(speaker: Speaker, language: str) -> str:
    return speaker.name or text_in(speaker.title, language)[0]


def _agenda_page(event: Event, language: str) -> str:
    return absolute_url("agenda.show", slug=event.slug, language=language)
