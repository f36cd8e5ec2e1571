"""What calendars say of an event, in the language that is in force: feeds and invitations say the same."""

from collections.abc import Mapping

from flask import current_app
from flask_babel import gettext as _

from eventhub.db.remembered import Remembered
from eventhub.events.labels import KIND_LABELS
from eventhub.events.models import AttendanceMode, Event, EventKind, EventStatus
from eventhub.events.presentation import place_in
from eventhub.events.queries import read_anew
from eventhub.events.rules import funding_of
from eventhub.formats.calendar_entries import Entry, Organizer, Status
from eventhub.formats.errors import FormatError, InvalidAddressError
from eventhub.text.languages import in_language
from eventhub.text.lists import commas
from eventhub.web.language import absolute_url, current_language

STATUS: dict[EventStatus, Status] = {
    EventStatus.DRAFT: "TENTATIVE",
    EventStatus.PUBLISHED: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.COMPLETED: "CONFIRMED",
}

COLORS: dict[EventKind, str] = {
    EventKind.WORKSHOP: "teal",
    EventKind.TRAINING: "seagreen",
    EventKind.CONFERENCE: "firebrick",
    EventKind.SEMINAR: "steelblue",
    EventKind.ROUND_TABLE: "slateblue",
    EventKind.MEETING: "dimgray",
    EventKind.WEBINAR: "darkcyan",
    EventKind.CONSULTATION: "sienna",
    EventKind.STUDY_VISIT: "olive",
    EventKind.LAUNCH: "mediumvioletred",
}
"""By names of CSS, as RFC 7986 section 5.9 asks; white letters can be read on each."""

UNWRITABLE = (FormatError, KeyError)
"""What making an entry of wrong facts raises; KeyError for a country or time zone that no list knows."""


REMEMBERED: Remembered[Entry] = Remembered(
    {
        "event_fundings",
        "event_topics",
        "events",
        "funding_sources",
        "offices",
        "organizations",
        "programme_fundings",
        "programmes",
        "series",
        "topics",
    }
)
"""Entries by site, event and language. A test compares the tables with those that ``event_entry`` reads."""


def remembered_entry(event: Event) -> Entry:
    """The same as ``event_entry``, worked out anew when what it says has changed: for mails to one after the other."""
    config = current_app.config["EVENTHUB"]
    return REMEMBERED.get(
        (config.base_url, config.mail_from, event.id, current_language()),
        read=lambda: event_entry(read_anew(event)),
        at_hand=lambda: event_entry(event),
    )


def event_entry(event: Event, *, whole_days: bool | None = None) -> Entry:
    """An event of several days as one all-day entry that leaves the days free for its agenda; of one day as timed.

    ``whole_days`` asks for one of the two in any case.
    """
    if whole_days is None:
        whole_days = event.first_day != event.last_day
    return Entry(
        uid=event.uid,
        sequence=event.sequence,
        created_at=event.created_at,
        revised_at=event.revised_at,
        start=event.first_day if whole_days else event.local_start,
        end=event.last_day if whole_days else event.local_end,
        status=STATUS[event.status],
        transparent=whole_days,
        summary=_summary(text_of(event.title), event),
        description=_description(event),
        language=current_language(),
        location=place_of(event),
        latitude=event.latitude,
        longitude=event.longitude,
        url=absolute_url("events.show", slug=event.slug),
        image_url=absolute_url("events.card", slug=event.slug),
        organizer=organizer_of(event),
        color=COLORS[event.kind],
        categories=(str(KIND_LABELS[event.kind]), *(text_of(topic.name) for topic in event.topics)),
    )


def organizer_of(event: Event) -> Organizer | None:
    """The office by name, under the address of this system: answers of calendars must not reach the press contact.

    None where the configured sender is no address that a calendar can carry: better no organizer than no entry.
    """
    try:
        sender = Organizer.parse(current_app.config["EVENTHUB"].mail_from)
        return Organizer(name=text_of(event.office.name), email=sender.email)
    except InvalidAddressError:
        return None


def place_of(event: Event) -> str:
    """Venue, address, city and country, or that it is online."""
    if event.mode == AttendanceMode.ONLINE:
        return _("Online")
    place = place_in(event.city, event.country)
    return commas((text_of(event.venue), event.address, place), current_language())


def _summary(title: str, event: Event) -> str:
    if event.status == EventStatus.DRAFT:
        return _("Draft: %(title)s", title=title)
    if event.status == EventStatus.CANCELLED:
        return _("Cancelled: %(title)s", title=title)
    if event.status == EventStatus.POSTPONED:
        return _("Postponed: %(title)s", title=title)
    return title


def _description(event: Event) -> str:
    programme = text_of(event.programme.name) if event.programme else ""
    statements = [text_of(source.statement) for source, _role in funding_of(event)]
    parts = [text_of(event.aim), programme, *statements, absolute_url("events.show", slug=event.slug)]
    return "\n\n".join(part for part in parts if part)


def text_of(translated: Mapping[str, str]) -> str:
    """A multilingual text in the language in force, or in the next best."""
    return in_language(translated, current_language())[0]
