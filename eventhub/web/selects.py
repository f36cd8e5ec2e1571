"""The select boxes of a filter form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eventhub.text.languages import in_language
from eventhub.text.normalise import search_key
from eventhub.web.language import current_language


@dataclass(frozen=True)
class Choice:
    """A select box of a filter form: (value, text) pairs, the empty one first."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def choice(name: str, label: str, everything: str, options: list[tuple[str, str]], chosen: str) -> Choice:
    """A box whose first option, ``everything``, asks for nothing."""
    return Choice(name, label, [("", everything), *options], chosen)


def named(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Slug and name of each row, in the order of the names in the language of the page."""
    return by_text([(row.slug, in_language(row.name, current_language())[0]) for row in rows])


def by_text(options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Options in the order of their texts, accents and capitals aside."""
    return sorted(options, key=lambda option: search_key(option[1]))
