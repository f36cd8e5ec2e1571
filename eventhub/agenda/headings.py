"""Lines of a pasted agenda that are no items: they say on which day, in which track or room the next ones are. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from flask_babel import lazy_gettext as _l

from eventhub.text.languages import CODES
from eventhub.text.normalise import search_key
from eventhub.text.numbers import whole_number

_DAY_NUMBER = re.compile(
    r"(?:day|jour|journée|día|dia|jornada|день|اليوم|第)\s*(\d{1,2})(?:\s*[天日])?\s*(?:[:.,–—-].*|\(.*)?",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"(?:track|volet|filière|pista|línea|секция|поток|المسار|مسار|分会场|专场)\s*[:–—-]\s*(.*)", re.IGNORECASE
)
_ROOM = re.compile(r"(?:room|salle|sala|зал|القاعة|قاعة|会议室)\s*[:–—-]\s*(.*)", re.IGNORECASE)
_CHINESE_DATE = re.compile(
    r"(?:\d{4}年)?\s*(\d{1,2})月(\d{1,2})[日号][\s(（]*(?:(?:星期|周)[一二三四五六日天])?[)）]?"
)
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](?:\d{2}|\d{4}))?")
_FILLERS = frozenset({"de", "del", "of", "the", "le", "el", "г", "года", "th", "st", "nd", "rd", "er", "يوم"})

_COLUMN_WORDS = {
    "day": "day, date, jour, dia, fecha, день, дата, اليوم, التاريخ, 日期",
    "start": "start, from, begin, begins, time, times, debut, de, heure, horaire, inicio, desde, hora, horario, "
    "начало, время, من, البدايه, الوقت, 开始, 开始时间, 时间",
    "end": "end, to, ends, until, fin, a, hasta, конец, окончание, إلى, الي, النهايه, 结束, 结束时间",
    "title": "title, session, item, activity, titre, seance, activite, titulo, sesion, actividad, название, тема, "
    "пункт, العنوان, الجلسه, النشاط, 标题, 题目, 内容, 环节",
    "room": "room, place, venue, location, salle, lieu, sala, lugar, зал, место, помещение, القاعه, المكان, 会议室, "
    "地点",
    "track": "track, stream, volet, filiere, pista, linea, секция, поток, المسار, 分会场, 专场",
    "kind": "kind, type, genre, tipo, вид, тип, النوع, 类型",
    "speaker": "speaker, speakers, intervenant, intervenants, orador, oradores, ponente, ponentes, докладчик, "
    "докладчики, спикер, المتحدث, المتحدثون, 发言人, 主讲人",
}
"""How a spreadsheet may call its columns, as ``search_key`` makes the words."""


@dataclass(frozen=True)
class Heading:
    """Where the lines after it belong."""

    day: date
    track: str = ""
    room: str = ""


@dataclass(frozen=True)
class Columns:
    """What the cells of a row are, in order; an empty name is a cell that is not read."""

    names: Sequence[str]

    def cells(self, words: str) -> dict[str, str]:
        """The cells of a row by the name of the column."""
        return {name: cell.strip() for name, cell in zip(self.names, words.split("\t"), strict=False) if name}


@cache
def _columns_by_word() -> dict[str, str]:
    return {search_key(word): name for name, words in _COLUMN_WORDS.items() for word in words.split(", ")}


def columns_in(words: str) -> Columns | None:
    """The columns that the first row of a spreadsheet names; None when the line is no such row."""
    names = [_columns_by_word().get(search_key(cell), "") for cell in words.split("\t")]
    return Columns(names) if {"start", "title"} <= set(names) else None


def heading_in(words: str, under: Heading, days: Sequence[date]) -> Heading | Any:
    """Where the lines after this one belong; what is wrong with it; or None, when it is no heading.

    A new day begins without track and room.
    """
    words = words.strip()
    found = _TRACK.fullmatch(words)
    if found:
        return replace(under, track=found[1].strip())
    found = _ROOM.fullmatch(words)
    if found:
        return replace(under, room=found[1].strip())
    day = _day_of(words, days)
    return Heading(day) if isinstance(day, date) else day


def _day_of(words: str, days: Sequence[date]) -> date | Any:
    """The day that a line names, what is wrong with it, or None."""
    found = _DAY_NUMBER.fullmatch(words)
    if found:
        number = int(found[1])
        return (
            days[number - 1]
            if 1 <= number <= len(days)
            else _l("The event has no day %(number)s.", number=number)
        )
    try:
        return date.fromisoformat(words.rstrip(":"))
    except ValueError:
        pass
    named = _dates_in(words.rstrip(" :"))
    if not named:
        return None
    return next((day for day in days if (day.month, day.day) in named), _l("This is not a day of the event."))


def _dates_in(words: str) -> set[tuple[int, int]]:
    """The months and days that a line may name, when it names a date and nothing else; 3/11 may be read both ways."""
    found = _CHINESE_DATE.fullmatch(words)
    if found:
        return {(int(found[1]), int(found[2]))}
    found = _NUMERIC_DATE.fullmatch(words)
    if found:
        return {(int(found[2]), int(found[1])), (int(found[1]), int(found[2]))}
    numbers, months = [], []
    for word in re.findall(r"\d+|[^\W\d_]+", words):
        key = search_key(word)
        if word.isdecimal():
            # One that is too large to be read is neither a day nor a year.
            numbers.append(whole_number(word) or 0)
        elif key in _months():
            months.append(_months()[key])
        elif key not in _weekdays() and key not in _FILLERS:
            return set()
    days = [each for each in numbers if 1 <= each <= 31]
    is_date = len(months) == 1 and len(days) == 1 and len(numbers) <= 2
    return {(months[0], days[0])} if is_date else set()


@cache
def _months() -> dict[str, int]:
    """Names of the months in six languages, long and short, as they stand in dates and alone."""
    return {
        search_key(name.strip(".")): number
        for code in CODES
        for names in Locale(code).months.values()
        for width in ("wide", "abbreviated")
        for number, name in names[width].items()
        if not name[0].isdecimal()
    }


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        search_key(name.strip("."))
        for code in CODES
        for names in Locale(code).days.values()
        for width in ("wide", "abbreviated")
        for name in names[width].values()
    )
