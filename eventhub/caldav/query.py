"""Which entries a ``calendar-query`` means (RFC 4791, sections 9.7 and 9.9), as far as clients that only read ask."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import cast
from xml.etree.ElementTree import Element

from icalendar import Event

from eventhub.caldav.errors import UnknownFilterError
from eventhub.caldav.xml import caldav
from eventhub.formats.ical import Block

_TIMES = re.compile(r"^(?:DTSTART|DTEND)[;:][^\r\n]*\r\n", re.MULTILINE)
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Filter:
    """Events that overlap the time from ``start`` to ``end``, None being open; or nothing at all."""

    start: datetime | None = None
    end: datetime | None = None
    matches_nothing: bool = False

    def holds(self, block: Block) -> bool:
        """RFC 4791, section 9.9: an entry that ends when the range begins is not in it."""
        if self.matches_nothing:
            return False
        if self.start is None and self.end is None:
            return True
        begins, ends = _times_of(block)
        if begins == ends:
            return (self.start is None or self.start <= begins) and (self.end is None or self.end > begins)
        return (self.start is None or self.start < ends) and (self.end is None or self.end > begins)


def filter_of(report: Element) -> Filter:
    """What the filter of a report asks for.

    Raises:
        UnknownFilterError: something that is not answered here, which must not be passed over.
    """
    calendar = report.find(f"{caldav('filter')}/{caldav('comp-filter')}")
    if calendar is None or calendar.get("name") != "VCALENDAR":
        raise UnknownFilterError
    parts = list(calendar)
    if not parts:
        return Filter()
    if len(parts) > 1 or parts[0].tag != caldav("comp-filter"):
        raise UnknownFilterError
    if parts[0].get("name") != "VEVENT":
        is_absence = parts[0].find(caldav("is-not-defined")) is not None
        return Filter(matches_nothing=not is_absence)
    return _of_events(list(parts[0]))


def _of_events(conditions: list[Element]) -> Filter:
    if not conditions:
        return Filter()
    if [each.tag for each in conditions] == [caldav("is-not-defined")]:
        return Filter(matches_nothing=True)
    if [each.tag for each in conditions] != [caldav("time-range")]:
        raise UnknownFilterError
    (span,) = conditions
    return Filter(_moment(span.get("start")), _moment(span.get("end")))


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError as error:
        raise UnknownFilterError from error


def _times_of(block: Block) -> tuple[datetime, datetime]:
    lines = "".join(_TIMES.findall(block.text))
    event = cast(Event, Event.from_ical(f"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n"))
    return _as_moment(event.start), _as_moment(event.end)


def _as_moment(when: date | datetime) -> datetime:
    """Days have no zone: they are taken by UTC."""
    return when if isinstance(when, datetime) else datetime.combine(when, time(), tzinfo=UTC)
