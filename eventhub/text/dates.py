"""Dates as they stand in a sentence, in six languages (domain grammar, section 6; checked by its test vectors).

A phrase carries its preposition or article: on 3 and 4 November, les 3 et 4 novembre; in Russian, none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from babel.dates import get_month_names

from eventhub.text.lists import join

ARABIC_STYLES = ("UN-dual", "LB", "MA", "MR", "TN")
"""Series of month names in Arabic. None is that of Egypt and the Gulf; UN-dual prints both, as UN documents do; LB is
the Levant's with Arabic-Indic digits; TN (with Algeria), MA and MR are the Maghreb's."""

_ARABIC_STYLE_OF_COUNTRY = {
    "DZ": "TN", "TN": "TN", "MA": "MA", "MR": "MR",
    "IQ": "LB", "JO": "LB", "LB": "LB", "PS": "LB", "SY": "LB",
}  # fmt: skip
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def arabic_style(country_code: str) -> str | None:
    """The series of Arabic month names that a country (ISO 3166-1 alpha-2) uses."""
    return _ARABIC_STYLE_OF_COUNTRY.get(country_code)


def date_phrase(days: Sequence[date], language: str, *, with_year: bool, style: str | None = None) -> str:
    """The days of an event with the words before them: from 3 to 5 November 2016, du 3 au 5 novembre, 11月3日至5日.

    Three consecutive days or more are a range, two are named both; days apart are listed (les 6, 8 et 10 avril).
    ``days`` are at least one, in order. ``style`` is one of ``ARABIC_STYLES`` or None, and counts in Arabic only.
    """
    if language == "zh":
        return _chinese(days, with_year)
    segments = _segments(days)
    shown = [day for segment in segments for day in segment.shown]
    labels = _labels(shown, language, with_year, style)
    parts = [_segment_phrase(segment, labels, language) for segment in segments]
    phrase = join(parts, language)
    return phrase.translate(_ARABIC_INDIC) if language == "ar" and style == "LB" else phrase


def date_range(
    days: Sequence[date], language: str, *, with_year: bool = True, style: str | None = None
) -> str:
    """The days of an event in short, for lists and cards: 3–4 November 2027, 3–4 novembre 2027, 30 April – 1 May."""
    if language == "zh":
        return _chinese(days, with_year)
    runs = _runs(days)
    shown = [day for run in runs for day in ((run[0], run[-1]) if len(run) > 1 else run)]
    labels = _labels(shown, language, with_year, style)
    phrase = ("، " if language == "ar" else ", ").join(_short(run, labels) for run in runs)
    return phrase.translate(_ARABIC_INDIC) if language == "ar" and style == "LB" else phrase


@dataclass(frozen=True)
class _Segment:
    """Days told in one go: a range of which the ends are shown, or days that are all shown."""

    days: tuple[date, ...]
    is_range: bool

    @property
    def shown(self) -> tuple[date, ...]:
        return (self.days[0], self.days[-1]) if self.is_range else self.days


def _runs(days: Sequence[date]) -> list[tuple[date, ...]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [tuple(run) for run in runs]


def _segments(days: Sequence[date]) -> list[_Segment]:
    runs = _runs(days)
    if len(runs) == 1:
        return [_Segment(runs[0], is_range=len(runs[0]) > 2)]
    segments: list[_Segment] = []
    for is_range, group in groupby(runs, key=lambda run: len(run) > 2):
        if is_range:
            segments += [_Segment(run, is_range=True) for run in group]
        else:
            loose = [day for run in group for day in run]
            by_month = groupby(loose, key=lambda day: (day.year, day.month))
            segments += [_Segment(tuple(in_month), is_range=False) for _, in_month in by_month]
    return segments


def _labels(shown: Sequence[date], language: str, with_year: bool, style: str | None) -> dict[date, str]:
    """Each day as printed; the month stands where the next day is in another month, the year likewise."""
    labels = {}
    for day, following in zip(shown, [*shown[1:], None], strict=True):
        label = "1er" if language == "fr" and day.day == 1 else str(day.day)
        new_year = following is None or following.year != day.year
        if new_year or following is None or following.month != day.month:
            of = " de " if language == "es" else " "
            label += of + _month(day, language, style)
            if with_year and new_year:
                label += f"{of}{day.year}" + (" года" if language == "ru" else "")
        labels[day] = label
    return labels


def _month(day: date, language: str, style: str | None) -> str:
    if language != "ar" or style is None:
        return get_month_names("wide", "format", language)[day.month]
    if style == "UN-dual":
        levant, egypt = (get_month_names("wide", "format", each)[day.month] for each in ("ar_LB", "ar"))
        return levant if levant == egypt else f"{levant}/{egypt}"
    return get_month_names("wide", "format", f"ar_{style}")[day.month]


def _segment_phrase(segment: _Segment, labels: dict[date, str], language: str) -> str:
    shown = [labels[day] for day in segment.shown]
    if segment.is_range:
        return _RANGES[language](segment.days[0], *shown)
    one, two, more = _HEADS[language]
    head = one if len(shown) == 1 else two if len(shown) == 2 else more
    return f"{head}{join(shown, language)}"


_HEADS = {
    "en": ("on ", "on ", "on "),
    "fr": ("le ", "les ", "les "),
    "es": ("el ", "los días ", "los días "),
    "ru": ("", "", ""),
    "ar": ("في ", "يومي ", "أيام "),
}
_RANGES = {
    "en": lambda _first, start, end: f"from {start} to {end}",
    "fr": lambda _first, start, end: f"du {start} au {end}",
    "es": lambda _first, start, end: f"del {start} al {end}",
    # « Со второго », because of the two consonants; so only the 2nd.
    "ru": lambda first, start, end: f"{'со' if first.day == 2 else 'с'} {start} по {end}",
    "ar": lambda _first, start, end: f"في الفترة من {start} إلى {end}",
}


def _short(run: tuple[date, ...], labels: dict[date, str]) -> str:
    if len(run) == 1:
        return labels[run[0]]
    dash = "–" if (run[0].year, run[0].month) == (run[-1].year, run[-1].month) else " – "
    return f"{labels[run[0]]}{dash}{labels[run[-1]]}"


def _chinese(days: Sequence[date], with_year: bool) -> str:
    parts, before = [], None
    for run in _runs(days):
        ends = []
        for day in dict.fromkeys((run[0], run[-1])):
            ends.append(_chinese_day(day, before, with_year))
            before = day
        parts.append("至".join(ends))
    return join(parts, "zh")


def _chinese_day(day: date, before: date | None, with_year: bool) -> str:
    year = f"{day.year}年" if with_year and (before is None or before.year != day.year) else ""
    same_month = before is not None and (before.year, before.month) == (day.year, day.month)
    return year + ("" if same_month else f"{day.month}月") + f"{day.day}日"
