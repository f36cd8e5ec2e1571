"""Which feeds there are, what each is called, and which events it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, cast, select

from eventhub.calendars.errors import FeedNotFoundError
from eventhub.db import Translated, db
from eventhub.events.models import Event, Series, Topic
from eventhub.events.search import involves
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import Programme
from eventhub.text.countries import country_name, is_country
from eventhub.text.languages import CODES, in_language, language_name
from eventhub.web.language import current_language

Named = TypeVar("Named", Programme, Organization, Office, Topic, Series)


@dataclass(frozen=True)
class Feed:
    """A public calendar: its name in the address, its title, and the SQL condition on Event."""

    name: str
    title: str
    holds: ColumnElement[bool]


def find_feed(name: str) -> Feed:
    """The public feed of that name: ``all``, or a kind and what it is of (``topic-border-management``).

    Raises:
        FeedNotFoundError: there is no such thing. One without events is an empty calendar, not an error.
    """
    if name == "all":
        return Feed(name, _("All events"), Event.id.is_not(None))
    kind, _dash, key = name.partition("-")
    if kind not in _KINDS or not key:
        raise FeedNotFoundError
    return _KINDS[kind](name, key)


def _of_programme(name: str, slug: str) -> Feed:
    programme = _get(Programme, slug)
    return Feed(name, _title(programme.name), Event.programme_id == programme.id)


def _of_organization(name: str, slug: str) -> Feed:
    organization = _get(Organization, slug)
    return Feed(name, _title(organization.name), involves(organization))


def _of_office(name: str, slug: str) -> Feed:
    office = _get(Office, slug)
    return Feed(name, _title(office.name), Event.office_id == office.id)


def _of_topic(name: str, slug: str) -> Feed:
    topic = _get(Topic, slug)
    return Feed(name, _title(topic.name), Event.topics.any(Topic.id == topic.id))


def _of_series(name: str, slug: str) -> Feed:
    series = _get(Series, slug)
    return Feed(name, _title(series.name), Event.series_id == series.id)


def _of_country(name: str, code: str) -> Feed:
    if not (code.islower() and is_country(code.upper())):
        raise FeedNotFoundError
    return Feed(name, country_name(code.upper(), current_language()), Event.country == code.upper())


def _in_language(name: str, code: str) -> Feed:
    spoken = language_name(code, current_language()) if code in CODES else ""
    if not spoken:
        raise FeedNotFoundError
    # A list in JSON, which every database can look into as text.
    works_in = cast(Event.working_languages, String).contains(f'"{code}"')
    return Feed(name, _("Events in %(language)s", language=spoken), works_in)


_KINDS: dict[str, Callable[[str, str], Feed]] = {
    "programme": _of_programme,
    "organization": _of_organization,
    "office": _of_office,
    "topic": _of_topic,
    "series": _of_series,
    "country": _of_country,
    "language": _in_language,
}


def _get(model: type[Named], slug: str) -> Named:
    row = db.session.scalar(select(model).where(model.slug == slug))
    if row is None:
        raise FeedNotFoundError
    return row


def _title(name: Translated) -> str:
    return in_language(name, current_language())[0]
