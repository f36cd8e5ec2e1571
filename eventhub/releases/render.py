"""A release as plain text, Markdown and JSON."""

import json
from collections.abc import Callable

from eventhub.formats.markdown import escape
from eventhub.releases.prose.text import Text


def as_txt(text: Text) -> str:
    """Headline, then paragraphs, one empty line apart; the dateline stands before the first."""
    return "\n\n".join([text.headline.text, *text.bodies()]) + "\n"


def as_md(text: Text) -> str:
    """The same in Markdown, with the headline as its title; marks in names are escaped."""
    return "\n\n".join([f"# {escape(text.headline.text)}", *map(escape, text.bodies())]) + "\n"


def as_json(text: Text) -> str:
    """The parts of the release, each paragraph with its role and the facts that it rests on."""
    paragraphs = [
        {
            "role": paragraph.role,
            "text": paragraph.text,
            "facts": sorted({fact for sentence in paragraph.sentences for fact in sentence.facts}),
            "sentences": [{"text": each.text, "facts": sorted(each.facts)} for each in paragraph.sentences],
        }
        for paragraph in text.paragraphs
    ]
    release = {
        "kind": text.kind,
        "language": text.language,
        "as_of": text.as_of.isoformat(),
        "headline": text.headline.text,
        "dateline": text.dateline,
        "paragraphs": paragraphs,
    }
    return json.dumps(release, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Text], str]] = {"txt": as_txt, "md": as_md, "json": as_json}
"""Name of each format, and what writes it."""
