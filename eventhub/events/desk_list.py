"""The list of the desk: the events that a user looks after, narrowed down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from eventhub.clock import now
from eventhub.db import db
from eventhub.db.search import has_terms
from eventhub.events.models import Event, EventStatus
from eventhub.events.permissions import looked_after_by, offices_to_create_in
from eventhub.organizations.models import Office, OfficeMember
from eventhub.text.normalise import wanted_terms


@dataclass(frozen=True)
class DeskFilter:
    """What the list is narrowed down to; empty values do not narrow."""

    typed: str = ""
    status: EventStatus | None = None

    def conditions(self, user: Any) -> list[ColumnElement[bool]]:
        """The filter in SQL, with whose events they are."""
        found = [looked_after_by(user)]
        if terms := wanted_terms(self.typed):
            found.append(has_terms(Event, terms))
        if self.status:
            found.append(Event.status == self.status)
        return found


def count_events_of(user: Any, wanted: DeskFilter) -> int:
    return db.session.scalar(select(func.count(Event.id)).where(*wanted.conditions(user))) or 0


def find_events_of(user: Any, wanted: DeskFilter, *, limit: int, offset: int = 0) -> Sequence[Event]:
    """Events with their office, the latest first."""
    return db.session.scalars(
        select(Event)
        .where(*wanted.conditions(user))
        .options(joinedload(Event.office))
        .order_by(Event.starts_at.desc(), Event.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def open_events_of(user: Any, *, limit: int) -> Sequence[Event]:
    """What still has to be done something for: coming events and those that nobody has closed, the next one first."""
    unfinished = Event.status.in_([EventStatus.DRAFT, EventStatus.PUBLISHED, EventStatus.POSTPONED])
    is_past = Event.ends_at < now()
    return db.session.scalars(
        select(Event)
        .where(looked_after_by(user), unfinished)
        .options(joinedload(Event.office))
        .order_by(is_past, Event.starts_at, Event.id)
        .limit(limit)
    ).all()


def offices_for(user: Any) -> Sequence[Office]:
    """All offices, those first in which the user works: what they ask for is usually about the first one."""
    return db.session.scalars(_offices_own_first(user)).all()


def offices_to_begin_in(user: Any, event: Event | None = None) -> list[Office]:
    """Where the user may begin events, those first in which they work; ``event`` may stay where it is as well."""
    found = list(db.session.scalars(_offices_own_first(user).where(offices_to_create_in(user))))
    return found if event is None or event.office in found else [event.office, *found]


def _offices_own_first(user: Any) -> Select[Any]:
    own = Office.id.in_(select(OfficeMember.office_id).where(OfficeMember.user_id == user.id))
    return select(Office).order_by(own.desc(), Office.slug)
