"""The six languages of EventHub, and the choice among the languages that a text exists in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError


@dataclass(frozen=True)
class Language:
    """A language of the site: ISO 639-1 code, name in itself, and direction of writing (``ltr`` or ``rtl``)."""

    code: str
    name: str
    direction: str = "ltr"


LANGUAGES = (
    Language("en", "English"),
    Language("fr", "Français"),
    Language("es", "Español"),
    Language("ar", "العربية", "rtl"),
    Language("zh", "中文"),
    Language("ru", "Русский"),
)
CODES = tuple(language.code for language in LANGUAGES)
FALL_BACK = ("en", "fr", "es")
"""Where a text lacks the language asked for, the languages tried next; after these, any."""

_BY_CODE = {language.code: language for language in LANGUAGES}
_PREFERENCE = re.compile(
    r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$"
)


def direction(code: str) -> str:
    """``rtl`` for a language written from right to left, else ``ltr``; unknown languages count as ``ltr``."""
    return _BY_CODE[code].direction if code in _BY_CODE else "ltr"


def negotiate(accept_language: str, default: str = "en") -> str:
    """The language that an ``Accept-Language`` header (RFC 9110, section 12.5.4) prefers among the six.

    Regions are ignored (``fr-CA`` is ``fr``); what cannot be read is passed over; ``*`` is ``default``.
    """
    best, best_quality = default, 0.0
    for item in accept_language.split(","):
        match = _PREFERENCE.match(item)
        if not match:
            continue
        code = default if match[1] == "*" else match[1].lower()
        quality = float(match[2] or 1)
        if code in _BY_CODE and quality > best_quality:
            best, best_quality = code, quality
    return best


def in_language(translated: Mapping[str, str] | None, code: str) -> tuple[str, str]:
    """The text in a language, or in the next one of the fall-back order that has it, and the language used.

    A text that exists in no language is empty, in the language asked for.
    """
    texts = translated or {}
    for candidate in (code, *FALL_BACK, *texts):
        if texts.get(candidate, "").strip():
            return texts[candidate], candidate
    return "", code


@lru_cache(maxsize=1024)
def language_name(tag: str, language: str) -> str:
    """Name of the language that a BCP 47 tag stands for, written in a language; empty for an unknown tag."""
    try:
        return Locale.parse(tag.replace("-", "_")).get_language_name(language) or ""
    except (ValueError, UnknownLocaleError):
        return ""
