"""Sheets of facts for tests: a full one to take from, and a plain one to add to."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from eventhub.releases.facts import Facts
from eventhub.releases.facts_file import from_data
from eventhub.releases.prose.text import Text
from eventhub.releases.prose.write import write

GOLDEN = Path(__file__).parents[1] / "golden" / "releases"
BEIJING = GOLDEN / "beijing.facts.json"
NBSP = "\u00a0"


def beijing() -> dict[str, Any]:
    """The facts of the workshop in Beijing, as data that a test may change."""
    return json.loads(BEIJING.read_text("utf-8"))


def sheet(**changes: Any) -> Facts:
    """A one-day workshop of IOM in Beijing, of which nothing else is known, with changes."""
    plain: dict[str, Any] = {
        "kind": "workshop",
        "title": {"en": "Safe Roads", "fr": "Routes sûres", "es": "Rutas seguras"},
        "start": "2027-03-02",
        "end": "2027-03-02",
        "time_zone": "Asia/Shanghai",
        "place": {"country_iso2": "CN", "city": {"en": "Beijing"}},
        "organisers": [{"name": {"en": "IOM", "fr": "OIM", "es": "OIM"}}],
        "as_of": "2027-02-01",
    }
    return from_data(plain | changes)


def lasting(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end}


def in_place(code: str, **parts: Any) -> dict[str, Any]:
    return {"place": {"country_iso2": code, **parts}, "dateline_style": "none"}


def ministry(name: str = "Santé", **more: Any) -> dict[str, Any]:
    return {
        "name": {"en": f"Ministry of {name}", "fr": f"Ministère {name}", "es": f"Ministerio {name}"},
        **more,
    }


def paragraph(facts: Facts, language: str, role: str, as_of: date | None = None) -> str:
    """The text of the paragraphs with a role, with plain spaces so that a test can be read; empty if there are none."""
    return role_of(write(facts, language, as_of=as_of), role)


def role_of(text: Text, role: str) -> str:
    found = "\n".join(each.text for each in text.paragraphs if each.role == role)
    return found.replace(NBSP, " ")


def lede(facts: Facts, language: str, as_of: date | None = None) -> str:
    return paragraph(facts, language, "lede", as_of)
