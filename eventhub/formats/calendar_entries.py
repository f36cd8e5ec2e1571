"""An entry of a calendar, checked when it is made: one malformed event makes clients drop the whole feed around it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from eventhub.formats.addresses import Mailbox
from eventhub.formats.characters import clean, one_line
from eventhub.formats.errors import InvalidEntryError
from eventhub.formats.links import absolute_link

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
ParticipationStatus = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"]

STATUSES = ("TENTATIVE", "CONFIRMED", "CANCELLED")
PARTICIPATION_STATUSES = ("NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE")

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_COLOR = re.compile(r"[a-z]+")
_YEARS = range(1900, 9999)
"""Years that stay within four digits in every time zone."""


class Organizer(Mailbox):
    """Who an entry comes from. Calendars send their answers to this address."""


@dataclass(frozen=True)
class Attendee(Mailbox):
    """Who is invited, and what is known of their answer; ``rsvp`` asks for one."""

    partstat: ParticipationStatus = "NEEDS-ACTION"
    rsvp: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        _require(self.partstat in PARTICIPATION_STATUSES, f"{self.partstat!r} is not a participation status.")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a VEVENT (RFC 5545, section 3.6.1; RFC 7986) says.

    ``start`` and ``end`` are either two dates, the first and the *last* day, for an entry of whole days, or two aware
    datetimes, the end being the moment when it is over. Times in a ``ZoneInfo`` are written in that zone.

    Texts lose their control characters; names stand on one line. ``uid`` is fixed for life. ``sequence`` rises
    when time, place or cancellation change, and never falls. ``revised_at`` becomes DTSTAMP and LAST-MODIFIED.
    ``language`` (RFC 5646) is that of summary, description and location. ``color`` is a name of CSS Color
    Module Level 3. ``parent_uid`` is the entry of which this one is a part. ``alarm_before`` is the time between a
    reminder and the start. Links are absolute.

    Raises:
        InvalidEntryError: no UID, a naive time, an end before the start, a year beyond 1900–9998, half a position, …
        InvalidLinkError: an address that is none.
    """

    uid: str
    sequence: int
    created_at: datetime
    revised_at: datetime
    start: date | datetime
    end: date | datetime
    summary: str
    language: str
    status: Status = "CONFIRMED"
    transparent: bool = False
    description: str = ""
    location: str = ""
    latitude: float | None = None
    longitude: float | None = None
    url: str | None = None
    organizer: Organizer | None = None
    attendee: Attendee | None = None
    categories: tuple[str, ...] = ()
    color: str | None = None
    conference_url: str | None = None
    image_url: str | None = None
    attachments: tuple[str, ...] = ()
    parent_uid: str | None = None
    alarm_before: timedelta | None = None

    def __post_init__(self) -> None:
        self._clean_texts()
        self._check_times()
        _require(bool(self.uid), "An entry needs a UID.")
        _require(self.sequence >= 0, "SEQUENCE counts from 0.")
        _require(self.status in STATUSES, f"{self.status!r} is not a status of an event.")
        _require(bool(_LANGUAGE.fullmatch(self.language)), f"{self.language!r} is not a language tag.")
        _require(
            self.color is None or bool(_COLOR.fullmatch(self.color)),
            f"{self.color!r} is not a CSS colour name.",
        )
        _require(
            (self.latitude is None) == (self.longitude is None), "A position has a latitude and a longitude."
        )
        if self.latitude is not None and self.longitude is not None:
            _require(abs(self.latitude) <= 90 and abs(self.longitude) <= 180, "The position is not on Earth.")

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    def _clean_texts(self) -> None:
        for name in ("uid", "summary", "location"):
            self._set(name, one_line(getattr(self, name)))
        self._set("description", clean(self.description))
        self._set("categories", tuple(name for each in self.categories if (name := one_line(each))))
        self._set("parent_uid", one_line(self.parent_uid or "") or None)
        for name in ("url", "conference_url", "image_url"):
            link = getattr(self, name)
            self._set(name, absolute_link(link) if link else None)
        self._set("attachments", tuple(absolute_link(link) for link in self.attachments))

    def _check_times(self) -> None:
        for name in ("created_at", "revised_at"):
            self._set(name, _whole_seconds(getattr(self, name)).astimezone(UTC))
        same_kind = isinstance(self.start, datetime) == isinstance(self.end, datetime)
        _require(same_kind, "Start and end are both days or both times.")
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            self._set("start", _whole_seconds(self.start))
            self._set("end", _whole_seconds(self.end))
            _require(self.start.astimezone(UTC) <= self.end.astimezone(UTC), "The end is before the start.")
        else:
            _require(self.start.year in _YEARS and self.end.year in _YEARS, "The year is out of range.")
            _require(self.start <= self.end, "The last day is before the first.")

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


def _whole_seconds(moment: datetime) -> datetime:
    _require(moment.utcoffset() is not None, f"{moment} has no time zone.")
    _require(moment.year in _YEARS, f"{moment.year} is out of range.")
    return moment.replace(microsecond=0)


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise InvalidEntryError(otherwise)
