"""Word documents (ECMA-376): paragraphs in, bytes out; the same paragraphs give the same bytes."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from eventhub.deferred import Deferred
from eventhub.formats.characters import clean, one_line

docx: Any = Deferred("docx")
documents: Any = Deferred("docx.document")
section: Any = Deferred("docx.enum.section")
constants: Any = Deferred("docx.opc.constants")
oxml: Any = Deferred("docx.oxml")
ns: Any = Deferred("docx.oxml.ns")
shared: Any = Deferred("docx.shared")

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SCRIPTS_FROM_THE_RIGHT = {"ar"}
PICTURE_HEIGHT = 1.1
SOFT_INK = (0x4D, 0x59, 0x62)
# A face for each class of letters: ascii and hAnsi are Latin and Cyrillic, cs is Arabic, eastAsia Chinese.
_SERIF = {"ascii": "Georgia", "hAnsi": "Georgia", "cs": "Times New Roman", "eastAsia": "SimSun"}
_SANS = {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Arial", "eastAsia": "Microsoft YaHei"}
# The earliest moment that a ZIP archive can hold: when a document was packed says nothing about it.
EPOCH_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class Style(StrEnum):
    """What a paragraph is, by the name of the style that Word knows it by."""

    TITLE = "Title"
    HEADING = "Heading 1"
    TEXT = "Normal"
    NOTE = "Caption"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text; single line breaks in it stay. With ``link``, a URL, all of it leads there.

    ``picture`` (PNG or JPEG) stands before the words, on a line of its own; ``picture_alt`` is read in its place.
    """

    text: str
    style: Style = Style.TEXT
    link: str = ""
    picture: bytes = b""
    picture_alt: str = ""
    picture_height: float = PICTURE_HEIGHT
    """In centimetres."""
    is_strong: bool = False


_PAGE_NUMBER = Paragraph("")
"""Stands for the number of the page, wherever it is met."""


@dataclass(frozen=True)
class Table:
    """Rows of cells, each of which holds paragraphs; ``widths`` are those of the columns, in centimetres.

    In languages written from the right, the first column stands at the right. ``is_ruled`` draws lines and repeats the
    first row on each page; ``row_height`` (centimetres) is the least of the other rows, for who signs in them.
    """

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    widths: tuple[float, ...]
    is_ruled: bool = False
    row_height: float = 0


@dataclass(frozen=True)
class Running:
    """What stands over and under the text of pages: over the first, over those that follow, under all of them with the
    number of the page and of how many, and under the first besides."""

    first: tuple[Paragraph | Table, ...]
    following: tuple[Paragraph | Table, ...] = ()
    foot: tuple[Paragraph, ...] = ()
    first_foot: tuple[Paragraph, ...] = ()


def document(
    parts: Iterable[Paragraph | Table],
    *,
    title: str,
    language: str,
    modified: datetime,
    is_wide: bool = False,
    running: Running | None = None,
) -> bytes:
    """A document on A4, which lies across when ``is_wide``, in one language (a code of ISO 639-1), with its properties;
    ``modified`` is aware."""
    made = docx.Document()
    _set_page(made, is_wide=is_wide)
    _set_styles(made, language)
    from_the_right = language in SCRIPTS_FROM_THE_RIGHT
    if running:
        _set_running(made.sections[0], running, from_the_right=from_the_right)
    _add_all(made, parts, from_the_right=from_the_right)
    moment = modified.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = made.core_properties
    properties.title, properties.language = one_line(title), language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = moment
    packed = io.BytesIO()
    made.save(packed)
    return _packed_at_no_time(packed)


def _set_page(made: Any, *, is_wide: bool) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = (
        (shared.Cm(29.7), shared.Cm(21)) if is_wide else (shared.Cm(21), shared.Cm(29.7))
    )
    page.orientation = section.WD_ORIENT.LANDSCAPE if is_wide else section.WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = shared.Cm(
        1.5 if is_wide else 2.5
    )


def _set_styles(made: Any, language: str) -> None:
    for kind, size, space_after in (
        (Style.TITLE, shared.Pt(22), shared.Pt(10)),
        (Style.HEADING, shared.Pt(14), shared.Pt(6)),
        (Style.TEXT, shared.Pt(11), shared.Pt(8)),
        (Style.NOTE, shared.Pt(9), shared.Pt(8)),
    ):
        style = made.styles[kind.value]
        style.font.size, style.font.bold, style.font.italic = size, kind == Style.HEADING, False
        style.font.color.rgb = shared.RGBColor(*(SOFT_INK if kind == Style.NOTE else (0, 0, 0)))
        style.paragraph_format.space_after = space_after
        _name_fonts(style, _SERIF if kind in (Style.TITLE, Style.HEADING) else _SANS)
        _use_in_all_scripts(style)
    made.styles[Style.TEXT.value].paragraph_format.line_spacing = 1.25
    border = made.styles[Style.TITLE.value].element.pPr.find(ns.qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
    tags = made.styles.element.find(f".//{ns.qn('w:rPrDefault')}//{ns.qn('w:lang')}")
    tags.set(ns.qn("w:val"), language)
    tags.set(ns.qn("w:eastAsia"), language)
    tags.set(ns.qn("w:bidi"), language)


def _name_fonts(style: Any, faces: dict[str, str]) -> None:
    style.font.name = faces["ascii"]
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(ns.qn(f"w:{theme}"), None)
    for script, face in faces.items():
        fonts.set(ns.qn(f"w:{script}"), face)


def _use_in_all_scripts(style: Any) -> None:
    """Repeat size and weight for complex scripts, for which Word keeps them apart (ECMA-376-1, 17.3.2.39)."""
    properties = style.element.rPr
    for name in ("b", "i", "sz"):
        for old in properties.findall(ns.qn(f"w:{name}Cs")):
            properties.remove(old)
        plain = properties.find(ns.qn(f"w:{name}"))
        complex_script = oxml.OxmlElement(f"w:{name}Cs")
        for attribute, value in plain.attrib.items():
            complex_script.set(attribute, value)
        plain.addnext(complex_script)


def _set_running(page: Any, running: Running, *, from_the_right: bool) -> None:
    page.different_first_page_header_footer = True
    page.header_distance = page.footer_distance = shared.Cm(1.2)
    foot = (*running.foot, _PAGE_NUMBER)
    for part, content in (
        (page.first_page_header, running.first),
        (page.header, running.following),
        (page.first_page_footer, (*running.first_foot, *foot)),
        (page.footer, foot),
    ):
        # A new one comes with an empty paragraph, with which it has to end when a table is last (17.10.1).
        empty = part.paragraphs[0]._p
        _add_all(part, content, from_the_right=from_the_right)
        part._element.remove(empty)
        if content and isinstance(content[-1], Table):
            part._element.append(empty)


def _add_all(made: Any, parts: Iterable[Paragraph | Table], *, from_the_right: bool) -> None:
    for each in parts:
        if each is _PAGE_NUMBER:
            _add_page_number(made, from_the_right=from_the_right)
        elif isinstance(each, Table):
            _add_table(made, each, from_the_right=from_the_right)
        else:
            _add(made, each, from_the_right=from_the_right)


def _add_page_number(made: Any, *, from_the_right: bool) -> None:
    """The page, of how many: fields that Word counts (17.16.5.44, NUMPAGES and PAGE)."""
    added = made.add_paragraph()
    added._p.style = Style.NOTE.value
    if from_the_right:
        added.paragraph_format.element.get_or_add_pPr().append(oxml.OxmlElement("w:bidi"))
    for each in ("PAGE", " / ", "NUMPAGES"):
        run = added.add_run()
        if not each.isalpha():
            run.text = each
            continue
        counted = oxml.OxmlElement("w:fldSimple")
        counted.set(ns.qn("w:instr"), each)
        run.text = "1"
        counted.append(run._r)
        added._p.append(counted)


def _add_table(made: Any, table: Table, *, from_the_right: bool) -> None:
    added = _new_table(made, len(table.widths))
    added.style = "Table Grid" if table.is_ruled else added.style
    added.autofit = False
    if from_the_right:
        added._tbl.tblPr.append(oxml.OxmlElement("w:bidiVisual"))
    for number, row in enumerate(table.rows):
        made_row = added.add_row()
        if table.is_ruled and number == 0:
            made_row._tr.get_or_add_trPr().append(oxml.OxmlElement("w:tblHeader"))
        elif table.row_height:
            made_row.height = shared.Cm(table.row_height)
        for cell, width, paragraphs in zip(made_row.cells, table.widths, row, strict=True):
            cell.width = shared.Cm(width)
            # A new cell comes with an empty paragraph.
            cell._tc.remove(cell.paragraphs[0]._p)
            for each in paragraphs:
                _add(cell, each, from_the_right=from_the_right)


def _new_table(made: Any, columns: int) -> Any:
    if isinstance(made, documents.Document):
        return made.add_table(rows=0, cols=columns)
    # Only the body of a document knows how wide it is.
    return made.add_table(rows=0, cols=columns, width=shared.Cm(16))


def _add(made: Any, paragraph: Paragraph, *, from_the_right: bool) -> None:
    added = made.add_paragraph()
    if paragraph.style != Style.TEXT:
        # By its id, which is the name without spaces: looking styles up by name takes most of the time of a long list.
        added._p.style = paragraph.style.value.replace(" ", "")
    if paragraph.picture:
        drawn = added.add_run().add_picture(
            io.BytesIO(paragraph.picture), height=shared.Cm(paragraph.picture_height)
        )
        drawn._inline.docPr.set("descr", one_line(paragraph.picture_alt))
        if paragraph.text:
            added.add_run().add_break()
    run = added.add_run(clean(paragraph.text))
    if paragraph.is_strong:
        run.font.bold = run.font.cs_bold = True
    if from_the_right:
        added.paragraph_format.element.get_or_add_pPr().append(oxml.OxmlElement("w:bidi"))
        run.font.rtl = True
    if paragraph.link:
        link = oxml.OxmlElement("w:hyperlink")
        target = made.part.relate_to(paragraph.link, constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(ns.qn("r:id"), target)
        run.font.underline = True
        link.append(run._r)
        added._p.append(link)


def _packed_at_no_time(packed: io.BytesIO) -> bytes:
    """The archive again, without the moment of packing in each of its entries."""
    again = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return again.getvalue()
