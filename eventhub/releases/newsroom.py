"""A part of the newsroom as an address asks for it: by office, programme, topic, occasion, language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from eventhub.events.queries import get_topic
from eventhub.organizations.queries import get_office
from eventhub.programmes.queries import get_programme
from eventhub.releases.errors import NoSuchNewsError
from eventhub.releases.labels import KIND_LABELS
from eventhub.releases.models import ReleaseKind
from eventhub.releases.queries import (
    NewsFilter,
    offices_in_newsroom,
    programmes_in_newsroom,
    topics_in_newsroom,
)
from eventhub.text.languages import CODES, LANGUAGES, in_language
from eventhub.web.language import absolute_url, current_language
from eventhub.web.selects import Choice, choice, named


@dataclass(frozen=True)
class NewsQuery:
    """What is asked for; ``values`` are the filters as addresses name them, ``titles`` as readers do."""

    wanted: NewsFilter
    values: dict[str, str]
    titles: list[str]


def _kind(given: str) -> ReleaseKind:
    if given not in tuple(ReleaseKind):
        raise NoSuchNewsError
    return ReleaseKind(given)


def _language(given: str) -> str:
    if given not in CODES:
        raise NoSuchNewsError
    return given


def _name(row: Any) -> str:
    return in_language(row.name, current_language())[0]


# Name in the address, which is that in NewsFilter: what it stands for, and what readers call that.
_FILTERS: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "office": (get_office, _name),
    "programme": (get_programme, _name),
    "topic": (get_topic, _name),
    "kind": (_kind, lambda kind: str(KIND_LABELS[kind])),
    "written_in": (_language, lambda code: next(each.name for each in LANGUAGES if each.code == code)),
}


def read(arguments: Mapping[str, str]) -> NewsQuery:
    """The filters of an address; those that are empty ask for nothing.

    Raises:
        NotFoundError: one names something that is not there. A feed that then held everything would mislead.
    """
    values = {name: arguments[name] for name in _FILTERS if arguments.get(name)}
    found = {name: _FILTERS[name][0](value) for name, value in values.items()}
    titles = [_FILTERS[name][1](each) for name, each in found.items()]
    return NewsQuery(NewsFilter(**found), values, titles)


def choices(query: NewsQuery) -> list[Choice]:
    """The select boxes: only what the newsroom holds is offered."""
    kinds = [(kind.value, str(label)) for kind, label in KIND_LABELS.items()]
    offered = (
        ("kind", _("Occasion"), _("All occasions"), kinds),
        ("topic", _("Topic"), _("All topics"), named(topics_in_newsroom())),
        ("programme", _("Programme"), _("All programmes"), named(programmes_in_newsroom())),
        ("office", _("Office"), _("All offices"), named(offices_in_newsroom())),
        ("written_in", _("Written in"), _("All languages"), [(each.code, each.name) for each in LANGUAGES]),
    )
    return [
        choice(name, label, everything, options, query.values.get(name, ""))
        for name, label, everything, options in offered
    ]


def frame_of(query: NewsQuery) -> str:
    """The HTML with which another site shows this part of the newsroom."""
    address = absolute_url("releases.embed", **query.values)
    frame = Markup('<iframe src="{}" title="{}" width="100%" height="480" loading="lazy"></iframe>')
    return str(frame.format(address, _("Newsroom")))
