"""An agenda as people have it in a letter or a mail: a line per item, read into items. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.agenda.models import SessionKind
from eventhub.text.normalise import search_key

MOST_LINES = 300

_CLOCK = r"(\d{1,2})\s?[:.hH時时]\s?(\d{2})?(?:\s?([AaPp])\.?[Mm]\b\.?)?"
_TIMES = re.compile(
    rf"^[-•*\s]*{_CLOCK}\s*(?:(?:[-–—~]|to|à|a|до|至|إلى)\s*{_CLOCK})?\s*[:.,;|–—-]?\s*(.*)$", re.IGNORECASE
)
_DAY_NUMBER = re.compile(
    r"^(?:day|jour|día|dia|день|اليوم|第)\s*(\d{1,2})(?:\s*[天日])?\s*[:.–—-]?$", re.IGNORECASE
)

_KIND_WORDS: dict[SessionKind, str] = {
    SessionKind.LUNCH: "lunch, dejeuner, almuerzo, обед, غداء, 午餐, 午饭",
    SessionKind.BREAK: "break, coffee, tea, pause, pausa, перерыв, кофе, استراحه, 茶歇, 休息",
    SessionKind.PHOTO: "photo, foto, фотограф, صوره, 合影",
    SessionKind.REGISTRATION: "registration, accueil, inscription, registro, регистрация, تسجيل, 签到, 注册",
    SessionKind.OPENING: "opening, ouverture, apertura, inauguracion, открытие, افتتاح, 开幕",
    SessionKind.CLOSING: "closing, cloture, clausura, cierre, закрытие, ختام, 闭幕",
    SessionKind.EVALUATION: "evaluation, evaluacion, оценка, تقييم, 评估",
    SessionKind.GROUP_WORK: "group work, working groups, travaux de groupe, groupes de travail, trabajo en grupo, "
    "trabajo de grupo, trabajo en grupos, группах, عمل جماعي, مجموعات, 分组",
    SessionKind.FIELD_VISIT: "field visit, site visit, visite, visita, выезд, زياره, 参观, 实地",
    SessionKind.SOCIAL: "dinner, reception, diner, cocktail, cena, recepcion, ужин, عشاء, حفل, 晚宴, 招待会",
    SessionKind.PANEL: "panel, table ronde, mesa redonda, панель, حلقه نقاش, 专题讨论",
    SessionKind.PLENARY: "plenary, pleniere, plenaria, пленар, جلسه عامه, 全体会议",
}
"""Words by which the kind of an item is told, as ``search_key`` makes them; the first kind that fits is taken."""


@dataclass(frozen=True)
class Line:
    """A line that names an item: as it was read, or with what is wrong with it."""

    number: int
    text: str
    day: date | None = None
    start: time | None = None
    end: time | None = None
    title: str = ""
    kind: SessionKind = SessionKind.SESSION
    error: Any = ""


def kind_of(title: str) -> SessionKind:
    """What kind of item a title in any of the six languages speaks of."""
    key = f" {search_key(title)} "
    return next(
        (kind for kind, words in _KIND_WORDS.items() if any(_names(key, each) for each in words.split(", "))),
        SessionKind.SESSION,
    )


def _names(key: str, word: str) -> bool:
    """Whether the word stands in the key: as a whole in Latin letters (a team has no tea), else with any ending."""
    return (f" {word} " if word.isascii() else word) in key


def read_lines(text: str, first: date, days: Sequence[date]) -> list[Line]:
    """The items that a text names, in its order. A line "Day 2", or a date, says where the next day begins.

    ``first`` is the day of the lines before any such line; ``days`` are those that "Day 1" and so on count. An item
    without an end lasts until the next one of its day begins. A line that cannot be read comes back with its error.
    """
    read: list[Line] = []
    day = first
    for number, line in enumerate(text.splitlines(), start=1):
        words = unicodedata.normalize("NFKC", line).strip()
        if not words:
            continue
        if number > MOST_LINES:
            read.append(Line(number, line, error=_l("This is too long: paste one day at a time.")))
            break
        heading = _day_of(words, days)
        if isinstance(heading, date):
            day = heading
        elif heading:
            read.append(Line(number, line, error=heading))
        else:
            read.append(_item(number, words, day))
    return _with_ends(read)


def _day_of(words: str, days: Sequence[date]) -> date | Any:
    """The day that a heading names, what is wrong with it, or nothing when it is no heading."""
    found = _DAY_NUMBER.match(words)
    if found:
        number = int(found[1])
        if 1 <= number <= len(days):
            return days[number - 1]
        return _l("The event has no day %(number)s.", number=number)
    try:
        return date.fromisoformat(words.rstrip(":"))
    except ValueError:
        return None


def _item(number: int, words: str, day: date) -> Line:
    found = _TIMES.match(words)
    if not found:
        return Line(number, words, error=_l("The line does not begin with a time, such as 09:00–09:30."))
    start, end = _clock(*found.groups()[0:3]), _clock(*found.groups()[3:6])
    title = found[7].strip()
    line = Line(number, words, day=day, start=start, end=end, title=title, kind=kind_of(title))
    if start is None or (found[4] and end is None):
        return replace(line, error=_l("This is not a time of day."))
    if not title:
        return replace(line, error=_l("What happens at this time?"))
    if end and end <= start:
        return replace(line, error=_l("The end comes before the start."))
    return line


def _clock(hour: str | None, minute: str | None, half: str | None) -> time | None:
    if hour is None:
        return None
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return time(hours, int(minute or 0)) if hours < 24 and int(minute or 0) < 60 else None


def _with_ends(lines: list[Line]) -> list[Line]:
    """An item without an end lasts until the next one of the day; the last one has to say."""
    ended = []
    for position, line in enumerate(lines):
        following = next(
            (each.start for each in lines[position + 1 :] if each.day == line.day and each.start), None
        )
        if line.error or line.end or line.start is None:
            ended.append(line)
        elif following and following > line.start:
            ended.append(replace(line, end=following))
        else:
            ended.append(replace(line, error=_l("When does it end? Write 16:30–17:00.")))
    return ended


def line_text(start: datetime | time, end: datetime | time, title: str) -> str:
    """An item as ``read_lines`` reads it."""
    return f"{start:%H:%M}–{end:%H:%M} {title}"


def has_errors(lines: Iterable[Line]) -> bool:
    return any(line.error for line in lines)
