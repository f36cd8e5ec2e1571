"""A day of an agenda as a table: times down, tracks or rooms across. Pure.

A row is a step of equal length by the clocks of the venue, so that lengths can be seen. Items that would lie over each
other share one cell.
"""

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from eventhub.agenda.models import Session

STEPS = (30, 15, 10, 5)
"""Minutes that a row may stand for: the longest one that all times agree with."""
MINUTES = 24 * 60


class Axis(enum.StrEnum):
    """What the columns are."""

    TRACK = "track"
    ROOM = "room"


@dataclass(frozen=True)
class Cell:
    """What stands in a row from column ``column`` on, over ``rows`` and ``columns``; nothing is an empty cell."""

    column: int
    sessions: Sequence[Session] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Row:
    """The cells that begin at a time of day, in minutes from midnight; the others are covered from above."""

    minute: int
    cells: Sequence[Cell]

    @property
    def clock(self) -> str:
        return f"{self.minute // 60:02}:{self.minute % 60:02}"


@dataclass(frozen=True)
class Timetable:
    """The table of a day. The column without a name is for everybody."""

    columns: Sequence[str]
    rows: Sequence[Row]
    step: int


@dataclass
class _Block:
    """Items that share a cell: rows from ``top`` up to, and without, ``bottom``."""

    top: int
    bottom: int
    sessions: list[Session]


def timetable_of(
    sessions: Iterable[Session], day: date, zone: ZoneInfo, axis: Axis, names: Sequence[str]
) -> Timetable:
    """The items of one day in columns, ``names`` first and in their order; what is cancelled is left out."""
    standing = [each for each in sessions if not each.cancelled]
    spans = {each.id: _span(each, day, zone) for each in standing}
    step = next(
        (step for step in STEPS if all(minute % step == 0 for span in spans.values() for minute in span)), 5
    )
    first = min((start for start, _end in spans.values()), default=9 * 60) // 60 * 60
    last = max((end for _start, end in spans.values()), default=17 * 60)
    count = -(-(-(-last // 60) * 60 - first) // step)
    places = [
        _Block((start - first) // step, max((start - first) // step + 1, -(-(end - first) // step)), [each])
        for each, (start, end) in ((each, spans[each.id]) for each in standing)
    ]
    columns, blocks = _arranged(places, axis, names)
    return Timetable(columns, list(_rows(blocks, columns, first, step, count)), step)


def _span(session: Session, day: date, zone: ZoneInfo) -> tuple[int, int]:
    """From which to which minute of the day; what lasts beyond midnight is cut there."""
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    return _minute(start), MINUTES if end.date() > day else max(_minute(end), _minute(start) + 1)


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _arranged(
    places: list[_Block], axis: Axis, names: Sequence[str]
) -> tuple[list[str], dict[tuple[int, int], list[_Block]]]:
    """The columns, and the blocks by first and last column.

    What is for everybody goes over all columns, unless it meets something in them: then it has a column of its own.
    """

    def name_of(block: _Block) -> str:
        return getattr(block.sessions[0], axis.value)

    own = [each for each in places if name_of(each)]
    common = [each for each in places if not name_of(each)]
    named = list(dict.fromkeys([*names, *(name_of(each) for each in own)]))
    needs_column = not named or any(_meet(one, other) for one in common for other in own)
    columns = ["", *named] if needs_column else named
    blocks = {
        (number, number): _merged(each for each in own if name_of(each) == name)
        for number, name in enumerate(columns)
        if name
    }
    whole = (0, 0) if needs_column else (0, len(columns) - 1)
    # With a single column, what is for everybody stands among its items.
    blocks[whole] = _merged([*common, *blocks.get(whole, [])])
    return columns, blocks


def _meet(one: _Block, other: _Block) -> bool:
    return one.top < other.bottom and other.top < one.bottom


def _merged(blocks: Iterable[_Block]) -> list[_Block]:
    """Blocks that meet become one."""
    merged: list[_Block] = []
    for block in sorted(blocks, key=lambda each: (each.top, each.bottom)):
        if merged and block.top < merged[-1].bottom:
            merged[-1].bottom = max(merged[-1].bottom, block.bottom)
            merged[-1].sessions.extend(block.sessions)
        else:
            merged.append(_Block(block.top, block.bottom, list(block.sessions)))
    return merged


def _rows(
    blocks: dict[tuple[int, int], list[_Block]], columns: Sequence[str], first: int, step: int, count: int
) -> Iterator[Row]:
    begins = {(block.top, left): (block, right) for (left, right), all_ in blocks.items() for block in all_}
    covered = {
        (row, column)
        for (left, right), all_ in blocks.items()
        for block in all_
        for row in range(block.top, block.bottom)
        for column in range(left, right + 1)
    }
    for number in range(count):
        cells = []
        for column in range(len(columns)):
            if (number, column) in begins:
                block, right = begins[number, column]
                cells.append(Cell(column, block.sessions, block.bottom - block.top, right - column + 1))
            elif (number, column) not in covered:
                cells.append(Cell(column))
        yield Row(first + number * step, cells)
