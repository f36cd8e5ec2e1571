"""All that the page of an event says, in words: templates lay it out.

Most of it is the same for all who ask in one language until somebody edits something: it is remembered, so that who
asks while others register, or with a cookie, costs a fraction of making it (docs/performance.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask import current_app, get_template_attribute, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventhub.agenda.presentation import agenda_view
from eventhub.agenda.published import published_agenda
from eventhub.clock import now
from eventhub.db.remembered import Remembered
from eventhub.events.labels import MODE_LABELS
from eventhub.events.models import AttendanceMode, Event
from eventhub.events.presentation import (
    awaits_new_dates,
    dates_of,
    kind_of,
    lede_of,
    place_of,
    summary_of,
    when_of,
    where,
)
from eventhub.events.queries import WITH_PARTIES, read_anew
from eventhub.events.rules import funding_of
from eventhub.events.series import other_editions
from eventhub.programmes.models import Programme
from eventhub.releases.presentation import release_cards
from eventhub.releases.queries import published_releases_of
from eventhub.text import calendar, lists
from eventhub.text.typography import capitalise
from eventhub.web.language import current_language
from eventhub.web.texts import marked, marked_paragraphs
from eventhub.website import credits as who
from eventhub.website.structured_data import event_markup

Links = list[tuple[Markup | str, str | None]]


@dataclass(frozen=True)
class Head:
    """What all pages of an event say of it first, in their language."""

    title: Markup
    kind: str
    lede: str
    """When and where, in one line."""
    summary: str
    """One sentence for search engines and for those to whom the page is sent."""
    zone_note: str
    is_undated: bool
    """Postponed, and no new dates stand."""


@dataclass(frozen=True)
class EventPage:
    """What the page says whoever asks: all but whether one can register."""

    head: Head
    main: Markup
    """The wide column."""
    brief: Markup
    """The narrow one, below how one takes part."""
    structured_data: dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """Texts in the language of the page, those from another language marked as such; empty where nothing is known."""

    when: str
    hours: str
    zone: str
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


REMEMBERED: Remembered[EventPage] = Remembered(
    {
        "agenda_publications",
        "agenda_revisions",
        "event_fundings",
        "event_topics",
        "events",
        "funding_sources",
        "interpretations",
        "materials",
        "offices",
        "organizations",
        "participations",
        "programme_fundings",
        "programmes",
        "release_texts",
        "releases",
        "series",
        "sessions",
        "speakers",
        "topics",
    },
    limit=64,
)
"""Pages by site, event and language, for one minute of the clock: in the next, events end and embargoes lift. A test
compares the tables with those that ``page_of`` reads."""


def remembered_page(event: Event) -> EventPage:
    """The same as ``page_of``, worked out anew when what it says has changed. Of the event no more than its row has to
    be loaded."""
    return REMEMBERED.get(
        (current_app.config["EVENTHUB"].base_url, request.script_root, event.id, current_language()),
        read=lambda: page_of(read_anew(event, WITH_PARTIES)),
        at_hand=lambda: page_of(event),
        minute=int(now().timestamp() // 60),
    )


def page_of(event: Event) -> EventPage:
    """Needs the event with all that belongs to it (``events.queries.WITH_PARTIES``)."""
    head, facts = head_of(event), _facts(event)
    agenda = agenda_view(published_agenda(event).items, event.time_zone)
    releases = release_cards(published_releases_of(event))
    return EventPage(
        head=head,
        main=_macro("main")(event, facts, head.zone_note, agenda, releases),
        brief=_macro("brief")(event, facts),
        structured_data=event_markup(event),
    )


def _macro(name: str) -> Callable[..., Markup]:
    return get_template_attribute("events/page.html", name)


def head_of(event: Event) -> Head:
    """Needs the event with its office."""
    zone = calendar.zone_name(event.starts_at, event.time_zone, current_language())
    return Head(
        title=marked(event.title),
        kind=kind_of(event),
        lede=lede_of(event),
        summary=summary_of(event),
        zone_note=_("All times are local: %(zone)s.", zone=zone),
        is_undated=awaits_new_dates(event),
    )


def _facts(event: Event) -> Facts:
    return Facts(
        when=when_of(event),
        hours=_hours(event),
        zone=calendar.zone_name(event.starts_at, event.time_zone, current_language()),
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
