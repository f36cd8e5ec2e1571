"""A release as a file to take away: plain text, Markdown, Word."""

from collections.abc import Callable
from dataclasses import dataclass

from eventhub.formats import docx
from eventhub.formats.docx import Paragraph, Style
from eventhub.formats.markdown import escape
from eventhub.releases.models import Release, ReleaseText
from eventhub.releases.presentation import acknowledgements, address_of, dated
from eventhub.web.filters import paragraphs


@dataclass(frozen=True)
class FileForm:
    """``label`` names the form for readers; an attachment is saved, the others a browser shows."""

    label: str
    media_type: str
    is_attachment: bool
    write: Callable[[Release, ReleaseText], bytes]


def _credits(text: ReleaseText) -> list[str]:
    """What the funders ask to be said, the disclaimer under its statement."""
    return ["\n".join(filter(None, (each.statement, each.disclaimer))) for each in acknowledgements(text)]


def _txt(release: Release, text: ReleaseText) -> bytes:
    address = address_of(release, text.language)
    parts = [text.headline, dated(text), *paragraphs(text.body), *_credits(text), address]
    return ("\n\n".join(parts) + "\n").encode()


def _md(release: Release, text: ReleaseText) -> bytes:
    said = [_with_breaks(escape(each)) for each in (*paragraphs(text.body), *_credits(text))]
    head = [f"# {escape(text.headline)}", f"*{escape(dated(text))}*"]
    return ("\n\n".join([*head, *said, f"<{address_of(release, text.language)}>"]) + "\n").encode()


def _with_breaks(markdown: str) -> str:
    """Line breaks within a paragraph, which Markdown takes for spaces unless a backslash stands before them."""
    return markdown.replace("\n", "\\\n")


def _docx(release: Release, text: ReleaseText) -> bytes:
    address = address_of(release, text.language)
    return docx.document(
        [
            Paragraph(text.headline, Style.TITLE),
            Paragraph(dated(text), Style.NOTE),
            *(Paragraph(each) for each in paragraphs(text.body)),
            *(Paragraph(each, Style.NOTE) for each in _credits(text)),
            Paragraph(address, Style.NOTE, link=address),
        ],
        title=text.headline,
        language=text.language,
        modified=text.changed_at,
    )


FORMATS = {
    "txt": FileForm("TXT", "text/plain; charset=utf-8", False, _txt),
    "md": FileForm("Markdown", "text/markdown; charset=utf-8", True, _md),
    "docx": FileForm("Word", docx.MEDIA_TYPE, True, _docx),
}
"""By suffix."""
