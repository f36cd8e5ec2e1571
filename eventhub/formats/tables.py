"""Tables that people send: pasted text, CSV, or a workbook of Excel or LibreOffice; texts in rows out."""

import csv
import io
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from eventhub.formats.errors import InvalidSheetError

MOST_ROWS = 5000
"""More than anybody types; a sheet that claims more is not read."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How xlsx and ods begin (ZIP), and xls (OLE2)."""


def read_file(content: bytes) -> list[list[str]]:
    """The rows of a file, whatever its name says; of a workbook, those of its first sheet.

    Raises:
        InvalidSheetError
    """
    if content.startswith(_WORKBOOKS):
        return _bounded(_read_workbook(content))
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidSheetError("This is neither a workbook nor text in UTF-8.") from error
    return read_text(text)


def read_text(text: str) -> list[list[str]]:
    """The rows of pasted cells, parted by tabs, or of CSV, by semicolons or commas: what the first line has most of.

    Raises:
        InvalidSheetError
    """
    if "\0" in text:
        raise InvalidSheetError("This is not text.")
    first = text.lstrip().partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    try:
        return _bounded([*csv.reader(io.StringIO(text.strip("\r\n")), delimiter=delimiter)])
    except csv.Error as error:
        raise InvalidSheetError("This is not a table.") from error


def _read_workbook(content: bytes) -> list[list[str]]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            rows = workbook.get_sheet_by_index(0).to_python(nrows=MOST_ROWS + 1)
    except (CalamineError, OSError, IndexError, ValueError) as error:
        raise InvalidSheetError("This workbook cannot be read.") from error
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        # A telephone number that the spreadsheet took for a quantity.
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, (date, datetime)) else str(cell)


def _bounded(rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > MOST_ROWS:
        raise InvalidSheetError(f"The sheet has more than {MOST_ROWS} rows.")
    return [[cell.strip() for cell in row] for row in rows]
