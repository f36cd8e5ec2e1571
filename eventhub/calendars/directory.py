"""The list of public feeds, by what they are of, for the page that offers them."""

from collections.abc import Iterable

from eventhub.db import Translated
from eventhub.events.queries import all_topics
from eventhub.events.search import countries_with_events
from eventhub.organizations.queries import all_offices
from eventhub.programmes.queries import all_programmes
from eventhub.text.countries import country_name
from eventhub.text.languages import in_language
from eventhub.web.language import current_language

Entries = list[tuple[str, str]]
"""Name of the feed and what it is called, in order of the latter."""


def feeds_by_kind() -> dict[str, Entries]:
    """The feeds of programmes, topics, countries and offices."""
    language = current_language()
    countries = [
        (f"country-{code.lower()}", country_name(code, language)) for code in countries_with_events()
    ]
    return {
        "programmes": _entries("programme", ((each.slug, each.name) for each in all_programmes())),
        "topics": _entries("topic", ((each.slug, each.name) for each in all_topics())),
        "countries": sorted(countries, key=lambda entry: entry[1]),
        "offices": _entries("office", ((each.slug, each.name) for each in all_offices())),
    }


def _entries(kind: str, named: Iterable[tuple[str, Translated]]) -> Entries:
    language = current_language()
    entries = [(f"{kind}-{slug}", in_language(name, language)[0]) for slug, name in named]
    return sorted(entries, key=lambda entry: entry[1].casefold())
