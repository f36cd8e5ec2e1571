"""People from a table: as people paste, send and spoil them."""

import io
import zipfile

import pytest
from docx import Document

from eventhub.clock import now
from eventhub.delegations.models import Capacity
from eventhub.delegations.sheet import SheetError, people_of
from eventhub.formats import tables, xlsx
from eventhub.formats.cells import Column, Sheet
from eventhub.formats.errors import InvalidSheetError

PEOPLE = [
    ["Name", "E-mail address", "Position", "Telephone", "Capacity", "Reserve list"],
    ["Li Wei", "li@example.org", "Director", "+86 10 1234", "Head of delegation", ""],
    ["Zhang Min", "zhang@example.org", "", "", "", "yes"],
]


@pytest.fixture(autouse=True)
def request_of_somebody(app):
    with app.test_request_context("/en/"):
        yield


def tabbed(rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def workbook(rows) -> bytes:
    return xlsx.workbook([Sheet("People", [Column(each) for each in rows[0]], rows[1:])], created=now())


@pytest.mark.parametrize(
    "read",
    [
        lambda: tables.read_text(tabbed(PEOPLE)),
        lambda: tables.read_text("\n".join(";".join(row) for row in PEOPLE)),
        lambda: tables.read_file(("\ufeff" + "\r\n".join(",".join(row) for row in PEOPLE)).encode()),
        lambda: tables.read_file(tabbed(PEOPLE).encode("utf-16")),
        lambda: tables.read_file(workbook(PEOPLE)),
    ],
    ids=["pasted", "semicolons", "csv with a mark", "unicode text of Excel", "workbook"],
)
def test_a_table_is_read_in_every_form_in_which_people_have_it(read):
    first, second = people_of(read())
    assert (first.name, first.email, first.position) == ("Li Wei", "li@example.org", "Director")
    assert (first.phone, first.capacity, first.is_reserve) == ("+86 10 1234", Capacity.HEAD, False)
    assert (second.capacity, second.is_reserve) == (Capacity.DELEGATE, True)


def test_headings_are_known_in_any_language_and_any_order():
    [person] = people_of(
        [["Adresse électronique", "Qualité", "NOM"], ["li@example.org", "chef de delegation", "Li"]]
    )
    assert (person.name, person.email, person.capacity) == ("Li", "li@example.org", Capacity.HEAD)


def test_without_headings_the_order_counts():
    [person] = people_of([["Li Wei", "li@example.org", "Director"]])
    assert (person.name, person.email, person.position) == ("Li Wei", "li@example.org", "Director")


def test_every_wrong_cell_is_named():
    rows = [*PEOPLE, ["", "nobody"], ["Ann", "ann@example.org", "", "call me", "king"], ["", ""]]
    with pytest.raises(SheetError) as caught:
        people_of(rows)
    assert [(each.row, each.column) for each in caught.value.cells] == [
        (4, "Name"),
        (4, "E-mail address"),
        (5, "Telephone"),
        (5, "Capacity"),
    ]


def test_a_telephone_number_that_excel_took_for_a_quantity():
    rows = [PEOPLE[0][:4], ["Li", "li@example.org", "", 861012345678]]
    [person] = people_of(tables.read_file(workbook(rows)))
    assert person.phone == "861012345678"


def test_names_of_one_character_and_of_two_hundred():
    rows = [["伟", "a@example.org"], ["x" * 200, "b@example.org"]]
    assert [len(each.name) for each in people_of(rows)] == [1, 200]
    with pytest.raises(SheetError):
        people_of([["x" * 201, "c@example.org"]])


@pytest.mark.parametrize("rows", [[], [["", ""]], [PEOPLE[0]]])
def test_a_table_with_nobody(rows):
    with pytest.raises(SheetError):
        people_of(rows)


def test_ten_thousand_rows_are_not_read():
    with pytest.raises(InvalidSheetError):
        tables.read_text("Li\tli@example.org\n" * 10_000)
    with pytest.raises(SheetError):
        people_of([[f"Li {n}", f"li{n}@example.org"] for n in range(201)])


def word_file() -> bytes:
    stream = io.BytesIO()
    Document().save(stream)
    return stream.getvalue()


def bare_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x", "y")
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [word_file(), bare_zip(), b"PK\x03\x04", b"\xd0\xcf\x11\xe0rest", b"\xff\xd8\xff\xe0 picture", b"a\0b"],
    ids=["a Word file", "another archive", "the head of one", "of an old one", "a picture", "zeros"],
)
def test_what_is_no_table_is_refused(content):
    with pytest.raises(InvalidSheetError):
        tables.read_file(content)


def test_formulas_are_words():
    [person] = people_of([['=HYPERLINK("x")', "li@example.org"]])
    assert person.name == '=HYPERLINK("x")'
