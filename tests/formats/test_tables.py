"""Workbooks, read by calamine, and comma-separated values, read by the csv module."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from eventhub.formats.characters import clean
from eventhub.formats.csv import table
from eventhub.formats.errors import InvalidSheetError
from eventhub.formats.xlsx import Column, Sheet, workbook
from tests.formats.entries import BEIJING

COLUMNS = (Column("Name", 30), Column("Note"))
FORMULAS = ["=1+1", "+86 10 1234", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1+1"]
CREATED = datetime(2026, 11, 3, 9, tzinfo=UTC)


def rows_of(content: bytes, title: str = "People") -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(title).to_python()


def part_of(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return ZipFile(io.BytesIO(content)).read(name).decode()


def people(*rows, **changes) -> Sheet:
    return Sheet(**{"title": "People", "columns": COLUMNS, "rows": rows, **changes})


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_cells_keep_their_kind():
    columns = [Column(str(number)) for number in range(8)]
    start = datetime(2026, 11, 3, 9, 30, tzinfo=BEIJING)
    row = ("李伟", 12, 2.5, Decimal("10.25"), True, date(2026, 11, 3), start, None)
    assert rows_of(workbook([people(row, columns=columns)]))[1] == [
        "李伟",
        12,
        2.5,
        10.25,
        True,
        date(2026, 11, 3),
        start.replace(tzinfo=None),
        "",
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_a_workbook(text):
    content = workbook([people((text, ""))])
    assert rows_of(content)[1][0] == clean(text)
    assert "<f>" not in part_of(content)


def test_no_text_becomes_a_link():
    content = workbook([people(("https://example.org", "mailto:a@example.org"))])
    assert "hyperlink" not in part_of(content)


def test_headings_are_frozen_and_can_be_filtered():
    sheet = part_of(workbook([people(("a", "b"), ("c", "d"))]))
    assert 'topLeftCell="A2" activePane="bottomLeft" state="frozen"' in sheet
    assert '<autoFilter ref="A1:B3"/>' in sheet


def test_a_sheet_can_start_at_the_right():
    assert 'rightToLeft="1"' in part_of(workbook([people(right_to_left=True)]))
    assert "rightToLeft" not in part_of(workbook([people()]))


def test_what_a_spreadsheet_cannot_count_is_written_as_text():
    row = (10**18 + 1, float("nan"))
    assert rows_of(workbook([people(row, (date(1899, 12, 31), "x" * 40000))]))[1:] == [
        ["1000000000000000001", "nan"],
        ["1899-12-31", "x" * 32767],
    ]


@pytest.mark.parametrize(
    ("titles", "written"),
    [
        (["Day 1/2: [all]*?"], ["Day 1 2   all"]),
        (["a" * 40, "A" * 40], ["a" * 31, "A" * 29 + " 2"]),
        (["'Quoted'", ""], ["Quoted", "Sheet"]),
        (["History"], ["History 2"]),
    ],
)
def test_titles_are_made_acceptable(titles, written):
    content = workbook([people(title=title) for title in titles])
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == written


def test_a_malformed_sheet_is_refused():
    for sheets in ([], [people(columns=())], [people(("only one",))]):
        with pytest.raises(InvalidSheetError):
            workbook(sheets)


def test_the_same_sheets_are_the_same_bytes():
    assert workbook([people(("a", 1))], created=CREATED) == workbook([people(("a", 1))], created=CREATED)


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_any_text_can_be_read_back(text):
    assert rows_of(workbook([people((text, "x"))]))[1] == [clean(text), "x"]
    name, _note = read_csv(table(people((text, "x"))))[1]
    assert name.removeprefix("'") == clean(text).removeprefix("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_comma_separated_values(text):
    assert read_csv(table(people((text, "")))) == [["Name", "Note"], ["'" + clean(text), ""]]


def test_comma_separated_values_name_their_encoding_and_keep_numbers():
    content = table(
        people(('Éa, "b"\nc', -3), (date(2026, 11, 3), datetime(2026, 11, 3, 9, 30, tzinfo=BEIJING)))
    )
    assert content == (
        b'\xef\xbb\xbfName,Note\r\n"\xc3\x89a, ""b""\nc",-3\r\n2026-11-03,2026-11-03 09:30:00\r\n'
    )
