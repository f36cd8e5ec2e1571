"""A release as a file to take away: plain text, Markdown, Word, PDF, data; and the picture that goes with a link to it.

All are written in the language of the text, whatever that of the page: call them inside ``web.language.in_language``.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import gettext as _

from eventhub.events.acknowledgements import credit
from eventhub.events.presentation import dates_of, where
from eventhub.formats import docx, typeset
from eventhub.formats.docx import Paragraph, Style
from eventhub.formats.markdown import escape
from eventhub.releases import ninjs
from eventhub.releases.models import Release, ReleaseText
from eventhub.releases.presentation import (
    CorrectionNote,
    acknowledgements,
    address_of,
    article_markup,
    corrections,
    dated,
    kind_label,
    restriction,
)
from eventhub.text.languages import in_language
from eventhub.web.filters import paragraphs


@dataclass(frozen=True)
class FileForm:
    """``label`` and ``icon`` show the form to readers; an attachment is saved, the others a browser shows."""

    label: str
    icon: str
    media_type: str
    is_attachment: bool
    write: Callable[[Release, ReleaseText], bytes]


def _corrected(each: CorrectionNote) -> str:
    return f"{_('Correction')}, {each.dated}\n{each.note}"


def _over_the_text(text: ReleaseText) -> str:
    """The line with the date, and before the release is out, that it is not."""
    return " ".join(filter(None, (restriction(text.release), dated(text))))


def _after_the_text(text: ReleaseText) -> list[str]:
    """What stands under the words of a release: what has been corrected in them, and the funders."""
    return [*map(_corrected, corrections(text)), *(each.words for each in acknowledgements(text))]


def _txt(release: Release, text: ReleaseText) -> bytes:
    address = address_of(release, text.language)
    parts = [text.headline, _over_the_text(text), *paragraphs(text.body), *_after_the_text(text), address]
    return ("\n\n".join(parts) + "\n").encode()


def _md(release: Release, text: ReleaseText) -> bytes:
    said = [_with_breaks(escape(each)) for each in (*paragraphs(text.body), *_after_the_text(text))]
    head = [f"# {escape(text.headline)}", f"*{escape(_over_the_text(text))}*"]
    return ("\n\n".join([*head, *said, f"<{address_of(release, text.language)}>"]) + "\n").encode()


def _with_breaks(markdown: str) -> str:
    """Line breaks within a paragraph, which Markdown takes for spaces unless a backslash stands before them."""
    return markdown.replace("\n", "\\\n")


def _docx(release: Release, text: ReleaseText) -> bytes:
    address = address_of(release, text.language)
    return docx.document(
        [
            Paragraph(text.headline, Style.TITLE),
            Paragraph(_over_the_text(text), Style.NOTE),
            *(Paragraph(each) for each in paragraphs(text.body)),
            *(Paragraph(_corrected(each), Style.NOTE) for each in corrections(text)),
            *map(credit, acknowledgements(text)),
            Paragraph(address, Style.NOTE, link=address),
        ],
        title=text.headline,
        language=text.language,
        modified=text.changed_at,
    )


def _pdf(release: Release, text: ReleaseText) -> bytes:
    notes = [
        {"heading": f"{_('Correction')}, {each.dated}", "paragraphs": paragraphs(each.note)}
        for each in corrections(text)
    ]
    data = {
        **_head(release, text),
        "dated": _over_the_text(text),
        "paragraphs": paragraphs(text.body),
        "corrections": notes,
        "address": address_of(release, text.language),
    }
    return typeset.pdf("release", data, modified=text.changed_at)


def _png(release: Release, text: ReleaseText) -> bytes:
    event = release.event
    return typeset.png("card", {**_head(release, text), "when": dates_of(event), "where": where(event)})


def _head(release: Release, text: ReleaseText) -> dict[str, Any]:
    """What everything typeset says of a release."""
    return {
        "language": text.language,
        "title": text.headline,
        "kind": kind_label(release),
        "office": in_language(release.event.office.name, text.language)[0],
        "acknowledgements": [asdict(each) for each in acknowledgements(text)],
    }


def _ninjs(release: Release, text: ReleaseText) -> bytes:
    return _as_json(ninjs.news_object(release, text))


def _news_article(release: Release, text: ReleaseText) -> bytes:
    return _as_json(article_markup(release, text))


def _as_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS = {
    "pdf": FileForm("PDF", "file-earmark-pdf", typeset.PDF_TYPE, False, _pdf),
    "docx": FileForm("Word", "file-earmark-word", docx.MEDIA_TYPE, True, _docx),
    "txt": FileForm("TXT", "file-earmark-text", "text/plain; charset=utf-8", False, _txt),
    "md": FileForm("Markdown", "file-earmark-text", "text/markdown; charset=utf-8", True, _md),
    "json": FileForm("JSON (ninjs)", "filetype-json", "application/json", False, _ninjs),
    "jsonld": FileForm("JSON-LD (NewsArticle)", "filetype-json", "application/ld+json", False, _news_article),
}
"""By suffix, in the order in which readers are offered them."""

CARD = FileForm("PNG", "image", typeset.PNG_TYPE, False, _png)
CARD_SIZE = (1200, 630)
"""Width and height of the card in pixels."""
