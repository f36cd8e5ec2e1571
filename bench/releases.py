"""What writing a release costs: CPU of this process, without a server."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from bench.measure import cost
from eventhub.formats import docx, typeset
from eventhub.formats.docx import Paragraph, Style
from eventhub.releases.facts_file import load
from eventhub.releases.prose.text import Text
from eventhub.releases.prose.write import LANGUAGES_WRITTEN, write

FACTS = Path(__file__).parents[1] / "tests/golden/releases/beijing.facts.json"
TIMES = 30
MOMENT = datetime(2016, 11, 1, tzinfo=UTC)
# The typesetter remembers what it has set.
_NUMBERS = count()


def costs() -> dict[str, float]:
    """Milliseconds of CPU by what is written, the median of ``TIMES``."""
    facts = load(FACTS)

    def texts() -> list[Text]:
        return [write(facts, code, as_of=date(2016, 11, 1)) for code in LANGUAGES_WRITTEN]

    def documents() -> None:
        for text in texts():
            parts = [Paragraph(text.headline.text, Style.TITLE), *map(Paragraph, text.bodies())]
            docx.document(parts, title=text.headline.text, language=text.language, modified=MOMENT)

    def typeset_documents() -> None:
        for text in texts():
            typeset.pdf("release", _typeset(text), modified=MOMENT)

    def cards() -> None:
        for text in texts():
            typeset.png("card", {**_typeset(text), "when": "3–4 November 2016", "where": "Beijing"})

    return {
        "release in six languages": cost(texts, times=TIMES),
        "the same as six Word files": cost(documents, times=TIMES),
        "the same as six PDF files": cost(typeset_documents, times=TIMES),
        "six cards for links": cost(cards, times=TIMES),
    }


def _typeset(text: Text) -> dict[str, Any]:
    """A text as the templates of ``templates/documents`` take it, as different at each call as two releases are."""
    return {
        "language": text.language,
        "title": text.headline.text,
        "kind": "Press release",
        "office": "IOM",
        "acknowledgements": [],
        "dated": str(next(_NUMBERS)),
        "paragraphs": text.bodies(),
        "corrections": [],
        "address": "https://www.example.org/",
    }
