"""Finding events: the filters of the public list and of the month, and what they can be set to."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from eventhub.db import db
from eventhub.events.models import Event, EventFunding, EventKind, Participation, Topic
from eventhub.events.queries import is_listed
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding
from eventhub.text.normalise import search_key

MAX_WORDS = 10


class Period(enum.StrEnum):
    """Which events, seen from now. One that goes on counts as coming until it ends."""

    COMING = "coming"
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class EventFilter:
    """What an event has to be like; what is None or empty does not count."""

    typed: str = ""
    """Every word of it has to stand in the title, place or organizations, in any language."""
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
        words = search_key(self.typed).split()[:MAX_WORDS]
        found = [is_listed(), *(Event.search_text.contains(word, autoescape=True) for word in words)]
        if self.topic:
            found.append(Event.topics.contains(self.topic))
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
    takes_part = Event.participations.any(Participation.organization_id == organization.id)
    return or_(takes_part, funded_from(sources))


def funded_from(sources: Sequence[int] | Select[Any]) -> ColumnElement[bool]:
    """SQL condition on Event: one of the funding sources, given by id, pays for it or for its programme."""
    programmes = select(ProgrammeFunding.programme_id).where(ProgrammeFunding.funding_source_id.in_(sources))
    return or_(
        Event.fundings.any(EventFunding.funding_source_id.in_(sources)),
        Event.programme_id.in_(programmes) & ~Event.replaces_programme_funding,
    )


def _overlaps(first: date, last: date) -> list[ColumnElement[bool]]:
    begin = datetime.combine(first, time.min, tzinfo=UTC)
    end = datetime.combine(last, time.min, tzinfo=UTC) + timedelta(days=1)
    return [Event.starts_at < end, Event.ends_at >= begin]


def find_events(
    wanted: EventFilter, period: Period, *, at: datetime, limit: int, offset: int = 0
) -> Sequence[Event]:
    """Listed events with office and programme. What is coming begins with the next one, all else with the latest."""
    query = select(Event).where(*wanted.conditions())
    if period == Period.COMING:
        query = query.where(Event.ends_at >= at).order_by(Event.starts_at, Event.id)
    else:
        query = query.order_by(Event.starts_at.desc(), Event.id.desc())
    if period == Period.PAST:
        query = query.where(Event.ends_at < at)
    return db.session.scalars(_for_cards(query).limit(limit).offset(offset)).all()


def count_events(wanted: EventFilter, *, at: datetime) -> dict[Period, int]:
    """How many listed events there are in each period."""
    coming = func.coalesce(func.sum(case((Event.ends_at >= at, 1), else_=0)), 0)
    total, ahead = db.session.execute(select(func.count(Event.id), coming).where(*wanted.conditions())).one()
    return {Period.COMING: ahead, Period.PAST: total - ahead, Period.ALL: total}


def events_between(wanted: EventFilter, first: date, last: date) -> Sequence[Event]:
    """Listed events that may touch the days from ``first`` to ``last`` by the clocks of any place, in order.

    Zones differ from UTC by up to 14 hours, so a day more is read at either end; who shows days sorts them out.
    """
    day = timedelta(days=1)
    query = select(Event).where(*wanted.conditions(), *_overlaps(first - day, last + day))
    return db.session.scalars(query.order_by(Event.starts_at, Event.id)).all()


def events_on_now(*, at: datetime, limit: int) -> Sequence[Event]:
    """Listed events that have begun and not ended."""
    query = select(Event).where(is_listed(), Event.starts_at <= at, Event.ends_at >= at)
    return db.session.scalars(_for_cards(query).order_by(Event.ends_at, Event.id).limit(limit)).all()


def _for_cards(query):
    return query.options(joinedload(Event.office), joinedload(Event.programme))


def countries_with_events() -> list[str]:
    """ISO codes of the countries in which listed events take place."""
    return [code for code in db.session.scalars(select(Event.country).where(is_listed()).distinct()) if code]


def years_with_events() -> list[int]:
    """From the year of the last listed event back to that of the first."""
    first, last = db.session.execute(
        select(func.min(Event.starts_at), func.max(Event.ends_at)).where(is_listed())
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


def roles_of(organization: Organization) -> dict[str, int]:
    """In how many listed events the organization has each role."""
    rows = db.session.execute(
        select(Participation.role, func.count().label("number"))
        .join(Participation.event)
        .where(Participation.organization_id == organization.id, is_listed())
        .group_by(Participation.role)
    )
    return {row.role: row.number for row in rows}
