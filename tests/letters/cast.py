"""Letters as those read them who get them, and the paper of an office."""

import io

from docx import Document
from PIL import Image
from pypdf import PdfReader

from eventhub.db import Translated, transaction
from eventhub.letters.files import FORMATS
from eventhub.organizations.letterheads import LetterheadDetails, publish_letterhead
from eventhub.organizations.models import Office

DETAILS = LetterheadDetails(
    name=Translated(en="Mission in China", ar="البعثة في الصين"),
    address=Translated(en="9 Tayuan Road\nBeijing 100600"),
    phone="+86 10 0000 0000",
    email="mission@example.org",
    website="https://mission.example.org",
    footer=Translated(en="Established 1951", fr="Fondée en 1951"),
    signatory_name="Amina Rossi",
    signatory_title=Translated(en="Chief of Mission", fr="Cheffe de mission"),
)


def drawn(colour: str = "navy") -> bytes:
    """A picture as somebody sends it."""
    written = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(written, "PNG")
    return written.getvalue()


def give_paper(office: Office, details: LetterheadDetails = DETAILS, **pictures: bytes) -> None:
    with transaction():
        publish_letterhead(office, details, pictures=pictures)


def pages_of(content: bytes) -> list[str]:
    """The words on each page of a PDF."""
    return [" ".join(each.extract_text().split()) for each in PdfReader(io.BytesIO(content)).pages]


def words_of_word(content: bytes) -> str:
    """All words of a Word document: over the text of its first page, in it, and under it."""
    made = Document(io.BytesIO(content))
    page = made.sections[0]
    around = [page.first_page_header, page.first_page_footer, page.header, page.footer]
    cells = [cell.text for table in page.first_page_header.tables for row in table.rows for cell in row.cells]
    texts = [each.text for part in (*around, made) for each in part.paragraphs]
    return "\n".join([*cells, *texts])


def words_of_file(content: bytes, suffix: str) -> str:
    return " ".join((" ".join(pages_of(content)) if suffix == "pdf" else words_of_word(content)).split())


def count_pictures(content: bytes, suffix: str) -> int:
    """How many pictures a letter shows."""
    assert suffix in FORMATS
    if suffix == "pdf":
        return sum(len(page.images) for page in PdfReader(io.BytesIO(content)).pages)
    made = Document(io.BytesIO(content))
    parts = (made, made.sections[0].first_page_header)
    return sum(each._element.xml.count("<pic:pic") for each in parts)
