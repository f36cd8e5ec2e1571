"""What calendars say of agenda items, in the language that is in force; of events see ``events.entries``."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from flask_babel import gettext as _

from eventhub.agenda.items import Item
from eventhub.calendars.options import StoredEntry
from eventhub.events.entries import STATUS, UNWRITABLE, event_entry, organizer_of, place_of, text_of
from eventhub.events.models import Event, EventStatus
from eventhub.formats.calendar_entries import Status
from eventhub.formats.errors import InvalidLinkError
from eventhub.formats.ical import Entry, event_block, times_of
from eventhub.formats.links import absolute_link
from eventhub.polls.entries import date_entry
from eventhub.polls.models import ProposedDate
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.web.language import absolute_url, current_language

PLACES: dict[RegistrationStatus, Status] = {
    RegistrationStatus.CONFIRMED: "CONFIRMED",
    RegistrationStatus.PENDING: "TENTATIVE",
    RegistrationStatus.WAITLISTED: "TENTATIVE",
    RegistrationStatus.DECLINED: "CANCELLED",
    RegistrationStatus.CANCELLED: "CANCELLED",
}
"""What the place of a person makes of an event that takes place."""


def session_entry(session: Item) -> Entry:
    """An agenda item, belonging to the entry of its event."""
    event = session.event
    gone = session.cancelled or event.status == EventStatus.CANCELLED
    title = text_of(session.title)
    return Entry(
        uid=session.uid,
        sequence=session.sequence + event.sequence,
        created_at=session.created_at,
        revised_at=max(session.revised_at, event.revised_at),
        start=session.starts_at.astimezone(event.zone),
        end=session.ends_at.astimezone(event.zone),
        status="CANCELLED" if gone else STATUS[event.status],
        summary=_("Cancelled: %(title)s", title=title) if gone else title,
        description=_session_description(session),
        language=current_language(),
        location=", ".join(part for part in (session.room, place_of(event)) if part),
        url=absolute_url("agenda.show", slug=event.slug),
        organizer=organizer_of(event),
        attachments=tuple(_usable(url for material in session.materials for url in material.urls.values())),
        parent_uid=event.uid,
    )


def entries_made_now(events: Iterable[Event]) -> list[StoredEntry]:
    """Entries of events that have none stored; one that cannot be written is left out."""
    made = []
    for event in events:
        with suppress(*UNWRITABLE):
            made.append(_with_other_times(event, event_entry(event)))
    return made


def date_entries(dates: Iterable[ProposedDate]) -> list[StoredEntry]:
    """Entries of the dates that polls propose, or proposed; one that cannot be written is left out."""
    made = []
    for each in dates:
        with suppress(*UNWRITABLE):
            entry = date_entry(each)
            other = date_entry(each, whole_days=not entry.is_all_day)
            made.append(StoredEntry(event_block(entry), times_of(other)))
    return made


def registration_entries(registrations: Iterable[Registration]) -> list[StoredEntry]:
    """What a participant has registered for, under the UID and SEQUENCE of the invitation that they got by mail."""
    made = []
    for registration in registrations:
        with suppress(*UNWRITABLE):
            entry = event_entry(registration.event)
            state = PLACES[registration.status]
            if entry.status == "CONFIRMED":
                entry = replace(entry, status=state)
            made.append(
                _with_other_times(
                    registration.event,
                    replace(
                        entry,
                        sequence=entry.sequence + registration.sequence,
                        revised_at=max(entry.revised_at, registration.updated_at),
                        conference_url=_link_to_join(registration),
                    ),
                )
            )
    return made


def _link_to_join(registration: Registration) -> str | None:
    if registration.status != RegistrationStatus.CONFIRMED:
        return None
    return next(_usable([registration.event.online_url]), None)


def _with_other_times(event: Event, entry: Entry) -> StoredEntry:
    other = event_entry(event, whole_days=not entry.is_all_day)
    return StoredEntry(event_block(entry), times_of(other))


def _session_description(session: Item) -> str:
    speakers = [
        ", ".join(part for part in (each.name, text_of(each.title)) if part) for each in session.speakers
    ]
    return "\n\n".join(part for part in (text_of(session.abstract), "\n".join(speakers)) if part)


def _usable(links: Iterable[str]) -> Iterator[str]:
    """Those that a calendar can carry. A paper whose address is none stays on the page, and spoils no entry."""
    for link in links:
        with suppress(InvalidLinkError):
            yield absolute_link(link)
