"""Reading calendars of others (RFC 5545): what an event says, and in words what of it cannot be taken over."""

import enum
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component
from icalendar.error import BrokenCalendarProperty

from eventhub.formats.characters import clean, one_line
from eventhub.formats.errors import FormatError, InvalidLinkError
from eventhub.formats.links import absolute_link
from eventhub.formats.timezones import known_zones

MOST_EVENTS = 500
YEARS = range(1970, 2200)


class UnreadableCalendarError(FormatError):
    """Not a calendar, or one that is broken beyond reading."""


class TooManyEventsError(FormatError):
    """More than ``MOST_EVENTS``."""


class Remark(enum.StrEnum):
    """What is worth knowing of an event before it is taken over."""

    REPEATS = "repeats"
    """Only its first date is taken."""
    CANCELLED = "cancelled"
    NO_TITLE = "no_title"
    NO_TIME = "no_time"
    """No start that can be read: it cannot be taken over."""
    ENDS_BEFORE_START = "ends_before_start"
    """It cannot be taken over."""


FATAL = frozenset({Remark.NO_TIME, Remark.ENDS_BEFORE_START})


@dataclass(frozen=True, kw_only=True)
class ReadEvent:
    """An event of a calendar. ``first`` and ``last`` are days, both included, or two aware moments.

    ``time_zone`` is the IANA name by which its times were given, or empty.
    """

    uid: str
    title: str
    first: date | datetime | None = None
    last: date | datetime | None = None
    time_zone: str = ""
    description: str = ""
    location: str = ""
    latitude: float | None = None
    longitude: float | None = None
    conference_url: str = ""
    remarks: frozenset[Remark] = field(default_factory=frozenset)

    @property
    def is_usable(self) -> bool:
        return not FATAL & self.remarks


def read_events(content: bytes, zone: ZoneInfo) -> list[ReadEvent]:
    """The events of a calendar in the order of time; of several with one UID the first.

    Times that name no zone are those of ``zone``, unless the calendar names another (X-WR-TIMEZONE).

    Raises:
        UnreadableCalendarError
        TooManyEventsError
    """
    if content.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise TooManyEventsError
    try:
        calendars = Calendar.from_ical(content.decode("utf-8-sig"), multiple=True)
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        # What the library raises for text that is no calendar, or only half of one.
        raise UnreadableCalendarError from error
    if not calendars or any(each.name != "VCALENDAR" for each in calendars):
        raise UnreadableCalendarError
    found: dict[str, ReadEvent] = {}
    for calendar in calendars:
        own_zone = _zone_named(str(calendar.get("X-WR-TIMEZONE", ""))) or zone
        for each in calendar.walk("VEVENT"):
            if "RECURRENCE-ID" not in each:
                event = _read(each, own_zone)
                found.setdefault(event.uid, event)
    return sorted(found.values(), key=_order)


def _order(event: ReadEvent) -> tuple[str, str]:
    first = event.first
    moment = first.astimezone(UTC) if isinstance(first, datetime) else first
    return moment.isoformat() if moment else "", event.title


def _read(event: Component, zone: ZoneInfo) -> ReadEvent:
    title = one_line(_text(event, "SUMMARY"))
    first, last, time_zone = _times(event, zone)
    latitude, longitude = _position(event)
    remarks = {
        Remark.REPEATS: "RRULE" in event or "RDATE" in event,
        Remark.CANCELLED: _text(event, "STATUS").upper() == "CANCELLED",
        Remark.NO_TITLE: not title,
        Remark.NO_TIME: first is None,
        Remark.ENDS_BEFORE_START: first is not None and last is not None and last < first,
    }
    return ReadEvent(
        uid=one_line(_text(event, "UID"))[:255] or _made_uid(title, first),
        title=title,
        first=first,
        last=last,
        time_zone=time_zone,
        description=clean(_text(event, "DESCRIPTION")).strip(),
        location=one_line(_text(event, "LOCATION")),
        latitude=latitude,
        longitude=longitude,
        conference_url=_link(_text(event, "CONFERENCE")),
        remarks=frozenset(remark for remark, holds in remarks.items() if holds),
    )


def _text(event: Component, name: str) -> str:
    """The first value of a property as text; empty where there is none."""
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value)


def _made_uid(title: str, first: Any) -> str:
    return hashlib.sha256(f"{first}|{title}".encode()).hexdigest()[:36]


def _times(event: Component, zone: ZoneInfo) -> tuple[date | datetime | None, date | datetime | None, str]:
    start, end = _when(event, "DTSTART"), _when(event, "DTEND")
    duration = _part(event, "DURATION", "dt")
    if start is None or (end is not None and isinstance(start, datetime) != isinstance(end, datetime)):
        return None, None, ""
    if not isinstance(start, datetime):
        after = end or start + (duration if isinstance(duration, timedelta) else timedelta(days=1))
        return start, max(after - timedelta(days=1), start) if after >= start else after, ""
    begins = _aware(start, zone)
    ends = _aware(end, zone) if isinstance(end, datetime) else begins
    if end is None and isinstance(duration, timedelta):
        ends = begins + duration
    # UTC, or a zone that only this calendar knows, says nothing of the place.
    named = begins.tzinfo if _is_known(begins.tzinfo) else zone
    return begins.astimezone(named), ends.astimezone(named), str(named)


def _when(event: Component, name: str) -> date | datetime | None:
    when = _part(event, name, "dt")
    return when if isinstance(when, date) and when.year in YEARS else None


def _part(event: Component, name: str, part: str) -> Any:
    """A part of the value of a property; None where the property is missing or broken."""
    try:
        return getattr(event.get(name), part, None)
    except BrokenCalendarProperty:
        return None


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.utcoffset() is not None else moment.replace(tzinfo=zone)


def _is_known(zone: tzinfo | None) -> bool:
    key = zone.key if isinstance(zone, ZoneInfo) else ""
    return key in known_zones() and "/" in key and not key.startswith("Etc/")


def _zone_named(name: str) -> ZoneInfo | None:
    return ZoneInfo(name) if name in known_zones() else None


def _position(event: Component) -> tuple[float | None, float | None]:
    latitude, longitude = _part(event, "GEO", "latitude"), _part(event, "GEO", "longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return latitude, longitude


def _link(address: str) -> str:
    try:
        return absolute_link(address)
    except InvalidLinkError:
        return ""
