"""Calendars of others become drafts: read, shown, and taken over once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from eventhub.audit.actions import record
from eventhub.calendars.errors import (
    CalendarNotFetchedError,
    CalendarTooLargeError,
    NoEventsError,
    NotACalendarError,
)
from eventhub.calendars.models import ImportedEntry
from eventhub.db import Translated, db
from eventhub.events.actions import EventDetails, create_event
from eventhub.events.models import AttendanceMode, Event, EventKind
from eventhub.formats.ical_reading import (
    ReadEvent,
    TooManyEventsError,
    UnreadableCalendarError,
    read_events,
)
from eventhub.organizations.models import Office
from eventhub.web import outgoing
from eventhub.web.forms import SHORT
from eventhub.web.outgoing import Limits

LARGEST = 400 * 1024
"""Bytes: a page carries the calendar from the preview to the saving."""
SECONDS = 10
FIRST_HOUR, LAST_HOUR = time(9), time(17)
"""Of an event that names days only."""


@dataclass(frozen=True)
class Taken:
    """What a person decides for all events of a calendar: whose they are, of which kind, in which language."""

    office: Office
    kind: EventKind
    language: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.office.time_zone)


def fetch(address: str) -> bytes:
    """The calendar at a public address; ``webcal:`` stands for ``https:``.

    Raises:
        OutgoingError: see ``web.outgoing``.
        CalendarNotFetchedError: the server has none there.
    """
    if address.lower().startswith("webcal://"):
        address = "https://" + address[len("webcal://") :]
    limits = Limits(size=LARGEST, seconds=SECONDS)
    answer = outgoing.get(address, headers={"Accept": "text/calendar"}, limits=limits)
    if answer.status != 200:
        raise CalendarNotFetchedError
    return answer.content


def read_for(taken: Taken, content: bytes) -> list[ReadEvent]:
    """The events of a calendar.

    Raises:
        NotACalendarError, CalendarTooLargeError, NoEventsError
    """
    try:
        events = read_events(content, taken.zone)
    except UnreadableCalendarError as error:
        raise NotACalendarError from error
    except TooManyEventsError as error:
        raise CalendarTooLargeError from error
    if not events:
        raise NoEventsError
    return events


def known_uids(uids: Iterable[str]) -> set[str]:
    """Those of events that were taken over before, or that are our own."""
    wanted = list(uids)
    taken = db.session.scalars(select(ImportedEntry.uid).where(ImportedEntry.uid.in_(wanted)))
    own = db.session.scalars(select(Event.uid).where(Event.uid.in_(wanted)))
    return {*taken, *own}


def import_drafts(events: Sequence[ReadEvent], taken: Taken, *, staff: Iterable[Any]) -> list[Event]:
    """A draft for each event that can be used and is not known; the drafts come back."""
    known = known_uids(each.uid for each in events)
    staff = list(staff)
    made = []
    for each in events:
        if each.uid in known or not each.is_usable:
            continue
        event = create_event(details_of(each, taken), staff=staff)
        db.session.add(ImportedEntry(event_id=event.id, uid=each.uid))
        db.session.flush()
        record("calendar:event:import", event)
        made.append(event)
    return made


def details_of(event: ReadEvent, taken: Taken) -> EventDetails:
    """The facts that a calendar tells, as far as an event of ours has a place for them."""
    zone = ZoneInfo(event.time_zone) if event.time_zone else taken.zone
    is_online = bool(event.conference_url) and not event.location
    return EventDetails(
        office=taken.office,
        kind=taken.kind,
        title=Translated({taken.language: event.title[:SHORT]}),
        starts_at=_moment(event.first, FIRST_HOUR, zone),
        ends_at=_moment(event.last, LAST_HOUR, zone),
        time_zone=zone.key,
        context=Translated({taken.language: event.description}),
        venue=Translated({taken.language: event.location[:SHORT]}),
        mode=AttendanceMode.ONLINE if is_online else AttendanceMode.ON_SITE,
        online_url=event.conference_url if len(event.conference_url) <= 500 else "",
        latitude=event.latitude,
        longitude=event.longitude,
    )


def _moment(when: date | datetime | None, hour: time, zone: ZoneInfo) -> datetime:
    if when is None:
        raise ValueError("An event without time cannot be taken over.")
    return when if isinstance(when, datetime) else datetime.combine(when, hour, tzinfo=zone)
