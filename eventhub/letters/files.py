"""Letters as PDF and for Word: the first page under the whole head, the others under a line, pages numbered."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from eventhub.events.acknowledgements import credit
from eventhub.formats import docx, pictures, qr, typeset
from eventhub.formats.docx import Paragraph, Running, Style, Table
from eventhub.letters.letter import Letter
from eventhub.letters.paper import Pictures

FORMATS = {"pdf": typeset.PDF_TYPE, "docx": docx.MEDIA_TYPE}
"""Media type by suffix."""
WIDTH = 16.0
"""Of the text on a sheet in Word, in centimetres."""
EMBLEM_WIDTH = 2.4
PIXELS_PER_INCH = 110


def write(letter: Letter, printed: Pictures, suffix: str, *, modified: datetime) -> bytes:
    """The letter as a file of one of ``FORMATS``; a note verbale bears no signature."""
    if letter.is_note:
        printed = Pictures(emblem=printed.emblem, stamp=printed.stamp)
    return _WRITERS[suffix](letter, printed, modified)


def picture(letter: Letter, printed: Pictures) -> bytes:
    """A letter of one page as it looks on a screen, as PNG."""
    return typeset.png("letter", _data(letter, printed), pixels_per_inch=PIXELS_PER_INCH)


def _pdf(letter: Letter, printed: Pictures, modified: datetime) -> bytes:
    return typeset.pdf("letter", _data(letter, printed), modified=modified)


def _data(letter: Letter, printed: Pictures) -> dict[str, Any]:
    return {
        **asdict(letter),
        "title": letter.subject,
        "pictures": {name: pictures.as_svg(each) if each else "" for name, each in vars(printed).items()},
        "qr": qr.svg(letter.check.qr_text) if letter.check else "",
    }


def _docx(letter: Letter, printed: Pictures, modified: datetime) -> bytes:
    parts = [*_over_the_text(letter), *_text(letter), *_under_the_text(letter, printed)]
    return docx.document(
        parts,
        title=letter.subject,
        language=letter.language,
        modified=modified,
        running=Running(
            first=_head(letter, printed),
            following=(Paragraph(f"{letter.head.name} · {letter.reference}", Style.NOTE),),
            foot=_foot(letter),
            first_foot=_addressee(letter) if letter.is_note else (),
        ),
    )


def _head(letter: Letter, printed: Pictures) -> tuple[Paragraph | Table, ...]:
    head = letter.head
    words = (Paragraph(head.name, is_strong=True), Paragraph("\n".join(head.address), Style.NOTE))
    contacts = (Paragraph("\n".join(head.contacts), Style.NOTE),)
    if not printed.emblem:
        return (Table(rows=((words, contacts),), widths=(WIDTH * 0.62, WIDTH * 0.38)),)
    emblem = (Paragraph("", picture=printed.emblem, picture_alt=head.name, picture_height=1.6),)
    widths = (EMBLEM_WIDTH, WIDTH * 0.62 - EMBLEM_WIDTH, WIDTH * 0.38)
    return (Table(rows=((emblem, words, contacts),), widths=widths),)


def _foot(letter: Letter) -> tuple[Paragraph, ...]:
    return (Paragraph(letter.head.footer, Style.NOTE),) if letter.head.footer else ()


def _addressee(letter: Letter) -> tuple[Paragraph, ...]:
    return (Paragraph("\n".join(letter.addressee)),) if letter.addressee else ()


def _over_the_text(letter: Letter) -> list[Paragraph]:
    numbered = letter.reference if letter.is_note else f"{letter.reference}\n{letter.dated}"
    return [
        Paragraph(f"{letter.kind}\n{numbered}", Style.NOTE),
        *(() if letter.is_note else _addressee(letter)),
        Paragraph(letter.subject, Style.HEADING),
    ]


def _text(letter: Letter) -> list[Paragraph]:
    facts = "\n".join(f"{label}: {text}" for label, text in letter.facts)
    said = [letter.salutation, letter.opening, facts, *letter.paragraphs, letter.link_text]
    link = [Paragraph(letter.link, link=letter.link)] if letter.link else []
    return [*(Paragraph(each) for each in said if each), *link]


def _under_the_text(letter: Letter, printed: Pictures) -> list[Paragraph]:
    parts = [Paragraph(letter.closing)] if letter.closing else []
    if letter.is_note:
        parts.append(Paragraph(letter.dated))
    for picture, height in ((printed.signature, 1.4), (printed.stamp, 2.4)):
        if picture:
            # The name under it says whose it is.
            alt = " ".join(letter.signature[:1]) or letter.head.name
            parts.append(Paragraph("", picture=picture, picture_alt=alt, picture_height=height))
    if letter.signature:
        parts.append(Paragraph("\n".join(letter.signature)))
    if letter.check:
        parts.append(Paragraph(f"{letter.check.hint}\n{letter.check.code}", Style.NOTE))
        parts.append(Paragraph(letter.check.address, Style.NOTE, link=letter.check.address))
    return [*parts, *map(credit, letter.acknowledgements)]


_WRITERS: dict[str, Callable[[Letter, Pictures, datetime], bytes]] = {"pdf": _pdf, "docx": _docx}
