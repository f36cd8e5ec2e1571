"""Excel workbooks (ECMA-376): tables in, bytes out."""

import io
import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from eventhub.deferred import Deferred
from eventhub.formats.cells import Cell, Column, Row, Sheet, clock_time
from eventhub.formats.characters import clean, one_line
from eventhub.formats.errors import InvalidSheetError

xlsxwriter = Deferred("xlsxwriter")

__all__ = ["MEDIA_TYPE", "Column", "Sheet", "workbook"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_OPTIONS = {
    "in_memory": True,
    # Texts stay texts: a cell that begins with = or https:// is what a person typed, never a formula or a link.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_TITLE = 31
_LONGEST_TEXT = 32767
_FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel counts a leap day that never was."""
_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_EXACT = 10**15
"""From here on a spreadsheet no longer keeps every digit of a number."""


def workbook(sheets: Iterable[Sheet], *, created: datetime | None = None) -> bytes:
    """A workbook with a frozen, bold heading row and a filter on each sheet.

    Titles of sheets are shortened to 31 characters and cleared of what Excel refuses; texts to 32 767. With
    ``created`` (aware) the same sheets give the same bytes; without it, the moment of writing is noted.

    Raises:
        InvalidSheetError: no sheet, a sheet without columns, or a row with more or fewer cells than there are columns.
    """
    sheets = list(sheets)
    if not sheets:
        raise InvalidSheetError("A workbook has at least one sheet.")
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        if created:
            book.set_properties({"created": created.astimezone(UTC).replace(tzinfo=None, microsecond=0)})
        formats = {
            "heading": book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1}),
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm"}),
        }
        titles: set[str] = set()
        for sheet in sheets:
            _write(book.add_worksheet(_title(sheet.title, titles)), sheet, formats)
    return written.getvalue()


def _write(worksheet: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    if not sheet.columns:
        raise InvalidSheetError(f"{sheet.title!r} has no columns.")
    if sheet.right_to_left:
        worksheet.right_to_left()
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width)
        worksheet.write_string(0, index, one_line(column.heading), formats["heading"])
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        _write_row(worksheet, last, row, len(sheet.columns), formats)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_row(worksheet: Any, number: int, row: Row, columns: int, formats: dict[str, Any]) -> None:
    if len(row) != columns:
        raise InvalidSheetError(f"Row {number} has {len(row)} cells for {columns} columns.")
    for index, cell in enumerate(row):
        _write_cell(worksheet, number, index, cell, formats)


def _write_cell(worksheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    match cell:
        case None | "":
            pass
        case bool():
            worksheet.write_boolean(row, column, cell, formats["text"])
        case int() | float() | Decimal() if math.isfinite(cell) and abs(cell) < _EXACT:
            worksheet.write_number(row, column, float(cell), formats["text"])
        case datetime() if cell.date() >= _FIRST_DAY:
            worksheet.write_datetime(row, column, clock_time(cell), formats["time"])
        case date() if not isinstance(cell, datetime) and cell >= _FIRST_DAY:
            worksheet.write_datetime(row, column, datetime.combine(cell, time()), formats["date"])
        case _:
            worksheet.write_string(row, column, clean(str(cell))[:_LONGEST_TEXT], formats["text"])


def _title(wanted: str, taken: set[str]) -> str:
    """``wanted`` as Excel accepts it: allowed characters, no apostrophe at the ends, not yet taken in any case."""
    base = _FORBIDDEN_IN_TITLES.sub(" ", one_line(wanted))[:_LONGEST_TITLE].strip(" '") or "Sheet"
    title, number = base, 1
    while title.casefold() in taken or title.casefold() == "history":
        number += 1
        suffix = f" {number}"
        title = base[: _LONGEST_TITLE - len(suffix)] + suffix
    taken.add(title.casefold())
    return title
