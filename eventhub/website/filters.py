"""The filters of the list of events: read from an address, offered as choices, written into links."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from eventhub.events.labels import KIND_LABELS
from eventhub.events.models import EventKind
from eventhub.events.queries import all_topics, find_topic
from eventhub.events.search import (
    EventFilter,
    Period,
    countries_with_events,
    years_with_events,
)
from eventhub.formats.characters import one_line
from eventhub.organizations.queries import all_offices, find_office, find_organization
from eventhub.programmes.models import Programme
from eventhub.programmes.queries import all_programmes, find_programme
from eventhub.text.countries import country_name, is_country
from eventhub.text.normalise import search_key
from eventhub.text.numbers import whole_number
from eventhub.web.language import current_language
from eventhub.web.selects import Choice, by_text, choice, named

MAX_TYPED = 200
MOST_PROGRAMMES = 100
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True)
class Query:
    """What an address asks for. ``values`` are the filters that could be understood, as addresses name them."""

    wanted: EventFilter
    period: Period
    values: dict[str, Any]
    ignored: dict[str, str]
    """Filters that name nothing: the page says that they were left out."""

    @property
    def is_filtered(self) -> bool:
        return bool(self.values or self.ignored)

    @property
    def feed(self) -> str | None:
        """The name of the calendar that holds just what was asked for, where there is one."""
        if not self.values:
            return "all"
        (name, value), *more = self.values.items()
        if more or name not in ("topic", "country", "programme", "organization", "office"):
            return None
        return f"{name}-{value.lower()}"


def read(arguments: Mapping[str, str]) -> Query:
    """The filters in an address. Without a period, a search looks everywhere and a list shows what is coming."""
    values, ignored, found = {}, {}, {}
    for name, (argument, understand) in _FILTERS.items():
        given = one_line(arguments.get(argument, ""))[:MAX_TYPED]
        if not given:
            continue
        understood = understand(given)
        if understood:
            found[name] = understood
            values[argument] = getattr(understood, "slug", None) or str(understood)
        else:
            ignored[argument] = given
    usual = Period.ALL if "q" in values or "year" in values else Period.COMING
    return Query(EventFilter(**found), _period(arguments.get("when"), usual), values, ignored)


def _period(given: str | None, usual: Period) -> Period:
    return Period(given) if given in tuple(Period) else usual


def _typed(given: str) -> str | None:
    return given if search_key(given) else None


def _country(given: str) -> str | None:
    return given.upper() if is_country(given.upper()) else None


def _year(given: str) -> int | None:
    year = whole_number(given) if given.isascii() else None
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


def _kind(given: str) -> EventKind | None:
    return EventKind(given) if given in tuple(EventKind) else None


# Field of EventFilter: its name in the address, and how a value becomes what it names (None: nothing).
_FILTERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "typed": ("q", _typed),
    "kind": ("kind", _kind),
    "topic": ("topic", find_topic),
    "country": ("country", _country),
    "year": ("year", _year),
    "programme": ("programme", find_programme),
    "organization": ("organization", find_organization),
    "office": ("office", find_office),
}


def choices(query: Query) -> list[Choice]:
    """The select boxes. Organizations are too many for one: they are filtered by from their own pages, and so are
    programmes once there are more than anybody would read through.
    """
    years = [(str(year), str(year)) for year in years_with_events()]
    countries = [(code, country_name(code, current_language())) for code in countries_with_events()]
    offered = (
        ("kind", _("Kind"), _("All kinds"), [(kind.value, str(KIND_LABELS[kind])) for kind in EventKind]),
        ("topic", _("Topic"), _("All topics"), named(all_topics())),
        ("country", _("Country"), _("All countries"), by_text(countries)),
        ("year", _("Year"), _("All years"), years),
        ("programme", _("Programme"), _("All programmes"), named(_programmes(query.wanted.programme))),
        ("office", _("Office"), _("All offices"), named(all_offices())),
    )
    return [
        choice(name, label, everything, options, query.values.get(name, ""))
        for name, label, everything, options in offered
        if options
    ]


def _programmes(chosen: Programme | None) -> Sequence[Programme]:
    found = all_programmes(limit=MOST_PROGRAMMES + 1)
    if len(found) <= MOST_PROGRAMMES:
        return found
    return [chosen] if chosen else []
