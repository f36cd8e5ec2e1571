"""An event in words, for lists and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventhub.events.labels import KIND_LABELS
from eventhub.events.models import AttendanceMode, Event, EventStatus
from eventhub.events.rules import days_of
from eventhub.text import calendar, dates
from eventhub.text.countries import country_name, same_name
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language
from eventhub.web.texts import marked


def kind_of(event: Event) -> str:
    """What the event is called: its own word, or the usual one."""
    return in_language(event.kind_name, current_language())[0] or str(KIND_LABELS[event.kind])


def dates_of(event: Event) -> str:
    """The days of the event in short: 3–4 November 2026."""
    return dates.date_range(days_of(event), current_language())


def is_on(event: Event, at: datetime) -> bool:
    """Whether it takes place at this moment."""
    return event.status == EventStatus.PUBLISHED and event.starts_at <= at <= event.ends_at


def awaits_new_dates(event: Event) -> bool:
    """Postponed, and the dates that it holds are still those that no longer stand."""
    held = [event.first_day.isoformat(), event.last_day.isoformat()]
    return event.status == EventStatus.POSTPONED and held == event.postponed_from


def place_of(event: Event) -> str:
    """Town and country in the language of the page; empty for an event that is online only."""
    return "" if event.mode == AttendanceMode.ONLINE else place_in(event.city, event.country)


def place_in(city: Mapping[str, str], country: str | None) -> str:
    """A town with its country (ISO 3166-1 alpha-2), which is named once where both are called the same."""
    language = current_language()
    town = in_language(city, language)[0]
    if not country:
        return town
    if not town or same_name(town, country, language):
        return country_name(country, language)
    return _("%(city)s, %(country)s", city=town, country=country_name(country, language))


def where(event: Event) -> str:
    """Place and way of taking part in one phrase, for lists."""
    place = place_of(event)
    if event.mode == AttendanceMode.ON_SITE:
        return place
    return _("%(place)s and online", place=place) if place else _("Online")


def when_of(event: Event) -> str:
    """The dates as they stand in a sentence: From 3 to 5 November 2026."""
    if awaits_new_dates(event):
        return _("New dates to be announced")
    return capitalise(dates.date_phrase(days_of(event), current_language(), with_year=True))


def lede_of(event: Event) -> str:
    """When and where, in one line."""
    return " · ".join(part for part in (when_of(event), where(event)) if part)


def summary_of(event: Event) -> str:
    """Kind, time, place and organiser in one line."""
    office = in_language(event.office.name, current_language())[0]
    return " · ".join(part for part in (kind_of(event), lede_of(event), office) if part)


@dataclass(frozen=True)
class EventCard:
    """An entry of a list: what ``components/cards.html`` shows."""

    href: str
    title: Markup
    kind: str
    day: str
    month: str
    when: str
    where: str
    datetime: str
    programme: Markup
    status: str
    """cancelled, postponed, on_now, or empty where there is nothing to say."""


def card(event: Event, at: datetime) -> EventCard:
    """Needs the programme loaded; ``at`` is now."""
    days = days_of(event)
    undated = awaits_new_dates(event)
    return EventCard(
        href=url_for("events.show", slug=event.slug),
        title=marked(event.title),
        kind=kind_of(event),
        day="–" if undated else _numerals(days[0], days[-1]),
        month="" if undated else _months(days[0], days[-1]),
        when=_("New dates to be announced") if undated else dates_of(event),
        where=where(event),
        datetime=days[0].isoformat(),
        programme=marked(event.programme.name) if event.programme else Markup(),
        status=_state(event, at),
    )


def _state(event: Event, at: datetime) -> str:
    if event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED):
        return event.status.value
    return "on_now" if is_on(event, at) else ""


def _numerals(first: date, last: date) -> str:
    return str(first.day) if first == last else f"{first.day}–{last.day}"


def _months(first: date, last: date) -> str:
    names = [calendar.short_month(day, current_language()) for day in (first, last)]
    return " – ".join(dict.fromkeys(names))
