"""Word documents, read by python-docx."""

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.formats.characters import clean
from eventhub.formats.docx import Paragraph, Style, document

MODIFIED = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
PARAGRAPHS = [
    Paragraph("Headline", Style.TITLE),
    Paragraph("Part", Style.HEADING),
    Paragraph("Words"),
    Paragraph("Note", Style.NOTE),
]


def written(paragraphs=PARAGRAPHS, language="en", title="Headline") -> bytes:
    return document(paragraphs, title=title, language=language, modified=MODIFIED)


def read(content: bytes):
    return Document(io.BytesIO(content))


def test_paragraphs_keep_their_kind_on_a4():
    made = read(written())
    assert [(each.text, each.style.name) for each in made.paragraphs] == [
        ("Headline", "Title"),
        ("Part", "Heading 1"),
        ("Words", "Normal"),
        ("Note", "Caption"),
    ]
    assert (made.sections[0].page_width.mm, made.sections[0].page_height.mm) == pytest.approx(
        (210, 297), abs=0.1
    )
    assert made.sections[0].left_margin == pytest.approx(Cm(2.5), abs=1000)
    assert made.styles["Normal"].font.size == Pt(11)


@pytest.mark.parametrize("style", ["Title", "Heading 1", "Normal", "Caption"])
def test_arabic_letters_have_the_size_and_weight_of_latin_ones(style):
    properties = read(written()).styles[style].element.rPr
    for name in ("b", "i", "sz"):
        (complex_script,) = properties.findall(qn(f"w:{name}Cs"))
        assert dict(complex_script.attrib) == dict(properties.find(qn(f"w:{name}")).attrib)


def test_chinese_letters_have_a_face_of_their_own():
    fonts = read(written(language="zh")).styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert fonts.get(qn("w:eastAsiaTheme")) is None


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh", "ru"])
def test_the_document_knows_its_language(language):
    made = read(written(language=language))
    tags = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert {tags.get(qn(f"w:{name}")) for name in ("val", "eastAsia", "bidi")} == {language}
    assert made.core_properties.language == language
    assert made.core_properties.modified == MODIFIED
    for paragraph in made.paragraphs:
        assert ("<w:bidi/>" in paragraph._p.xml) == (language == "ar")
        assert bool(paragraph.runs[0].font.rtl) == (language == "ar")


def test_the_same_paragraphs_are_the_same_bytes():
    content = written()
    assert content == written()
    assert {entry.date_time[0] for entry in ZipFile(io.BytesIO(content)).infolist()} == {1980}


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_written(text):
    (paragraph,) = read(written([Paragraph(text)], title=text)).paragraphs
    assert paragraph.text == clean(text)
