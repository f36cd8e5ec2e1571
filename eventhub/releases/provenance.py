"""Which facts the sentences of a release rest on, even once edited, and where each fact is entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask import url_for

from eventhub.events.models import Event
from eventhub.releases.labels import FACT_LABELS
from eventhub.releases.merging import sentences_of
from eventhub.releases.prose.text import Text

ALIKE = 0.6
"""How much of a sentence has to be left for it to count as the same (difflib's ratio)."""
_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "title": ("events_desk.edit", {}),
    "kind": ("events_desk.edit", {}),
    "dates": ("events_desk.edit", {}),
    "place": ("events_desk.edit", {"page": "place"}),
    "organizations": ("events_desk.organizations", {}),
    "programme": ("events_desk.funding", {}),
    "funding": ("events_desk.funding", {}),
    "figures": ("events_desk.edit", {"page": "figures"}),
    "languages": ("events_desk.edit", {"page": "place"}),
    "context": ("events_desk.edit", {"page": "content"}),
    "aim": ("events_desk.edit", {"page": "content"}),
    "headline": ("events_desk.edit", {"page": "content"}),
    "quotes": ("quotes_desk.index", {}),
    "contact": ("events_desk.edit", {"page": "contact"}),
}
_SOURCES = {
    "title": "title", "kind": "kind", "headline": "headline", "place": "place", "quotes": "quotes",
    "start": "dates", "end": "dates", "days": "dates", "time_zone": "dates", "training_days": "dates",
    "start_time": "dates", "postponed_to": "dates",
    "organisers": "organizations", "co_organisers": "organizations", "participants": "organizations",
    "programme": "programme", "funders": "funding", "working_languages": "languages",
    "participants_total": "figures", "participant_countries": "organizations",
    "participants_women": "figures", "participants_men": "figures",
    "context": "context", "outcomes": "context", "media": "context", "reason": "context", "objectives": "aim",
    "contact": "contact",
}  # fmt: skip
"""Facts of a release by what a person enters them as; what is not here is entered nowhere on the event's pages."""


@dataclass(frozen=True)
class Source:
    """Something that a person entered, and the page on which it stands."""

    label: Any
    href: str


@dataclass(frozen=True)
class Traced:
    """A sentence of the text as it stands, with what it rests on; nothing when a person wrote it alone."""

    text: str
    sources: list[Source]


def trace(event: Event, wording: str, composed: Text) -> list[Traced]:
    """The sentences of ``wording``, headline first, each with the sources of the composed one that it is, or was."""
    known = [(composed.headline.text, composed.headline.facts)]
    for paragraph in composed.paragraphs:
        for part in paragraph.sentences:
            known += [(each.strip(), part.facts) for each in sentences_of(part.text)]
    written = [each.strip() for each in sentences_of(wording) if each.strip()]
    return [Traced(each, _sources(event, _facts_of(each, known))) for each in written]


def _facts_of(sentence: str, known: list[tuple[str, frozenset[str]]]) -> frozenset[str]:
    best, best_ratio = frozenset[str](), ALIKE
    for text, facts in known:
        if text == sentence:
            return facts
        matcher = SequenceMatcher(None, text, sentence, autojunk=False)
        if matcher.quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = facts, ratio
    return best


def _sources(event: Event, facts: Iterable[str]) -> list[Source]:
    names = {_SOURCES[fact] for fact in facts if fact in _SOURCES}
    return [Source(FACT_LABELS[name], _address(event, name)) for name in _PAGES if name in names]


def _address(event: Event, name: str) -> str:
    endpoint, values = _PAGES[name]
    return url_for(endpoint, slug=event.slug, **values)
