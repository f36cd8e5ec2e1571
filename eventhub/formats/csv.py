"""Comma-separated values (RFC 4180) that a spreadsheet program opens rightly and harmlessly."""

import csv
import io
from codecs import BOM_UTF8
from datetime import date, datetime

from eventhub.formats.cells import Cell, Sheet, clock_time
from eventhub.formats.characters import clean

MEDIA_TYPE = "text/csv; charset=utf-8"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def table(sheet: Sheet) -> bytes:
    """``sheet`` in UTF-8 with a byte order mark, without which Excel guesses another encoding.

    A text that a spreadsheet program would take for a formula gets an apostrophe in front (OWASP, "CSV Injection").
    Numbers keep their minus. Days are ISO 8601, times too, to the second, as clocks in their zone show them.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_harmless(column.heading) for column in sheet.columns])
    writer.writerows([_value(cell) for cell in row] for row in sheet.rows)
    return BOM_UTF8 + written.getvalue().encode()


def _value(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _harmless(cell)
        case datetime():
            return clock_time(cell).isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _harmless(text: str) -> str:
    cleaned = clean(text)
    return f"'{cleaned}" if cleaned.lstrip(" ").startswith(_FORMULA_STARTS) else cleaned
