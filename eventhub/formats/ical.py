"""Calendars (RFC 5545, RFC 7986) and invitations (RFC 5546), in bytes that are the same for the same input.

``icalendar`` writes values, escapes and folds. What it writes wrongly (release 7.3) is written here: time zones
(see ``timezones``), VALUE parameters of RFC 7986 properties, the header of a calendar.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event, Parameters, vCalAddress, vDuration, vText, vUri
from icalendar.parser import Contentline

from eventhub.formats.addresses import Mailbox
from eventhub.formats.calendar_entries import Attendee, Entry, Organizer
from eventhub.formats.characters import clean, one_line
from eventhub.formats.errors import InvalidEntryError
from eventhub.formats.links import absolute_link
from eventhub.formats.timezones import known_zones, timezone_block

__all__ = [
    "Attendee",
    "Block",
    "Entry",
    "Organizer",
    "alarm_lines",
    "calendar",
    "calendar_object",
    "event_block",
    "invitation",
    "times_of",
]

PRODUCT = "-//EventHub//EventHub//EN"

_NAMES_OF_UTC = {"UTC", "UCT", "Universal", "Zulu", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu"}
_PLAIN_IN_PARAMETERS = str.maketrans({'"': "'", "^": " ", "\\": "/"})
"""Few clients undo RFC 6868 (^' for a quotation mark), and some take a backslash for an escape."""


class Block(NamedTuple):
    """One VEVENT as it stands in a calendar, and the TZIDs that it refers to: cheap to store and to join."""

    text: str
    tzids: tuple[str, ...] = ()


def event_block(entry: Entry) -> Block:
    """``entry`` as a VEVENT: lines end with CRLF and are folded at 75 octets, never inside a character."""
    event = Event()
    _add_identity(event, entry)
    tzids = _add_times(event, entry)
    _add_words(event, entry)
    _add_place(event, entry)
    _add_people(event, entry)
    _add_links(event, entry)
    if entry.alarm_before is not None:
        event.add_component(_alarm(entry.alarm_before, entry.summary))
    return Block(event.to_ical().decode(), tzids)


def times_of(entry: Entry) -> Block:
    """When ``entry`` takes place: the lines DTSTART, DTEND and TRANSP alone, to put into a block of another form."""
    event = Event()
    tzids = _add_times(event, entry)
    return Block(
        event.to_ical().decode().removeprefix("BEGIN:VEVENT\r\n").removesuffix("END:VEVENT\r\n"), tzids
    )


def alarm_lines(before: timedelta, words: str) -> str:
    """A VALARM that shows ``words``."""
    return _alarm(before, words).to_ical().decode()


def calendar(
    blocks: Iterable[Block],
    *,
    name: str,
    language: str,
    source_url: str | None = None,
    description: str | None = None,
    color: str | None = None,
    refresh: timedelta = timedelta(hours=1),
    method: Literal["PUBLISH"] | None = None,
) -> bytes:
    """A calendar to download or to subscribe to, with one VTIMEZONE for each TZID in use.

    The order of ``blocks`` does not matter: they are sorted. ``name`` and ``description`` are shown by clients, in
    ``language``. ``source_url`` is where the calendar is refreshed from, every ``refresh``. ``color`` is a CSS name.

    Raises:
        InvalidLinkError: ``source_url`` is not an absolute web address.
    """
    in_language = {"LANGUAGE": language}
    title = vText(one_line(name))
    header = [
        _line("NAME", title, in_language),
        _line("X-WR-CALNAME", title),
        _line("REFRESH-INTERVAL", vDuration(refresh), {"VALUE": "DURATION"}),
        _line("X-PUBLISHED-TTL", vDuration(refresh)),
    ]
    if description:
        about = vText(clean(description))
        header += [_line("DESCRIPTION", about, in_language), _line("X-WR-CALDESC", about)]
    if source_url:
        header.append(_line("SOURCE", vUri(absolute_link(source_url)), {"VALUE": "URI"}))
    if color:
        header.append(_line("COLOR", vText(one_line(color))))
    return _assemble(blocks, header, method)


def calendar_object(block: Block) -> bytes:
    """One entry by itself, as a calendar object resource (RFC 4791, section 4.1)."""
    return _assemble([block], [], None)


def invitation(entry: Entry, method: Literal["REQUEST", "CANCEL"] = "REQUEST") -> bytes:
    """The iTIP message (RFC 5546, sections 3.2.2 and 3.2.5) that puts ``entry`` into its attendee's calendar, or takes
    it out again. A cancellation must have a higher SEQUENCE than what was sent before.

    Raises:
        InvalidEntryError: no organizer or no attendee, without whom a client shows a file, not an invitation; or a
            request for what is cancelled.
    """
    if entry.organizer is None or entry.attendee is None:
        raise InvalidEntryError("An invitation needs an organizer and an attendee.")
    if method == "CANCEL":
        entry = replace(entry, status="CANCELLED", alarm_before=None)
    elif entry.status == "CANCELLED":
        raise InvalidEntryError("Nobody can be invited to what is cancelled.")
    return _assemble([event_block(entry)], [], method)


def _assemble(blocks: Iterable[Block], header: list[str], method: str | None) -> bytes:
    blocks = sorted(blocks)
    tzids = sorted({tzid for block in blocks for tzid in block.tzids})
    parts = ["BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", f"PRODID:{PRODUCT}\r\n", "CALSCALE:GREGORIAN\r\n"]
    if method:
        parts.append(f"METHOD:{method}\r\n")
    parts += header
    parts += [timezone_block(tzid) for tzid in tzids]
    parts += [block.text for block in blocks]
    parts.append("END:VCALENDAR\r\n")
    return "".join(parts).encode()


def _line(name: str, value: Any, parameters: dict[str, str] | None = None) -> str:
    return Contentline.from_parts(name, Parameters(parameters or {}), value).to_ical().decode() + "\r\n"


def _add_identity(event: Event, entry: Entry) -> None:
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("created", entry.created_at)
    event.add("dtstamp", entry.revised_at)
    event.add("last-modified", entry.revised_at)
    event.add("status", entry.status)
    if entry.parent_uid:
        event.add("related-to", entry.parent_uid, parameters={"RELTYPE": "PARENT"})


def _add_times(event: Event, entry: Entry) -> tuple[str, ...]:
    start, end, tzids = _written_times(entry)
    event.add("dtstart", start)
    # RFC 5545 wants DTEND after DTSTART: an entry without duration has none.
    if end != start:
        event.add("dtend", end)
    event.add("transp", "TRANSPARENT" if entry.transparent else "OPAQUE")
    return tzids


def _add_words(event: Event, entry: Entry) -> None:
    for name in ("summary", "description"):
        text = getattr(entry, name)
        if text:
            event.add(name, text, parameters={"LANGUAGE": entry.language})
    if entry.categories:
        event.add("categories", list(entry.categories))
    if entry.color:
        event.add("color", entry.color)


def _add_place(event: Event, entry: Entry) -> None:
    if entry.location:
        event.add("location", entry.location, parameters={"LANGUAGE": entry.language})
    if entry.latitude is not None and entry.longitude is not None:
        event.add("geo", (_degrees(entry.latitude), _degrees(entry.longitude)))


def _degrees(value: float) -> float:
    """Six decimals, a tenth of a metre; next to zero Python would print an exponent, which RFC 5545 does not know."""
    return round(value, 6) if abs(value) >= 0.0001 else 0.0


def _add_people(event: Event, entry: Entry) -> None:
    if entry.organizer:
        event.add("organizer", _calendar_address(entry.organizer))
    if entry.attendee:
        address = _calendar_address(entry.attendee)
        address.params.update(
            {
                "CUTYPE": "INDIVIDUAL",
                "ROLE": "REQ-PARTICIPANT",
                "PARTSTAT": entry.attendee.partstat,
                "RSVP": "TRUE" if entry.attendee.rsvp else "FALSE",
            }
        )
        event.add("attendee", address)


def _calendar_address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress("mailto:" + quote(mailbox.email, safe="@+!$'*=_~-."))
    if mailbox.name:
        address.params["CN"] = mailbox.name.translate(_PLAIN_IN_PARAMETERS)
    return address


def _add_links(event: Event, entry: Entry) -> None:
    if entry.url:
        event.add("url", vUri(entry.url))
    if entry.conference_url:
        event.add("conference", vUri(entry.conference_url), parameters={"VALUE": "URI"})
    if entry.image_url:
        event.add("image", vUri(entry.image_url), parameters={"VALUE": "URI"})
    for link in entry.attachments:
        event.add("attach", vUri(link))


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -before)
    return alarm


def _written_times(entry: Entry) -> tuple[Any, Any, tuple[str, ...]]:
    """DTSTART and DTEND as they are written, and the TZIDs in them."""
    if not isinstance(entry.start, datetime) or not isinstance(entry.end, datetime):
        return entry.start, entry.end + timedelta(days=1), ()
    if _is_plain(entry.start) and _is_plain(entry.end):
        return entry.start, entry.end, tuple(sorted({_zone_key(entry.start), _zone_key(entry.end)}))
    return entry.start.astimezone(UTC), entry.end.astimezone(UTC), ()


def _is_plain(moment: datetime) -> bool:
    """Whether a local time and a TZID say exactly this moment: clients disagree in a clock change's gap or overlap."""
    changing = moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    key = _zone_key(moment)
    return not changing and key in known_zones() and key not in _NAMES_OF_UTC


def _zone_key(moment: datetime) -> str:
    return moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else ""
