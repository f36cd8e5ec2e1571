"""Single days, months and clocks as pages print them. For days within a sentence see ``text.dates``."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_day_names,
    get_timezone_gmt,
    get_timezone_name,
)


@cache
def locale_of(language: str) -> Locale:
    """The locale by which dates are printed: English is British, as in UN usage."""
    return Locale.parse("en_GB" if language == "en" else language)


def full_date(day: date, language: str) -> str:
    """A date with the day of the week: Tuesday 3 November 2026."""
    return format_date(day, "full", locale=locale_of(language))


def short_day(day: date, language: str) -> str:
    """A day where there is little room and the year is known: 3 Nov."""
    return format_skeleton("MMMd", day, locale=locale_of(language))


def month_name(day: date, language: str) -> str:
    """The month of a day, with its year, as a heading: November 2026."""
    text = format_skeleton("yMMMM", day, locale=locale_of(language))
    return text[:1].upper() + text[1:]


def short_month(day: date, language: str) -> str:
    """The same where there is little room: Nov 2026."""
    return format_skeleton("yMMM", day, locale=locale_of(language))


def weekday_names(language: str) -> list[str]:
    """Seven short names, beginning with the first day of the week in that language's home."""
    locale = locale_of(language)
    names = get_day_names("abbreviated", "stand-alone", locale)
    return [names[(locale.first_week_day + offset) % 7] for offset in range(7)]


def weeks_of(month: date, language: str) -> list[list[date]]:
    """The weeks that a month touches, each of seven days, beginning as ``weekday_names`` does."""
    first = month.replace(day=1)
    start = first - timedelta(days=(first.weekday() - locale_of(language).first_week_day) % 7)
    next_month = (first + timedelta(days=31)).replace(day=1)
    weeks = []
    while start < next_month:
        weeks.append([start + timedelta(days=offset) for offset in range(7)])
        start += timedelta(days=7)
    return weeks


def clock(moment: datetime, time_zone: str, language: str) -> str:
    """The time of day on the clocks of a place, 24 hours: 09:00."""
    return format_time(moment, "HH:mm", tzinfo=ZoneInfo(time_zone), locale=locale_of(language))


def zone_name(moment: datetime, time_zone: str, language: str) -> str:
    """What the clocks of a place are called at a moment, and how far they are from UTC.

    Such as China Standard Time (UTC+08:00).
    """
    local = moment.astimezone(ZoneInfo(time_zone))
    name = get_timezone_name(local, "long", locale=locale_of(language))
    offset = get_timezone_gmt(local, "iso8601", locale="en").replace("Z", "+00:00")
    return f"{name} (UTC{offset})"
