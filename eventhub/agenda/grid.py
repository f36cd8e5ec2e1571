"""A day of an agenda as a table: a column for each track or room, a row for each time something begins. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from eventhub.agenda.items import Item


@dataclass(frozen=True)
class Cell:
    """Items that share a place in the table (several only where they overlap in one column); none: an empty place."""

    items: tuple[Item, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Row:
    starts_at: datetime
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """``columns`` are named; an empty name heads what is for everybody beside what is in a column."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def grid_of(items: Sequence[Item], column_of: Callable[[Item], str]) -> Grid:
    """The table of items that are sorted by their start. What has no column and no company goes across all columns."""
    groups = list(_overlapping(items))
    names = dict.fromkeys(column_of(each) for each in items if column_of(each))
    stands_beside = any(
        not column_of(each) for group in groups if not _is_for_all(group, column_of) for each in group
    )
    columns = (*([""] if stands_beside else []), *names)
    rows = [row for group in groups for row in _rows(group, columns, column_of)]
    return Grid(columns, tuple(rows))


def _rows(group: Sequence[Item], columns: tuple[str, ...], column_of: Callable[[Item], str]) -> Iterator[Row]:
    """The rows of items that have to do with each other, and with no others."""
    if _is_for_all(group, column_of):
        yield Row(group[0].starts_at, (Cell(tuple(group), columns=max(len(columns), 1)),))
        return
    begun = {
        (name, cell[0].starts_at): cell
        for name in columns
        for cell in _overlapping([each for each in group if column_of(each) == name])
    }
    starts = sorted({start for _name, start in begun})
    busy_until = dict.fromkeys(columns, 0)
    for number, start in enumerate(starts):
        cells = []
        for name in columns:
            items = begun.get((name, start), [])
            if items:
                end = max(each.ends_at for each in items)
                rows = max(1, sum(start <= each < end for each in starts))
                cells.append(Cell(tuple(items), rows=rows))
                busy_until[name] = number + rows
            elif busy_until[name] <= number:
                cells.append(Cell(()))
        yield Row(start, tuple(cells))


def _is_for_all(group: Iterable[Item], column_of: Callable[[Item], str]) -> bool:
    return not any(column_of(each) for each in group)


def _overlapping(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items sorted by their start, in groups that are apart in time."""
    group: list[Item] = []
    for item in items:
        end = max((each.ends_at for each in group), default=None)
        if end is not None and item.starts_at >= end and item.starts_at > group[0].starts_at:
            yield group
            group = []
        group.append(item)
    if group:
        yield group
