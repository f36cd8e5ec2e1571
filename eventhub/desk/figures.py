"""Figures of events from the areas above them, for many events in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from eventhub.agenda.models import Session
from eventhub.db import db
from eventhub.events.models import Event, Participation
from eventhub.letters.queries import waiting_by_event
from eventhub.polls.queries import unanswered_by_event
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus
from eventhub.releases.models import Release, ReleaseStatus


@dataclass
class Figures:
    """What one event has, beside its own facts."""

    sessions: int = 0
    organizations: int = 0
    registrations: dict[RegistrationStatus, int] = field(default_factory=dict)
    takes_registrations: bool = False
    releases: set[ReleaseStatus] = field(default_factory=set)
    """Statuses of its releases; one that was withdrawn counts no longer."""
    unanswered: int | None = None
    """Organisations that have not said which dates suit; None when no poll for its date is running."""

    letters: int = 0
    """Letters for visas that wait for a decision."""

    @property
    def pending(self) -> int:
        return self.registrations.get(RegistrationStatus.PENDING, 0)

    @property
    def confirmed(self) -> int:
        return self.registrations.get(RegistrationStatus.CONFIRMED, 0)

    @property
    def waitlisted(self) -> int:
        return self.registrations.get(RegistrationStatus.WAITLISTED, 0)

    @property
    def to_be_told(self) -> int:
        """People whom a change of the event concerns."""
        offered = self.registrations.get(RegistrationStatus.OFFERED, 0)
        return self.pending + self.confirmed + self.waitlisted + offered


def figures_of(events: Iterable[Event]) -> dict[int, Figures]:
    """The figures of each event by its number."""
    found = {event.id: Figures() for event in events}
    if not found:
        return found
    for number, count in _counts(Session.event_id, found, ~Session.cancelled):
        found[number].sessions = count
    for number, count in _counts(Participation.event_id, found):
        found[number].organizations = count
    by_status = (
        select(Registration.event_id, Registration.status, func.count())
        .where(Registration.event_id.in_(found))
        .group_by(Registration.event_id, Registration.status)
    )
    for number, status, count in db.session.execute(by_status):
        found[number].registrations[status] = count
    desks = select(RegistrationDesk.event_id).where(
        RegistrationDesk.event_id.in_(found), RegistrationDesk.is_offered
    )
    for number in db.session.scalars(desks):
        found[number].takes_registrations = True
    releases = (
        select(Release.event_id, Release.status)
        .where(Release.event_id.in_(found), Release.status != ReleaseStatus.WITHDRAWN)
        .distinct()
    )
    for number, status in db.session.execute(releases):
        found[number].releases.add(status)
    for number, count in unanswered_by_event(found).items():
        found[number].unanswered = count
    for number, count in waiting_by_event(found).items():
        found[number].letters = count
    return found


def _counts(column: Any, found: dict[int, Figures], *conditions: Any) -> Sequence[Any]:
    return db.session.execute(
        select(column, func.count()).where(column.in_(found), *conditions).group_by(column)
    ).all()
