"""Template filters: how values of the domain are shown."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time
from babel.numbers import format_currency
from flask import Flask
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from eventhub.text import countries, dates, languages, lists, markup
from eventhub.web.language import current_language


def tr(text: Mapping[str, str] | None) -> str:
    """A multilingual text in the language of the page, or in the next best."""
    return languages.in_language(text or {}, current_language())[0]


def language_of(text: Mapping[str, str] | None) -> str:
    """The language that ``tr`` gives: for a lang attribute where it is not that of the page."""
    return languages.in_language(text or {}, current_language())[1]


def day_range(days: Sequence[date]) -> str:
    """Days as a list or card prints them: 3–4 November 2026."""
    return dates.date_range(days, current_language())


def one_day(day: date) -> str:
    """A day as a list or card prints it."""
    return dates.date_range([day], current_language())


def local_datetime(moment: datetime, time_zone: str) -> str:
    """Date and time on the clocks of a place."""
    parts = (local_date(moment, time_zone), local_time(moment, time_zone))
    return " ".join(parts) if current_language() == "zh" else lists.commas(parts, current_language())


def local_date(moment: datetime, time_zone: str, language: str | None = None) -> str:
    """The day of a moment on the calendar of a place, in the language of the page or in ``language``."""
    day = moment.astimezone(ZoneInfo(time_zone)).date()
    return dates.date_range([day], language or current_language())


def local_time(moment: datetime, time_zone: str) -> str:
    """Time on the clocks of a place, 24 hours."""
    return format_time(moment, "HH:mm", tzinfo=ZoneInfo(time_zone), locale=_locale())


def country_name(code: str | None) -> str:
    """A country by its ISO 3166-1 code, as the United Nations call it."""
    return countries.country_name(code, current_language()) if code else ""


def writing_direction(code: str) -> str:
    """ltr or rtl."""
    return languages.direction(code)


def json_ld(data: Any) -> Markup:
    """Structured data for a script element of type application/ld+json: nothing in it can end the element."""
    return htmlsafe_json_dumps(data, ensure_ascii=False)


def money(amount: Decimal, currency: str) -> str:
    """An amount in a currency by its ISO 4217 code, whose sign would be that of several: EUR 1,200.00."""
    return format_currency(amount, currency, "¤¤ #,##0.00", locale=_locale())


def rich_text(text: str) -> Markup:
    """Markdown as sanitised HTML."""
    return Markup(markup.to_html(text))  # noqa: S704 - to_html sanitises with nh3


def paragraphs(text: str) -> list[str]:
    """The parts of a text that blank lines separate."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _locale() -> str:
    return {"en": "en_GB"}.get(current_language(), current_language())


FILTERS: tuple[Any, ...] = (
    tr,
    language_of,
    day_range,
    one_day,
    local_datetime,
    local_date,
    local_time,
    writing_direction,
    json_ld,
    country_name,
    money,
    rich_text,
    paragraphs,
)


def init_app(app: Flask) -> None:
    for each in FILTERS:
        app.jinja_env.filters[each.__name__] = each
