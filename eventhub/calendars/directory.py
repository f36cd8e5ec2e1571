"""The list of public feeds, by what they are of, for the page that offers them."""

from collections.abc import Iterable
from typing import NamedTuple

from eventhub.db import Translated
from eventhub.events.queries import all_topics
from eventhub.events.search import countries_with_events
from eventhub.events.series import series_with_calendar
from eventhub.organizations.queries import all_offices
from eventhub.programmes.queries import all_programmes
from eventhub.text.countries import country_name
from eventhub.text.languages import CODES, in_language, language_name
from eventhub.web.language import current_language


class OfferedFeed(NamedTuple):
    """Name of a feed, what it is called, and the language of that where it had to be another."""

    name: str
    title: str
    language: str


def feeds_by_kind() -> dict[str, list[OfferedFeed]]:
    """By what they are of, in each kind in the order of titles."""
    language = current_language()
    countries = [
        OfferedFeed(f"country-{code.lower()}", country_name(code, language), language)
        for code in countries_with_events()
    ]
    languages = [OfferedFeed(f"language-{code}", language_name(code, language), language) for code in CODES]
    return {
        "working_languages": sorted(languages, key=_order),
        "programmes": _entries("programme", ((each.slug, each.name) for each in all_programmes())),
        "series": _entries("series", ((each.slug, each.name) for each in series_with_calendar())),
        "topics": _entries("topic", ((each.slug, each.name) for each in all_topics())),
        "countries": sorted(countries, key=_order),
        "offices": _entries("office", ((each.slug, each.name) for each in all_offices())),
    }


def _entries(kind: str, named: Iterable[tuple[str, Translated]]) -> list[OfferedFeed]:
    language = current_language()
    offered = (OfferedFeed(f"{kind}-{slug}", *in_language(name, language)) for slug, name in named)
    return sorted(offered, key=_order)


def _order(feed: OfferedFeed) -> str:
    return feed.title.casefold()
