"""A usual agenda to begin with, for a workshop of any number of days."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventhub.web.language import in_language

Item = tuple[str, str, Any]

_MORNING: tuple[Item, ...] = (
    ("09:15", "10:45", _l("Plenary session")),
    ("10:45", "11:15", _l("Coffee break")),
    ("11:15", "12:30", _l("Panel discussion")),
    ("12:30", "14:00", _l("Lunch")),
)
_AFTERNOON: tuple[Item, ...] = (
    ("14:00", "15:30", _l("Group work")),
    ("15:30", "15:45", _l("Coffee break")),
)
_FIRST: tuple[Item, ...] = (
    ("08:30", "09:00", _l("Registration of participants")),
    ("09:00", "09:30", _l("Opening remarks")),
    ("09:30", "10:00", _l("Group photo")),
    ("10:00", "10:45", _l("Introduction of participants and objectives")),
    *_MORNING[1:],
)
_RECAP: Item = ("09:00", "09:15", _l("Summary of the previous day"))
_REPORTS: Item = ("15:45", "16:45", _l("Plenary session: reports of the groups"))
_WRAP_UP: Item = ("16:45", "17:00", _l("Summary of the day"))
_END: tuple[Item, ...] = (
    ("15:45", "16:30", _l("Conclusions and next steps")),
    ("16:30", "16:45", _l("Evaluation of the workshop")),
    ("16:45", "17:00", _l("Closing remarks")),
)


def ready_agenda(days: int, language: str) -> str:
    """The agenda as text for the quick entry, written in a language: a usual first and last day, and days between."""
    with in_language(language):
        blocks = [
            "\n".join([*_heading(number, days), *_lines(_items(number, days))])
            for number in range(1, days + 1)
        ]
    return "\n\n".join(blocks)


def _heading(number: int, days: int) -> list[str]:
    return [_("Day %(number)s", number=number)] if days > 1 else []


def _items(number: int, days: int) -> Iterable[Item]:
    yield from _FIRST if number == 1 else (_RECAP, *_MORNING)
    yield from _AFTERNOON
    yield from _END if number == days else (_REPORTS, _WRAP_UP)


def _lines(items: Iterable[Item]) -> list[str]:
    return [f"{start}–{end} {title}" for start, end, title in items]
