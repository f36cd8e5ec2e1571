"""A list of people as a document: one content, written as PDF, for Word and for spreadsheet programs."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.events.acknowledgements import acknowledgements_of, credit
from eventhub.events.models import Event
from eventhub.formats import docx, typeset, xlsx
from eventhub.formats.cells import Column, Sheet
from eventhub.formats.docx import Paragraph, Style, Table
from eventhub.registration.presentation import facts_of
from eventhub.text.languages import direction, in_language
from eventhub.web.language import current_language

WIDTH, WIDTH_ACROSS = 16, 26.7
"""Of the text on a sheet of A4 in Word, in centimetres."""
ROOM_FOR_A_PEN = 1.1
"""Height of a row to sign in, in centimetres."""


@dataclass(frozen=True)
class Field:
    """A column: its heading, its share of the width of the page, and whether it is left empty for a pen."""

    heading: str
    share: float
    is_for_pen: bool = False


@dataclass(frozen=True)
class Section:
    """Rows under a heading, which may be empty."""

    heading: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Listing:
    """``title`` is what the list is; the facts of the event stand over it, its funders under it."""

    event: Event
    title: str
    facts: Sequence[tuple[str, str]]
    note: str
    fields: Sequence[Field]
    sections: Sequence[Section]
    is_wide: bool = False
    """On a sheet that lies across."""

    @property
    def has_pen(self) -> bool:
        return any(each.is_for_pen for each in self.fields)


def facts_over(event: Event, *, day: str = "") -> list[tuple[str, str]]:
    """Title, date and place; on a sheet for one day, its date."""
    facts = facts_of(event)
    pairs = [(_("Event"), facts.title), (_("Date"), day or facts.when), (_("Place"), facts.where)]
    return [(label, words) for label, words in pairs if words]


def as_pdf(listing: Listing) -> bytes:
    event, language = listing.event, current_language()
    data: dict[str, Any] = {
        "language": language,
        "title": listing.title,
        "office": in_language(event.office.name, language)[0],
        "facts": [list(pair) for pair in listing.facts],
        "note": listing.note,
        "columns": [{"heading": each.heading, "share": each.share} for each in listing.fields],
        "sections": [asdict(each) for each in listing.sections],
        "is_wide": listing.is_wide,
        "has_pen": listing.has_pen,
        "acknowledgements": [asdict(each) for each in acknowledgements_of(event, language)],
    }
    return typeset.pdf("listing", data, modified=_moment())


def as_docx(listing: Listing) -> bytes:
    event, language = listing.event, current_language()
    parts: list[Paragraph | Table] = [
        Paragraph(in_language(event.office.name, language)[0], Style.NOTE),
        Paragraph(listing.title, Style.TITLE),
        Paragraph("\n".join(f"{label}: {words}" for label, words in listing.facts)),
        *((Paragraph(listing.note, Style.NOTE),) if listing.note else ()),
    ]
    for section in listing.sections:
        if section.heading:
            parts.append(Paragraph(section.heading, Style.HEADING))
        parts.append(_table(listing, section))
    parts += map(credit, acknowledgements_of(event, language))
    return docx.document(
        parts, title=listing.title, language=language, modified=_moment(), is_wide=listing.is_wide
    )


def _table(listing: Listing, section: Section) -> Table:
    width = WIDTH_ACROSS if listing.is_wide else WIDTH
    whole = sum(each.share for each in listing.fields)
    headings = tuple((Paragraph(each.heading, Style.NOTE, is_strong=True),) for each in listing.fields)
    rows = (tuple((Paragraph(text, Style.NOTE),) for text in row) for row in section.rows)
    return Table(
        rows=(headings, *rows),
        widths=tuple(width * each.share / whole for each in listing.fields),
        is_ruled=True,
        row_height=ROOM_FOR_A_PEN if listing.has_pen else 0,
    )


def as_xlsx(listing: Listing) -> bytes:
    """All rows in one table, the headings of sections in a column of their own."""
    with_sections = any(each.heading for each in listing.sections)
    first = [Column(_("Group"), 24)] if with_sections else []
    columns = [Column(each.heading, max(each.share * 8, 6)) for each in listing.fields]
    rows = [
        [*((section.heading,) if with_sections else ()), *row]
        for section in listing.sections
        for row in section.rows
    ]
    sheet = Sheet(
        title=listing.title,
        columns=[*first, *columns],
        rows=rows,
        right_to_left=direction(current_language()) == "rtl",
    )
    return xlsx.workbook([sheet], created=_moment())


def _moment() -> datetime:
    return now().replace(microsecond=0)


WRITERS: dict[str, Callable[[Listing], bytes]] = {"pdf": as_pdf, "docx": as_docx, "xlsx": as_xlsx}
