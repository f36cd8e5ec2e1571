"""Tables of people that are sent or pasted: which column holds what, and what stands in each row."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length

from eventhub.formats import tables
from eventhub.text.languages import LANGUAGES
from eventhub.text.normalise import search_key
from eventhub.web.forms import Form
from eventhub.web.language import in_language


class TableFields:
    """Where a table is sent or pasted; for a form to be made of."""

    file = FileField(
        _l("A table"), description=_l("Excel, LibreOffice or CSV, with the headings of the table below.")
    )
    text = TextAreaField(
        _l("Or paste the rows here"),
        [Length(max=100_000)],
        render_kw={"rows": 5, "dir": "auto"},
    )


def rows_of(form: Any) -> list[list[str]]:
    """The cells of what was sent with ``TableFields``.

    Raises:
        InvalidSheetError: no table that can be read.
    """
    content = form.file.data.read() if form.file.data else b""
    return tables.read_file(content) if content else tables.read_text(form.text.data or "")


def filled_rows(
    rows: list[list[str]], kind: type[Form], columns: Sequence[str]
) -> list[tuple[int, dict[str, str]]]:
    """The rows in which something stands, each with its number in the table, from 1, and its cells by column.

    ``columns`` are fields of the form ``kind``, in the order in which they stand when the table has no headings; the
    headings are the labels of the fields in any of our languages.
    """
    places, first = _columns_of(rows, kind, columns)
    return [
        (number, {name: row[place] if place < len(row) else "" for place, name in places.items()})
        for number, row in enumerate(rows, 1)
        if number >= first and any(row)
    ]


def _columns_of(
    rows: list[list[str]], kind: type[Form], columns: Sequence[str]
) -> tuple[Mapping[int, str], int]:
    """Which column holds what, and the first row with a person."""
    headings = _headings(kind, columns)
    named = {place: headings.get(search_key(cell)) for place, cell in enumerate(rows[0] if rows else [])}
    known = {place: name for place, name in named.items() if name}
    if "name" in known.values() and "email" in known.values():
        return known, 2
    return dict(enumerate(columns)), 1


def _headings(kind: type[Form], columns: Sequence[str]) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with in_language(language.code):
            form = kind(None, meta={"csrf": False})
            found |= {search_key(str(form[name].label.text)): name for name in columns}
    return found
