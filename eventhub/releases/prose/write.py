"""A release from facts: which paragraphs, in which order, in which language."""

from datetime import date
from types import ModuleType

from eventhub.clock import today
from eventhub.releases.facts import Facts
from eventhub.releases.prose import base, en, es, fr
from eventhub.releases.prose.base import Paragraph, Scene, Sentence, Text

_WRITERS: dict[str, ModuleType] = {"en": en, "fr": fr, "es": es}
LANGUAGES_WRITTEN = tuple(_WRITERS)
"""Codes of the languages in which a release can be written."""
KINDS_WRITTEN = ("announcement",)
"""Kinds of release that can be written."""


class UnwrittenError(Exception):
    """No release can be written in this language, or of this kind."""


def write(facts: Facts, language: str, *, kind: str = "announcement", as_of: date | None = None) -> Text:
    """The release in a language.

    ``as_of`` is the date of the release and sets the tense; by default that of the facts, else today in the time zone
    of the event. Blocks without facts, or without text in this language, are left out; the same facts always give the
    same text. Raises UnwrittenError for a language or kind that is not written.
    """
    if language not in _WRITERS:
        raise UnwrittenError(f"no release can be written in the language {language!r}")
    if kind not in KINDS_WRITTEN:
        raise UnwrittenError(f"no release of the kind {kind!r} can be written")
    writer = _WRITERS[language]
    scene = Scene(facts, language, as_of or facts.as_of or today(facts.time_zone))
    paragraphs = [
        *_together("lede", writer.lede(scene)),
        *_together("framework", writer.framework(scene)),
        *_apart("context", base.context(scene)),
        *_together("aim", writer.aim(scene)),
        *_apart("quote", writer.quotes(scene)),
        *_together("contact", writer.contact(scene)),
        *_together("acknowledgement", base.acknowledgements(scene)),
    ]
    return Text(language, kind, scene.as_of, writer.headline(scene), scene.dateline, tuple(paragraphs))


def _together(role: str, sentences: list[Sentence]) -> list[Paragraph]:
    return [Paragraph(role, tuple(sentences))] if sentences else []


def _apart(role: str, sentences: list[Sentence]) -> list[Paragraph]:
    return [Paragraph(role, (each,)) for each in sentences]
