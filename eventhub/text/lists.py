"""Several things in one sentence: A, B and C as each language writes it (domain grammar, section 8)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_AND = {"en": "and", "fr": "et", "es": "y", "ru": "и"}
_OR = {"en": "or", "fr": "ou", "es": "o", "ru": "или"}
_SPANISH_I = re.compile(r"h?i(?!e)|y(?![aeiou])", re.IGNORECASE)
_SPANISH_O = re.compile(r"h?o|8|11(?!\d)", re.IGNORECASE)


def join(items: Sequence[str], language: str, *, either: bool = False) -> str:
    """Items joined by commas and a last "and" (or "or", with ``either``).

    No serial comma in English, no comma before « et ». Items that hold commas themselves are set apart by
    semicolons. Spanish has e before the sound i and u before o; Arabic repeats و and attaches it; Chinese uses 、.
    """
    if language == "zh":
        return _tail(items, "、", "或" if either else "和")
    if language == "ar":
        return " أو ".join(items) if either else " و".join(items)
    heavy = len(items) > 1 and any("," in item for item in items)
    word = spanish_conjunction(items[-1], either=either) if language == "es" and items else ""
    word = word or (_OR if either else _AND)[language]
    return _tail(items, "; " if heavy else ", ", f"; {word} " if heavy and len(items) > 2 else f" {word} ")


def commas(items: Iterable[str], language: str) -> str:
    """What is not empty, one after the other: the parts of an address, a day and its hour."""
    return {"ar": "، ", "zh": "，"}.get(language, ", ").join(filter(None, items))


def enumerated(items: Iterable[str], language: str) -> str:
    """The same for things of one kind, without an "and": languages, names."""
    return "、".join(filter(None, items)) if language == "zh" else commas(items, language)


def spanish_conjunction(following: str, *, either: bool = False) -> str:
    """« y » or « e » before a word (« o » or « u » with ``either``), by the sound that the word begins with.

    « e » before i and hi, but « y hielo », « y Yemen »: a diphthong begins with a consonant sound (RAE,
    Diccionario panhispánico de dudas, under y and o).
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", following) if not unicodedata.combining(c))
    start = bare.lstrip("«“\"'‘([ ")
    if either:
        return "u" if _SPANISH_O.match(start) else "o"
    return "e" if _SPANISH_I.match(start) else "y"


def _tail(items: Sequence[str], separator: str, last: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return separator.join(items[:-1]) + last + items[-1]
