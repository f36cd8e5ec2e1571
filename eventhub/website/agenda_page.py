"""What a reader wants to see of an agenda, read from the address, and the parts of the page that show it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from eventhub.agenda import files, schedule
from eventhub.agenda.grid import Grid, grid_of
from eventhub.agenda.items import Item
from eventhub.agenda.labels import KIND_LABELS
from eventhub.agenda.lines import PAUSES
from eventhub.agenda.presentation import SessionView, session_view
from eventhub.agenda.rules import by_day, now_and_next
from eventhub.events.models import Event
from eventhub.events.presentation import is_on
from eventhub.text import calendar
from eventhub.text.numbers import whole_number
from eventhub.text.typography import capitalise
from eventhub.text.zones import is_zone, zones_at
from eventhub.web.language import current_language
from eventhub.web.selects import Choice, choice

COLUMNS = {"tracks": lambda item: item.track, "rooms": lambda item: item.room}
"""By name of the view, what heads a column of its table."""
MOST_PICKED = 500


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it asks for and nobody knows is left out.

    ``zone`` is the zone in which times are shown. ``picked`` are numbers of items; ``is_mine`` narrows down to them.
    """

    event: Event
    view: str
    zone: str
    day: str
    track: str
    room: str
    kind: str
    picked: frozenset[int]
    is_mine: bool

    @property
    def values(self) -> dict[str, Any]:
        """For the address of the same wish; what is usual is left out."""
        plain = {"day": self.day, "track": self.track, "room": self.room, "kind": self.kind}
        found: dict[str, Any] = {name: value for name, value in plain.items() if value}
        if self.view != "days":
            found["view"] = self.view
        if self.zone != self.event.time_zone:
            found["zone"] = self.zone
        if self.picked:
            found["pick"] = sorted(self.picked)
        if self.is_mine:
            found["mine"] = "1"
        return found

    @property
    def is_narrowed(self) -> bool:
        return bool(self.day or self.track or self.room or self.kind or self.is_mine)

    def address(self, **changes: Any) -> str:
        """Of the same page with something else wanted; None takes a wish away."""
        return url_for("agenda.show", slug=self.event.slug, **{**self.values, **changes})

    def holds(self, item: Item) -> bool:
        day = item.starts_at.astimezone(ZoneInfo(self.zone)).date().isoformat()
        return (
            self.day in ("", day)
            and self.track in ("", item.track)
            and self.room in ("", item.room)
            and self.kind in ("", item.kind.value)
            and (not self.is_mine or item.id in self.picked)
        )


def read(args: MultiDict[str, str], event: Event, items: Sequence[Item]) -> Wanted:
    """What the query of an address asks for."""
    zone = args.get("zone", "")
    zone = zone if is_zone(zone) else event.time_zone
    known = {
        "day": {each.starts_at.astimezone(ZoneInfo(zone)).date().isoformat() for each in items},
        "track": {each.track for each in items},
        "room": {each.room for each in items},
        "kind": {each.kind.value for each in items},
    }
    plain = {name: value for name, among in known.items() if (value := args.get(name, "")) in among}
    view = args.get("view", "")
    return Wanted(
        event=event,
        view=view if view == "list" or view in _usable_columns(items) else "days",
        zone=zone,
        **{name: plain.get(name, "") for name in known},
        picked=picked_of(args, items),
        is_mine=args.get("mine") == "1",
    )


def picked_of(args: MultiDict[str, str], items: Iterable[Item]) -> frozenset[int]:
    """The numbers that an address marks, as far as the agenda has such items."""
    return numbers_in(args) & {each.id for each in items}


def numbers_in(args: MultiDict[str, str]) -> frozenset[int]:
    """The numbers of items that an address marks, whether or not there are such items."""
    typed = [whole_number(each) for each in args.getlist("pick")[:MOST_PICKED] if each.isascii()]
    return frozenset(each for each in typed if each is not None)


def _usable_columns(items: Sequence[Item]) -> list[str]:
    """The tables that have at least two columns."""
    return [
        name
        for name, column_of in COLUMNS.items()
        if len({column_of(each) for each in items if column_of(each)}) > 1
    ]


def views_of(wanted: Wanted, items: Sequence[Item]) -> list[dict[str, Any]]:
    """The ways to look at it, as tabs."""
    names = {"days": _("By day"), "tracks": _("By track"), "rooms": _("By room"), "list": _("List")}
    offered = ["days", *_usable_columns(items), "list"]
    return [
        {
            "text": names[name],
            "href": wanted.address(view=None if name == "days" else name),
            "is_current": name == wanted.view,
        }
        for name in offered
    ]


def choices_of(wanted: Wanted, items: Sequence[Item]) -> list[Choice]:
    """The select boxes that have something to choose from; the time zone always has."""
    zone = ZoneInfo(wanted.zone)
    days = {each.starts_at.astimezone(zone).date() for each in items}
    found = [
        choice(
            "day",
            _("Day"),
            _("All days"),
            [(day.isoformat(), day_name(day)) for day in sorted(days)],
            wanted.day,
        ),
        choice("track", _("Track"), _("All tracks"), _same(each.track for each in items), wanted.track),
        choice("room", _("Room"), _("All rooms"), _same(each.room for each in items), wanted.room),
        choice("kind", _("Kind"), _("All kinds"), _kinds(items), wanted.kind),
    ]
    return [*(each for each in found if len(each.options) > 2), _zones(wanted)]


def _same(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in sorted({each for each in names if each})]


def _kinds(items: Sequence[Item]) -> list[tuple[str, str]]:
    present = {each.kind for each in items}
    return [(kind.value, str(label)) for kind, label in KIND_LABELS.items() if kind in present]


def _zones(wanted: Wanted) -> Choice:
    event = wanted.event
    zones = zones_at(event.starts_at, current_language(), event.time_zone, wanted.zone)
    others = [(name, label) for name, label in zones if name != event.time_zone]
    own = next(label for name, label in zones if name == event.time_zone)
    chosen = "" if wanted.zone == event.time_zone else wanted.zone
    return choice("zone", _("Times"), _("By the clocks of the venue (%(zone)s)", zone=own), others, chosen)


@dataclass(frozen=True)
class EntryView:
    """An item with what the page does with it."""

    id: int
    item: SessionView
    is_picked: bool
    is_on: bool
    is_pause: bool
    """Nobody chooses it, so it cannot be marked."""


@dataclass(frozen=True)
class TableView:
    """A day as a table; rows are a time and cells, a cell is entries with the rows and columns that it spans."""

    columns: tuple[str, ...]
    rows: list[tuple[str, list[dict[str, Any]]]]


@dataclass(frozen=True)
class DayView:
    """One day: its entries by track, and as a table where the view asks for one."""

    title: str
    date: str
    entries: list[EntryView]
    tracks: list[tuple[str, list[EntryView]]]
    table: TableView | None


def days_of(wanted: Wanted, items: Iterable[Item], at: datetime) -> list[DayView]:
    """The days of what is wanted, by the clocks that are wanted."""

    def entry(item: Item) -> EntryView:
        on = item.starts_at <= at < item.ends_at and not item.cancelled
        return EntryView(
            item.id, session_view(item, wanted.zone), item.id in wanted.picked, on, item.kind in PAUSES
        )

    column_of = COLUMNS.get(wanted.view)
    return [
        DayView(
            title=day_name(day.date),
            date=day.date.isoformat(),
            entries=[entry(each) for each in day.sessions],
            tracks=[(track.name, [entry(each) for each in track.sessions]) for track in day.tracks],
            table=_table(grid_of(day.sessions, column_of), wanted, entry) if column_of else None,
        )
        for day in by_day([each for each in items if wanted.holds(each)], ZoneInfo(wanted.zone))
    ]


def _table(grid: Grid, wanted: Wanted, entry: Callable[[Item], EntryView]) -> TableView:
    rows = [
        (
            calendar.clock(row.starts_at, wanted.zone, current_language()),
            [
                {"entries": [entry(each) for each in cell.items], "rows": cell.rows, "columns": cell.columns}
                for cell in row.cells
            ],
        )
        for row in grid.rows
    ]
    return TableView(grid.columns, rows)


def day_name(day: date) -> str:
    """Friday, 3 November 2090, as a heading has it."""
    return capitalise(calendar.full_date(day, current_language()))


def on_now(wanted: Wanted, items: Sequence[Item], at: datetime) -> dict[str, Any] | None:
    """What is on and what comes next, while the event lasts; days are named where they are not today."""
    if not is_on(wanted.event, at):
        return None
    found, zone = now_and_next(items, at), ZoneInfo(wanted.zone)
    next_day = found.next[0].starts_at.astimezone(zone).date() if found.next else None
    return {
        "now": [(each.id, session_view(each, wanted.zone)) for each in found.now],
        "next": [(each.id, session_view(each, wanted.zone)) for each in found.next],
        "next_day": day_name(next_day) if next_day and next_day != at.astimezone(zone).date() else "",
    }


def files_of(event: Event) -> list[tuple[str, str, str, str]]:
    """Where the agenda can be taken away, as ``components/lists.html`` links it."""
    documents = [
        (each.label, url_for("agenda.document", slug=event.slug, suffix=suffix), "", each.icon)
        for suffix, each in files.FORMATS.items()
    ]
    for_apps = [
        (
            each.label,
            url_for("agenda.for_apps", slug=event.slug, suffix=suffix),
            _("For conference apps such as Giggity and EventFahrplan"),
            each.icon,
        )
        for suffix, each in schedule.FORMATS.items()
    ]
    return [*documents, *for_apps]
