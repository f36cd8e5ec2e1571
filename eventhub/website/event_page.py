"""All that the page of an event says, in words: templates lay it out."""

from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventhub.clock import now
from eventhub.events.labels import MODE_LABELS
from eventhub.events.models import AttendanceMode, Event
from eventhub.events.presentation import awaits_new_dates, dates_of, kind_of, place_of, where
from eventhub.events.rules import days_of, funding_of
from eventhub.events.series import other_editions
from eventhub.programmes.models import Programme
from eventhub.text import calendar, dates, lists
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language
from eventhub.web.texts import marked, marked_paragraphs
from eventhub.website import credits as who

Links = list[tuple[Markup | str, str | None]]


@dataclass(frozen=True)
class EventPage:
    """Texts in the language of the page, those from another language marked as such; empty where nothing is known."""

    title: Markup
    kind: str
    lede: str
    """When and where, in one line."""
    summary: str
    """One sentence for search engines and for those to whom the page is sent."""
    is_undated: bool
    """Postponed, and no new dates stand."""
    when: str
    hours: str
    zone: str
    zone_note: str
    venue: list[Markup]
    mode: str
    languages: str
    interpretation: str
    context: list[Markup]
    outcomes: list[Markup]
    objectives: list[Markup]
    roles: list[tuple[str, list[dict[str, Any]]]]
    programme: dict[str, Any] | None
    funding: list[dict[str, Any]]
    series: "SeriesPart | None"
    topics: Links
    targets: Links


@dataclass(frozen=True)
class SeriesPart:
    """Of what the event is an edition, and the others."""

    name: Markup
    editions: list[dict[str, str]]
    feed: str


def page_of(event: Event) -> EventPage:
    """Needs the event as ``events.queries.get_readable_event`` loads it."""
    zone = calendar.zone_name(event.starts_at, event.time_zone, current_language())
    return EventPage(
        title=marked(event.title),
        kind=kind_of(event),
        lede=_lede(event),
        summary=summary_of(event),
        is_undated=awaits_new_dates(event),
        when=_when(event),
        hours=_hours(event),
        zone=zone,
        zone_note=_("All times are local: %(zone)s.", zone=zone),
        venue=_venue(event),
        mode="" if event.mode == AttendanceMode.ON_SITE else str(MODE_LABELS[event.mode]),
        languages=_languages(event.working_languages),
        interpretation=_interpretation(event),
        context=marked_paragraphs(event.context),
        outcomes=marked_paragraphs(event.outcomes) if event.ends_at <= now() else [],
        objectives=_objectives(event),
        roles=who.roles(event),
        programme=_programme(event.programme) if event.programme else None,
        funding=[who.acknowledgement(source) for source, _role in funding_of(event)],
        series=_series(event),
        topics=[(marked(topic.name), url_for("topics.show", slug=topic.slug)) for topic in event.topics],
        targets=[(_("Target %(number)s", number=target), None) for target in event.sdg_targets],
    )


def summary_of(event: Event) -> str:
    """Kind, time, place and organiser in one line."""
    office = in_language(event.office.name, current_language())[0]
    return " · ".join(part for part in (kind_of(event), _lede(event), office) if part)


def _lede(event: Event) -> str:
    return " · ".join(part for part in (_when(event), where(event)) if part)


def _when(event: Event) -> str:
    """The dates as they stand in a sentence: From 3 to 5 November 2026."""
    if awaits_new_dates(event):
        return _("New dates to be announced")
    return capitalise(dates.date_phrase(days_of(event), current_language(), with_year=True))


def _hours(event: Event) -> str:
    if awaits_new_dates(event):
        return ""
    ends = (event.starts_at, event.ends_at)
    return "–".join(calendar.clock(moment, event.time_zone, current_language()) for moment in ends)


def _venue(event: Event) -> list[Markup]:
    """Venue, address, and town with country: a line each."""
    lines = (marked(event.venue), Markup.escape(event.address), Markup.escape(place_of(event)))
    return [line for line in lines if line]


def _languages(codes: list[str]) -> str:
    """Languages by their names in the language of the page, as a sentence lists them."""
    names = Locale.parse(current_language()).languages
    return lists.join([names.get(code, code) for code in codes], current_language())


def _interpretation(event: Event) -> str:
    if not event.interpretation:
        return ""
    return _("Interpretation: %(languages)s", languages=_languages(event.interpretation))


def _objectives(event: Event) -> list[Markup]:
    """Stored as phrases in the infinitive, shown as the items of a list."""
    by_language = {
        code: "\n\n".join(capitalise(part.strip()) for part in text.split("\n\n"))
        for code, text in event.aim.items()
    }
    return marked_paragraphs(by_language)


def _series(event: Event) -> SeriesPart | None:
    """None while the event is the only one of its series that the public sees."""
    others = other_editions(event)
    if event.series is None or not others:
        return None
    editions = [
        {
            "when": _("New dates to be announced") if awaits_new_dates(each) else dates_of(each),
            "where": where(each),
            "href": url_for("events.show", slug=each.slug),
            "status": each.status.value,
        }
        for each in others
    ]
    feed = url_for("calendars.feed", name=f"series-{event.series.slug}")
    return SeriesPart(marked(event.series.name), editions, feed)


def _programme(programme: Programme) -> dict[str, Any]:
    return {
        "name": marked(programme.name),
        "href": url_for("programmes.show", slug=programme.slug),
        "aim": who.aim_of(programme),
    }
