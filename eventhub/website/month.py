"""A month of events as a grid: what ``components/month.html`` shows."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for

from eventhub.events.models import Event
from eventhub.events.presentation import awaits_new_dates
from eventhub.events.rules import days_of
from eventhub.text import calendar
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 1)


def month_in(text: str | None, today: date) -> date:
    """The first day of the month that an address names (2026-11); of the present one where it names none."""
    try:
        year, month = (int(part) for part in (text or "").split("-"))
        named = date(year, month, 1)
    except ValueError:
        return today.replace(day=1)
    return min(max(named, FIRST), LAST)


def neighbour(month: date, step: int) -> date | None:
    """The month after (``step`` 1) or before (-1), or None at the end of all calendars."""
    other = (month + timedelta(days=31)) if step > 0 else (month - timedelta(days=1))
    return other.replace(day=1) if FIRST <= other <= LAST + timedelta(days=30) else None


def days_shown(month: date) -> tuple[date, date]:
    """The first and the last day of the grid, which begins before the month and ends after it."""
    weeks = calendar.weeks_of(month, current_language())
    return weeks[0][0], weeks[-1][-1]


def grid(month: date, events: Sequence[Event], today: date) -> list[list[dict[str, Any]]]:
    """Weeks of days with their events, each on the days on which it meets by the clocks of its venue."""
    by_day: dict[date, list[Event]] = {}
    for event in events:
        for day in () if awaits_new_dates(event) else days_of(event):
            by_day.setdefault(day, []).append(event)
    return [
        [_day(day, month, today, by_day.get(day, [])) for day in week]
        for week in calendar.weeks_of(month, current_language())
    ]


def _day(day: date, month: date, today: date, events: Sequence[Event]) -> dict[str, Any]:
    language = current_language()
    return {
        "date": day.isoformat(),
        "number": day.day,
        "label": capitalise(calendar.full_date(day, language)),
        "in_month": day.month == month.month,
        "is_today": day == today,
        "events": [
            {
                "title": in_language(event.title, language)[0],
                "href": url_for("events.show", slug=event.slug),
                "status": event.status.value,
            }
            for event in events
        ],
    }
