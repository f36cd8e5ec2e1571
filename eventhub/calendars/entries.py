"""What calendars say of an event and of its agenda items, in the language that is in force."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from flask import current_app
from flask_babel import gettext as _

from eventhub.agenda.models import Session
from eventhub.events.labels import KIND_LABELS
from eventhub.events.models import AttendanceMode, Event, EventStatus
from eventhub.events.rules import funding_of
from eventhub.formats.calendar_entries import Status
from eventhub.formats.errors import FormatError, InvalidAddressError, InvalidLinkError
from eventhub.formats.ical import Block, Entry, Organizer, event_block
from eventhub.formats.links import absolute_link
from eventhub.text.countries import country_name
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url, current_language

STATUS: dict[EventStatus, Status] = {
    EventStatus.DRAFT: "TENTATIVE",
    EventStatus.PUBLISHED: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.COMPLETED: "CONFIRMED",
}

UNWRITABLE = (FormatError, KeyError)
"""What making an entry of wrong facts raises; KeyError for a country or time zone that no list knows."""


def event_entry(event: Event) -> Entry:
    """An event of several days as one all-day entry that leaves the days free for its agenda; of one day as timed."""
    lasts_days = event.first_day != event.last_day
    return Entry(
        uid=event.uid,
        sequence=event.sequence,
        created_at=event.created_at,
        revised_at=event.revised_at,
        start=event.first_day if lasts_days else event.local_start,
        end=event.last_day if lasts_days else event.local_end,
        status=STATUS[event.status],
        transparent=lasts_days,
        summary=_summary(_text(event.title), event),
        description=_description(event),
        language=current_language(),
        location=place_of(event),
        latitude=event.latitude,
        longitude=event.longitude,
        url=absolute_url("events.show", slug=event.slug),
        organizer=organizer_of(event),
        categories=(str(KIND_LABELS[event.kind]), *(_text(topic.name) for topic in event.topics)),
    )


def session_entry(session: Session) -> Entry:
    """An agenda item, belonging to the entry of its event."""
    event = session.event
    gone = session.cancelled or event.status == EventStatus.CANCELLED
    title = _text(session.title)
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
        url=absolute_url("events.agenda", slug=event.slug),
        organizer=organizer_of(event),
        attachments=tuple(_usable(material.url for material in session.materials)),
        parent_uid=event.uid,
    )


def draft_blocks(events: Iterable[Event]) -> list[Block]:
    """Blocks made on the spot for events that have none stored; one that cannot be written is left out."""
    blocks = []
    for event in events:
        with suppress(*UNWRITABLE):
            blocks.append(event_block(event_entry(event)))
    return blocks


def organizer_of(event: Event) -> Organizer | None:
    """The office by name, under the address of this system: answers of calendars must not reach the press contact.

    None where the configured sender is no address that a calendar can carry: better no organizer than no entry.
    """
    try:
        sender = Organizer.parse(current_app.config["EVENTHUB"].mail_from)
        return Organizer(name=_text(event.office.name), email=sender.email)
    except InvalidAddressError:
        return None


def place_of(event: Event) -> str:
    """Venue, address, city and country, or that it is online."""
    if event.mode == AttendanceMode.ONLINE:
        return _("Online")
    country = country_name(event.country, current_language()) if event.country else ""
    return ", ".join(part for part in (_text(event.venue), event.address, _text(event.city), country) if part)


def _summary(title: str, event: Event) -> str:
    if event.status == EventStatus.DRAFT:
        return _("Draft: %(title)s", title=title)
    if event.status == EventStatus.CANCELLED:
        return _("Cancelled: %(title)s", title=title)
    if event.status == EventStatus.POSTPONED:
        return _("Postponed: %(title)s", title=title)
    return title


def _description(event: Event) -> str:
    programme = _text(event.programme.name) if event.programme else ""
    statements = [_text(source.statement) for source, _role in funding_of(event)]
    parts = [_text(event.aim), programme, *statements, absolute_url("events.show", slug=event.slug)]
    return "\n\n".join(part for part in parts if part)


def _session_description(session: Session) -> str:
    speakers = [
        ", ".join(part for part in (each.name, _text(each.title)) if part) for each in session.speakers
    ]
    return "\n\n".join(part for part in (_text(session.abstract), "\n".join(speakers)) if part)


def _usable(links: Iterable[str]) -> Iterator[str]:
    """Those that a calendar can carry. A paper whose address is none stays on the page, and spoils no entry."""
    for link in links:
        with suppress(InvalidLinkError):
            yield absolute_link(link)


def _text(translated: Mapping[str, str]) -> str:
    return in_language(translated, current_language())[0]
