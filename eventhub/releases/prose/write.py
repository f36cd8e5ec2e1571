"""A release from facts: which paragraphs, in which order, in which language, on which occasion."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

from eventhub.clock import today
from eventhub.releases.facts import Facts
from eventhub.releases.prose import ar, en, es, fr, ru, zh
from eventhub.releases.prose.base import Scene, acknowledgements, prose_of
from eventhub.releases.prose.notices import ar as notices_ar
from eventhub.releases.prose.notices import en as notices_en
from eventhub.releases.prose.notices import es as notices_es
from eventhub.releases.prose.notices import fr as notices_fr
from eventhub.releases.prose.notices import ru as notices_ru
from eventhub.releases.prose.notices import zh as notices_zh
from eventhub.releases.prose.text import Paragraph, Sentence, Text

_WRITERS: dict[str, ModuleType] = {"en": en, "fr": fr, "es": es, "ar": ar, "zh": zh, "ru": ru}
"""By language, what announces an event."""
_NOTICES: dict[str, ModuleType] = {
    "en": notices_en,
    "fr": notices_fr,
    "es": notices_es,
    "ar": notices_ar,
    "zh": notices_zh,
    "ru": notices_ru,
}
"""By language, what is told on other occasions."""


class UnwrittenError(Exception):
    """No release can be written in this language, or of this kind."""


def write(facts: Facts, language: str, *, kind: str = "announcement", as_of: date | None = None) -> Text:
    """The release in a language, of a kind that ``KINDS_WRITTEN`` names.

    ``as_of`` is the date of the release and sets the tense; by default that of the facts, else today in the time zone
    of the event. Blocks without facts, or without text in this language, are left out; the same facts always give the
    same text. Raises UnwrittenError for a language or kind that is not written.
    """
    if language not in _WRITERS:
        raise UnwrittenError(f"no release can be written in the language {language!r}")
    if kind not in _COMPOSITIONS:
        raise UnwrittenError(f"no release of the kind {kind!r} can be written")
    scene = Scene(facts, language, as_of or facts.as_of or today(facts.time_zone), kind)
    headline, paragraphs = _COMPOSITIONS[kind](_WRITERS[language], _NOTICES[language], scene)
    paragraphs += [
        *_apart("boilerplate", prose_of(scene, "boilerplate")),
        *_together("acknowledgement", acknowledgements(scene)),
    ]
    return Text(language, kind, scene.as_of, headline, scene.dateline, _spaced(paragraphs, language))


_Composed = tuple[Sentence, list[Paragraph]]


def _announcement(writer, _notices, scene: Scene) -> _Composed:
    lede = writer.lede(scene)
    return writer.headline(scene), [*_together("lede", lede), *_facts_of_the_event(writer, scene)]


def _opening(writer, notices, scene: Scene) -> _Composed:
    notice = notices.opening(scene)
    return notice.headline, [*_together("lede", notice.lede), *_facts_of_the_event(writer, scene)]


def _facts_of_the_event(writer, scene: Scene) -> list[Paragraph]:
    return [
        *_together("framework", writer.framework(scene)),
        *_apart("context", prose_of(scene, "context")),
        *_together("aim", writer.aim(scene)),
        *_apart("quote", writer.quotes(scene)),
        *_together("contact", writer.contact(scene)),
    ]


def _outcome(writer, notices, scene: Scene) -> _Composed:
    notice = notices.outcome(scene)
    return notice.headline, [
        *_together("lede", notice.lede),
        *_together("framework", writer.framework(scene)),
        *_together("attendance", notices.attendance(scene)),
        *_apart("outcomes", prose_of(scene, "outcomes")),
        *_apart("quote", writer.quotes(scene)),
        *_apart("context", prose_of(scene, "context")),
        *_together("aim", writer.aim(scene)),
        *_together("contact", writer.contact(scene)),
    ]


def _change(notice_of: str) -> Callable[..., _Composed]:
    """A short release: that something is not as announced, why, and whom to ask."""

    def compose(writer, notices, scene: Scene) -> _Composed:
        notice = getattr(notices, notice_of)(scene)
        return notice.headline, [
            *_together("lede", notice.lede),
            *_apart("reason", prose_of(scene, "reason")),
            *_together("contact", writer.contact(scene)),
        ]

    return compose


def _media_advisory(writer, notices, scene: Scene) -> _Composed:
    notice = notices.media_advisory(scene)
    return notice.headline, [
        *_together("lede", notice.lede),
        *_apart("particulars", notices.particulars(scene)),
        *_apart("media", prose_of(scene, "media")),
        *_apart("context", prose_of(scene, "context")),
        *_together("contact", writer.contact(scene)),
    ]


def _correction(writer, notices, scene: Scene) -> _Composed:
    notice = notices.correction(scene)
    contact = writer.contact(scene)
    return notice.headline, [*_together("lede", notice.lede), *_together("contact", contact)]


_COMPOSITIONS: dict[str, Callable[..., _Composed]] = {
    "announcement": _announcement,
    "media_advisory": _media_advisory,
    "opening": _opening,
    "outcome": _outcome,
    "postponement": _change("postponement"),
    "cancellation": _change("cancellation"),
    "correction": _correction,
}
LANGUAGES_WRITTEN = tuple(_WRITERS)
"""Codes of the languages in which a release can be written."""
KINDS_WRITTEN = tuple(_COMPOSITIONS)
"""Kinds of release that can be written."""


def _together(role: str, sentences: list[Sentence]) -> list[Paragraph]:
    return [Paragraph(role, tuple(sentences))] if sentences else []


def _apart(role: str, sentences: list[Sentence]) -> list[Paragraph]:
    return [Paragraph(role, (each,)) for each in sentences]


def _spaced(paragraphs: list[Paragraph], language: str) -> tuple[Paragraph, ...]:
    space = "" if language == "zh" else " "
    return tuple(replace(each, space=space) for each in paragraphs)
