"""An agenda as people have it in a letter or a mail: a line per item, read into items. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.agenda.headings import Columns, Heading, columns_in, heading_in
from eventhub.agenda.models import SessionKind
from eventhub.text.normalise import search_key

MOST_LINES = 1000

_HALF = r"(?:\s?([AaPp](?=\.?[Mm]\b)|[صم](?=\s|$|[-–—]))(?:\.?[Mm]\.?)?)?"
_CLOCK = rf"(\d{{1,2}})\s?[:.hH時时点]\s?(\d{{2}})?{_HALF}"
_TIMES = re.compile(
    rf"^[-•*\s]*(?:(?:from|de|с|من|从)\s*)?{_CLOCK}\s*(?:(?:[-–—~]|to|à|a|до|по|至|到|إلى|حتى)\s*{_CLOCK})?"
    r"\s*[:.,;|–—-]?\s*(.*)$",
    re.IGNORECASE,
)
_HOUR_ALONE = re.compile(r"(?<![\d:.hH])(\d{1,2})\s?([ap]\.?m\b)", re.IGNORECASE)
"""9 am, for 9:00 am."""
_PARTS = re.compile(r"\s*\|\s*|\t")

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
    room: str = ""
    track: str = ""
    speakers: tuple[str, ...] = ()
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
    """The items that a text names, in its order.

    A line "Day 2", or a date, says where the next day begins; "Track: …" and "Room: …" where the lines after it belong.
    In a line, room and track may follow the title after bars or tabs. In lines copied from a spreadsheet, the first may
    name the columns. ``first`` is the day of the lines before any heading; ``days`` are those that "Day 1" and so on
    count. An item without an end lasts until the next one of its day and track begins. A line that cannot be read comes
    back with its error.
    """
    read: list[Line] = []
    under = Heading(day=first)
    columns: Columns | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        words = unicodedata.normalize("NFKC", line).strip(" \r\n")
        if not words.strip():
            continue
        if number > MOST_LINES:
            read.append(Line(number, line, error=_l("This is too long: paste one day at a time.")))
            break
        named = columns_in(words)
        heading = under if named else heading_in(words, under, days)
        if isinstance(heading, Heading):
            columns, under = named or columns, heading
        elif heading:
            read.append(Line(number, line, error=heading))
        elif columns and "\t" in words:
            entry = _row(number, words, columns, under, days)
            read.append(entry)
            under = replace(under, day=entry.day or under.day)
        else:
            read.append(_item(number, words.strip(), under))
    return _with_ends(read)


def _row(number: int, words: str, columns: Columns, under: Heading, days: Sequence[date]) -> Line:
    """A row of a spreadsheet whose first row has named the columns."""
    cells = columns.cells(words)
    if cells.get("day"):
        found = heading_in(cells["day"], under, days)
        if not isinstance(found, Heading):
            return Line(number, words, error=found or _l("This is not a day of the event."))
        under = found
    times = "–".join(filter(None, (cells.get("start", ""), cells.get("end", ""))))
    line = _item(number, f"{times} {cells.get('title', '')}", under)
    kind = kind_of(cells.get("kind", ""))
    return replace(
        line,
        text=words,
        kind=line.kind if kind == SessionKind.SESSION else kind,
        room=cells.get("room", "") or line.room,
        track=cells.get("track", "") or line.track,
        speakers=tuple(
            each.strip() for each in re.split("[;；\n]", cells.get("speaker", "")) if each.strip()
        ),
    )


def _item(number: int, words: str, under: Heading) -> Line:
    found = _TIMES.match(_HOUR_ALONE.sub(r"\1:00 \2", _joined_times(words)))
    if not found:
        return Line(number, words, error=_l("The line does not begin with a time, such as 09:00–09:30."))
    start, end = _clock(*found.groups()[0:3]), _clock(*found.groups()[3:6])
    title, *places = _PARTS.split(found[7].strip())
    room, track = (*places, "", "")[:2]
    line = Line(
        number,
        words,
        day=under.day,
        start=start,
        end=end,
        title=title,
        kind=kind_of(title),
        room=room.strip() or under.room,
        track=track.strip() or under.track,
    )
    if start is None or (found[4] and end is None):
        return replace(line, error=_l("This is not a time of day."))
    if not title:
        return replace(line, error=_l("What happens at this time?"))
    if end and end <= start:
        return replace(line, error=_l("The end comes before the start."))
    return line


def _joined_times(words: str) -> str:
    """Start and end in two cells of a spreadsheet, as one range."""
    first, *rest = words.split("\t")
    if rest and all(re.fullmatch(_CLOCK, each.strip()) for each in (first, rest[0])):
        return f"{first.strip()}–{rest[0].strip()} " + "\t".join(rest[1:])
    return words


def _clock(hour: str | None, minute: str | None, half: str | None) -> time | None:
    if hour is None:
        return None
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower() in ("p", "م") else 0)
    return time(hours, int(minute or 0)) if hours < 24 and int(minute or 0) < 60 else None


def _with_ends(lines: list[Line]) -> list[Line]:
    """An item without an end lasts until the next one of its day and track; the last one has to say."""
    ended: list[Line] = []
    next_start: dict[tuple[date | None, str], time] = {}
    for line in reversed(lines):
        place = (line.day, line.track)
        following = next_start.get(place)
        if line.start:
            next_start[place] = line.start
        if line.error or line.end or line.start is None:
            ended.append(line)
        elif following and following > line.start:
            ended.append(replace(line, end=following))
        else:
            ended.append(replace(line, error=_l("When does it end? Write 16:30–17:00.")))
    return ended[::-1]


def line_text(start: datetime | time, end: datetime | time, title: str) -> str:
    """An item as ``read_lines`` reads it."""
    return f"{start:%H:%M}–{end:%H:%M} {title}"


def has_errors(lines: Iterable[Line]) -> bool:
    return any(line.error for line in lines)
