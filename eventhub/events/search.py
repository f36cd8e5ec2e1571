"""Finding events: the filters of the public list and of the month, and what they can be set to."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, union_all
from sqlalchemy.orm import aliased, joinedload

from eventhub.db import db
from eventhub.db.search import has_terms
from eventhub.events.models import Event, EventFunding, EventKind, Participation, Topic, event_topics
from eventhub.events.queries import is_listed
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding
from eventhub.text.normalise import wanted_terms

MOST_COUNTED = 1000
"""So many events are counted, and beyond that there are more: to count all would cost more with each event there is."""


class Period(enum.StrEnum):
    """Which events, seen from now. One that goes on counts as coming until it ends."""

    COMING = "coming"
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class EventFilter:
    """What an event has to be like; what is None or empty does not count."""

    typed: str = ""
    """Every word of it has to stand, or begin one, in the title, place or organizations, in any language."""
    topic: Topic | None = None
    country: str | None = None
    year: int | None = None
    """By UTC; an event that goes on over New Year belongs to both years."""
    programme: Programme | None = None
    organization: Organization | None = None
    office: Office | None = None
    kind: EventKind | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filter in SQL, with the rule of what is listed at all."""
        found = [is_listed()]
        if terms := wanted_terms(self.typed):
            found.append(has_terms(Event, terms))
        if self.topic:
            about = select(event_topics.c.event_id).where(event_topics.c.topic_id == self.topic.id)
            found.append(Event.id.in_(about))
        if self.country:
            found.append(Event.country == self.country)
        if self.year:
            found += _overlaps(date(self.year, 1, 1), date(self.year, 12, 31))
        if self.programme:
            found.append(Event.programme_id == self.programme.id)
        if self.organization:
            found.append(involves(self.organization))
        if self.office:
            found.append(Event.office_id == self.office.id)
        if self.kind:
            found.append(Event.kind == self.kind)
        return found


def involves(organization: Organization) -> ColumnElement[bool]:
    """SQL condition on Event: the organization takes part in it or funds it."""
    sources = select(FundingSource.id).where(FundingSource.organization_id == organization.id)
    takes_part = select(Participation.event_id).where(Participation.organization_id == organization.id)
    # One list of numbers, not one condition or another: that would be asked of every event there is.
    return Event.id.in_(union_all(takes_part, *_events_funded_from(sources)))


def funded_from(sources: Sequence[int] | Select[Any]) -> ColumnElement[bool]:
    """SQL condition on Event: one of the funding sources, given by id, pays for it or for its programme."""
    return Event.id.in_(union_all(*_events_funded_from(sources)))


def _events_funded_from(
    sources: Sequence[int] | Select[Any],
) -> tuple[Select[int], Select[int]]:
    """The numbers of those that it pays for themselves, and of those whose programme it pays for."""
    programmes = select(ProgrammeFunding.programme_id).where(ProgrammeFunding.funding_source_id.in_(sources))
    funded = aliased(Event)
    return (
        select(EventFunding.event_id).where(EventFunding.funding_source_id.in_(sources)),
        select(funded.id).where(funded.programme_id.in_(programmes), ~funded.replaces_programme_funding),
    )


def _overlaps(first: date, last: date) -> list[ColumnElement[bool]]:
    begin = datetime.combine(first, time.min, tzinfo=UTC)
    end = datetime.combine(last, time.min, tzinfo=UTC) + timedelta(days=1)
    return [Event.starts_at < end, Event.ends_at >= begin]


def find_events(
    wanted: EventFilter, period: Period, *, at: datetime, limit: int, offset: int = 0
) -> Sequence[Event]:
    """Listed events with office and programme. What is coming begins with the next one, all else with the latest."""
    query = select(Event.id).where(*wanted.conditions())
    if period == Period.COMING:
        # In the order of their beginnings, all that is over would be walked through first: this says where to begin.
        # An offset keeps that apart, or SQLite would look for the least one by that very walk.
        ahead = select(Event.starts_at).where(Event.ends_at >= at).offset(0).subquery()
        first = select(func.min(ahead.c.starts_at)).scalar_subquery()
        query, order = query.where(Event.ends_at >= at, Event.starts_at >= first), (Event.starts_at, Event.id)
    elif period == Period.PAST:
        query, order = query.where(Event.ends_at < at), (Event.ends_at.desc(), Event.id.desc())
    else:
        order = (Event.starts_at.desc(), Event.id.desc())
    return _chosen(query.order_by(*order).limit(limit).offset(offset), *order)


class Count(NamedTuple):
    """So many; or, with ``and_more``, more than can be said for certain."""

    number: int
    and_more: bool


def count_events(wanted: EventFilter, *, at: datetime, most: int = MOST_COUNTED) -> dict[Period, Count]:
    """How many listed events there are in each period; more than ``most`` coming or past ones are not counted."""

    def up_to_most(condition: ColumnElement[bool]) -> ScalarSelect[int]:
        found = select(Event.id).where(*wanted.conditions(), condition).limit(most + 1).subquery()
        return select(func.count()).select_from(found).scalar_subquery()

    numbers = db.session.execute(
        select(up_to_most(Event.ends_at >= at), up_to_most(Event.ends_at < at))
    ).one()
    coming, past = (Count(min(number, most), number > most) for number in numbers)
    both = Count(coming.number + past.number, coming.and_more or past.and_more)
    return {Period.COMING: coming, Period.PAST: past, Period.ALL: both}


def events_between(wanted: EventFilter, first: date, last: date) -> Sequence[Event]:
    """Listed events that may touch the days from ``first`` to ``last`` by the clocks of any place, in order.

    Zones differ from UTC by up to 14 hours, so a day more is read at either end; who shows days sorts them out.
    """
    day = timedelta(days=1)
    query = select(Event.id).where(*wanted.conditions(), *_overlaps(first - day, last + day))
    return _chosen(query, Event.starts_at, Event.id)


def events_on_now(*, at: datetime, limit: int) -> Sequence[Event]:
    """Listed events that have begun and not ended."""
    order = (Event.ends_at, Event.id)
    query = select(Event.id).where(is_listed(), Event.starts_at <= at, Event.ends_at >= at)
    return _chosen(query.order_by(*order).limit(limit), *order)


def _chosen(ids: Select[int], *order: Any) -> Sequence[Event]:
    """These events with what their cards show.

    Which ones they are is found in indexes alone; only then are rows read, which are long: without that, a list grows
    slower with each event that it does not show.
    """
    return db.session.scalars(
        select(Event)
        .where(Event.id.in_(ids))
        .options(joinedload(Event.office), joinedload(Event.programme))
        .order_by(*order)
    ).all()


def countries_with_events() -> list[str]:
    """ISO codes of the countries in which listed events take place."""
    return [code for code in db.session.scalars(select(Event.country).where(is_listed()).distinct()) if code]


def years_with_events() -> list[int]:
    """From the year of the last listed event back to that of the first."""
    # Two queries: each is one look into an index, together they are a walk over it.
    first = db.session.scalar(select(func.min(Event.starts_at)).where(is_listed()))
    last = db.session.scalar(select(func.max(Event.ends_at)).where(is_listed()))
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def roles_of(organization: Organization) -> dict[str, int]:
    """In how many listed events the organization has each role."""
    rows = db.session.execute(
        select(Participation.role, func.count().label("number"))
        .join(Participation.event)
        .where(Participation.organization_id == organization.id, is_listed())
        .group_by(Participation.role)
    )
    return {row.role: row.number for row in rows}
