"""Which months and days of the week a running text names, in whatever form its language gives them."""

import re
from functools import cache
from typing import Literal

from babel.dates import get_day_names, get_month_names

_LOCALES = {"ar": ("ar", "ar_LB", "ar_DZ", "ar_MA", "ar_MR")}
"""Languages whose months bear other names from country to country."""
_ARABIC_PREFIXES = "[وبلف]?"
_CHINESE_MONTH = re.compile(r"(?:(?<!\d)(1[0-2]|0?[1-9])|(十[一二]?|[一二三四五六七八九]))\s*月")
_CHINESE_DAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_CHINESE_DIGITS = "一二三四五六七八九"
_CHINESE_NUMBERS = {word: n for n, word in enumerate((*_CHINESE_DIGITS, "十", "十一", "十二"), 1)}


def named_days(text: str, language: str) -> dict[tuple[str, int], str]:
    """By ``("month", 1–12)`` and ``("day", 0–6 from Monday)``, the word by which ``text`` first names it.

    Capitals count: in English, a verb may be written like a month.
    """
    if language == "zh":
        return _chinese(text)
    found: dict[tuple[str, int], str] = {}
    pattern, keys = _words(language)
    for match in pattern.finditer(text):
        found.setdefault(keys[match[1]], match[1])
    return found


def _chinese(text: str) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for match in _CHINESE_MONTH.finditer(text):
        number = int(match[1]) if match[1] else _CHINESE_NUMBERS[match[2]]
        found.setdefault(("month", number), match[0])
    for match in _CHINESE_DAY.finditer(text):
        number = 6 if match[1] in "日天" else _CHINESE_NUMBERS[match[1]] - 1
        found.setdefault(("day", number), match[0])
    return found


@cache
def _words(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    keys: dict[str, tuple[str, int]] = {}
    contexts: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
    for locale in _LOCALES.get(language, (language,)):
        for context in contexts:
            keys |= {word: ("month", n) for n, word in get_month_names("wide", context, locale).items()}
            keys |= {word: ("day", n) for n, word in get_day_names("wide", context, locale).items()}
    if language == "ru":
        keys |= {form: key for word, key in keys.items() for form in _russian_cases(word, key[0])}
    prefix = _ARABIC_PREFIXES if language == "ar" else ""
    longest_first = "|".join(re.escape(word) for word in sorted(keys, key=len, reverse=True))
    return re.compile(rf"(?<!\w){prefix}({longest_first})(?!\w)"), keys


def _russian_cases(word: str, kind: str) -> list[str]:
    """What CLDR has not: in the month (prepositional), on the day (accusative)."""
    if kind == "month":
        return [f"{word.rstrip('ьй')}е"] if word[-1] not in "ая" else []
    return [f"{word[:-1]}у"] if word.endswith("а") else []
