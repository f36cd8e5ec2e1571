"""What a table holds, for every format of tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | float | Decimal | bool | date | datetime | None
"""An aware datetime is shown as the clock time of its own zone: spreadsheets know no zones."""

Row = Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """A column: its heading, and its width in characters where a format has widths."""

    heading: str
    width: float = 20


@dataclass(frozen=True)
class Sheet:
    """A table: its title, its columns, and rows with one cell for each; ``right_to_left`` starts it at the right."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    right_to_left: bool = False


def clock_time(moment: datetime) -> datetime:
    """``moment`` as clocks in its zone show it, naive, in whole seconds."""
    return moment.replace(tzinfo=None, microsecond=0)
