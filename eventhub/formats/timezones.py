"""VTIMEZONE components (RFC 5545, section 3.6.5), from the IANA time zone database of the package ``tzdata``.

A client that knows the TZID by its IANA name takes its own rules; the component is for all others. Rules are
RRULE with BYDAY, as every client reads them, wherever the zone's POSIX footer (RFC 9636, section 3.3) is true from some
year on; onsets before that year, and those of zones without such rules, are written out one by one, because clients
misread RDATE lists. ``icalendar``'s own ``from_tzinfo`` is not used: its onsets of daylight time are an hour late.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from io import BytesIO
from itertools import pairwise
from zoneinfo import ZoneInfo

from eventhub.formats.errors import UnknownTimeZoneError

FIRST_YEAR = 2020
"""Before it, a zone is described by the rules of that year."""
LAST_YEAR = 2037
"""Until when onsets that follow no rule are written out."""

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 – DTSTART of an observance is local time by definition.
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST_WEEK = 5
_RULE = re.compile(r",M(\d+)\.(\d)\.(\d)(?:/(-?\d+)(?::(\d+))?(?::(\d+))?)?")


@dataclass(frozen=True)
class Onset:
    """A moment (UTC) from which a zone keeps another offset."""

    moment: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def local(self) -> datetime:
        """What clocks show as it comes, naive."""
        return (self.moment + self.before).replace(tzinfo=None)


@dataclass(frozen=True)
class Rule:
    """One of the two changes a year of a POSIX footer: ``week`` 5 is the last; ``weekday`` 0 is Sunday.

    ``clock`` is counted from midnight of that day and may be negative or beyond 24 hours (RFC 9636, section 3.3.2).
    """

    month: int
    week: int
    weekday: int
    clock: timedelta

    def onset(self, year: int) -> datetime:
        """Naive local time of the change in ``year``."""
        first_weekday, length = monthrange(year, self.month)
        first = 1 + (self.weekday - 1 - first_weekday) % 7
        day = first + 7 * (self.week - 1)
        while day > length:
            day -= 7
        return datetime.combine(date(year, self.month, day), time()) + self.clock

    def recurrences(self) -> list[str]:
        """RRULE values that give the days of all its onsets; two where a shifted day can fall into the next month."""
        shift = self.clock.days
        if not shift:
            week = -1 if self.week == _LAST_WEEK else self.week
            return [f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={week}{_WEEKDAYS[self.weekday]}"]
        days: dict[int, list[str]] = {}
        for day in self._window():
            days.setdefault(day.month, []).append(str(day.day))
        weekday = _WEEKDAYS[(self.weekday + shift) % 7]
        return [
            f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={','.join(numbers)};BYDAY={weekday}"
            for month, numbers in days.items()
        ]

    def _window(self) -> list[date]:
        """The seven days, in a year that has no leap day, among which the shifted weekday is to be found."""
        length = monthrange(_EPOCH.year, self.month)[1]
        last = length if self.week == _LAST_WEEK else 7 * self.week
        end = date(_EPOCH.year, self.month, last) + timedelta(days=self.clock.days)
        return [end - timedelta(days=back) for back in range(6, -1, -1)]


@cache
def known_zones() -> frozenset[str]:
    """The TZIDs that ``timezone_block`` can describe."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="ascii").split())


@cache
def timezone_block(tzid: str) -> str:
    """The VTIMEZONE of an IANA zone, in lines that end with CRLF.

    Raises:
        UnknownTimeZoneError: there is no such zone.
    """
    content = _tzif(tzid)
    initial, onsets = _history(ZoneInfo.from_file(BytesIO(content), key=tzid))
    rules, since = _lasting_rules(_footer_rules(content), onsets)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    if since > FIRST_YEAR:
        lines += _observance(initial, _EPOCH)
        lines += [
            line for onset in onsets if onset.local.year < since for line in _observance(onset, onset.local)
        ]
    for rule in rules:
        lines += _yearly_observances(rule, onsets, first_year=_EPOCH.year if since == FIRST_YEAR else since)
    return "\r\n".join([*lines, "END:VTIMEZONE", ""])


def _tzif(tzid: str) -> bytes:
    if tzid not in known_zones():
        raise UnknownTimeZoneError(f"{tzid!r} is not an IANA time zone.")
    return resources.files("tzdata").joinpath("zoneinfo", *tzid.split("/")).read_bytes()


def _footer_rules(content: bytes) -> list[Rule]:
    """The two rules in the last line of a TZif file; none for a zone without daylight time."""
    footer = content.rsplit(b"\n", 2)[-2].decode("ascii")
    rules = []
    for month, week, weekday, hours, minutes, seconds in _RULE.findall(footer):
        size = timedelta(hours=abs(int(hours or 2)), minutes=int(minutes or 0), seconds=int(seconds or 0))
        clock = -size if hours.startswith("-") else size
        rules.append(Rule(int(month), int(week), int(weekday), clock))
    return rules


def _history(zone: ZoneInfo) -> tuple[Onset, list[Onset]]:
    """What is in force as ``FIRST_YEAR`` begins, and all changes of offset or name up to ``LAST_YEAR``.

    The changes are found by looking at each week and halving.
    """
    weeks = list(_weeks())
    changes = [
        _change_between(zone, week, next_week)
        for week, next_week in pairwise(weeks)
        if _state(zone, week) != _state(zone, next_week)
    ]
    return (
        _onset(zone, weeks[0], earlier=weeks[0]),
        [_onset(zone, moment, earlier=moment - timedelta(seconds=1)) for moment in changes],
    )


def _onset(zone: ZoneInfo, moment: datetime, *, earlier: datetime) -> Onset:
    offset_before, saving_before, _name = _state(zone, earlier)
    offset, saving, name = _state(zone, moment)
    # Ireland's winter time is negative daylight time; clients expect DAYLIGHT to be the greater offset.
    daylight = saving > min(timedelta(), saving_before)
    return Onset(moment, offset_before, offset, name, daylight)


def _weeks() -> Iterator[datetime]:
    moment = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    while moment.year <= LAST_YEAR:
        yield moment
        moment += timedelta(weeks=1)
    yield datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, timedelta, str]:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(), local.dst() or timedelta(), local.tzname() or ""


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _state(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _state(zone, middle) == before else (low, middle)
    return high


def _lasting_rules(rules: list[Rule], onsets: list[Onset]) -> tuple[list[Rule], int]:
    """The rules, and the first year from which they hold for good; none and the year after all if they do not."""
    since = LAST_YEAR + 1
    for year in range(LAST_YEAR, FIRST_YEAR - 1, -1):
        expected = sorted(rule.onset(year) for rule in rules)
        if not rules or expected != [onset.local for onset in onsets if onset.local.year == year]:
            break
        since = year
    return (rules, since) if since <= LAST_YEAR else ([], since)


def _yearly_observances(rule: Rule, onsets: list[Onset], *, first_year: int) -> list[str]:
    """The sub-components of a rule, each beginning at its own first onset as RFC 5545 asks."""
    pattern = next(onset for onset in reversed(onsets) if onset.local == rule.onset(onset.local.year))
    lines = []
    for recurrence in rule.recurrences():
        month = int(recurrence.split("BYMONTH=")[1].split(";")[0])
        start = next(
            onset for year in range(first_year, LAST_YEAR) if (onset := rule.onset(year)).month == month
        )
        lines += _observance(pattern, start, recurrence)
    return lines


def _observance(onset: Onset, start: datetime, recurrence: str = "") -> list[str]:
    kind = "DAYLIGHT" if onset.daylight else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        *([f"RRULE:{recurrence}"] if recurrence else []),
        f"TZOFFSETFROM:{_offset(onset.before)}",
        f"TZOFFSETTO:{_offset(onset.after)}",
        f"TZNAME:{onset.name}",
        f"END:{kind}",
    ]


def _offset(offset: timedelta) -> str:
    """UTC-OFFSET (RFC 5545, section 3.3.14): seconds only where there are any."""
    sign = "-" if offset < timedelta() else "+"
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
