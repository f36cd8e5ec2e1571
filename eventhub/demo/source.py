"""The files of the demo, read."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from eventhub.db import Translated

FOLDER = Path(__file__).parent


@cache
def demo_data() -> dict[str, Any]:
    """The 25 events with the organizations, funders and programmes that they name."""
    return json.loads((FOLDER / "demo_events.json").read_text(encoding="utf-8"))


@cache
def supplement() -> dict[str, Any]:
    """What the first file lacks: articles, the tree of offices, topics, some texts."""
    return json.loads((FOLDER / "supplement.json").read_text(encoding="utf-8"))


def translated(*texts: Mapping[str, str] | None) -> Translated:
    """One text from several maps; the earlier ones win."""
    merged: dict[str, str] = {}
    for each in reversed(texts):
        merged |= {code: text for code, text in (each or {}).items() if text}
    return Translated(merged)


def joined(paragraphs: Mapping[str, list[str]] | None) -> Translated:
    """A list of paragraphs per language as one text."""
    return Translated({code: "\n\n".join(texts) for code, texts in (paragraphs or {}).items()})
