"""How many people and places an event has."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.rules import WITH_PLACE


@dataclass(frozen=True)
class Figures:
    """How many people there are of each status, and how many places; None is no limit.

    ``kept`` places are held for organisations that have not named anybody for them.
    """

    pending: int
    confirmed: int
    waitlisted: int
    offered: int
    declined: int
    cancelled: int
    capacity: int | None
    kept: int
    extra: int
    """People who have a place and take none: personal assistants and exceptions."""

    @property
    def total(self) -> int:
        waiting = self.pending + self.waitlisted + self.offered
        return waiting + self.confirmed + self.declined + self.cancelled

    @property
    def places_left(self) -> int | None:
        taken = self.confirmed + self.offered - self.extra + self.kept
        return None if self.capacity is None else max(self.capacity - taken, 0)


def figures(event: Event) -> Figures:
    """The figures of an event, in one query."""
    counts = [
        func.count(Registration.id).filter(Registration.status == status).label(status.value)
        for status in RegistrationStatus
    ]
    taken = (
        select(RegistrationDesk.taken)
        .where(RegistrationDesk.event_id == event.id)
        .scalar_subquery()
        .label("taken")
    )
    with_place = Registration.status.in_(WITH_PLACE)
    extra = func.count(Registration.id).filter(Registration.is_extra, with_place).label("extra")
    row = db.session.execute(select(*counts, extra, taken).where(Registration.event_id == event.id)).one()
    by_status = {status.value: row._mapping[status.value] for status in RegistrationStatus}
    own = by_status[RegistrationStatus.CONFIRMED] + by_status[RegistrationStatus.OFFERED] - row.extra
    kept = max((row.taken or 0) - own, 0)
    return Figures(capacity=event.capacity, kept=kept, extra=row.extra, **by_status)


def count_countries(event: Event, statuses: Sequence[RegistrationStatus]) -> list[tuple[str, int]]:
    """How many people of these statuses come from which country (ISO 3166-1), the most first."""
    number = func.count(Registration.id)
    rows = db.session.execute(
        select(Registration.country, number)
        .where(
            Registration.event_id == event.id,
            Registration.status.in_(statuses),
            Registration.country.is_not(None),
        )
        .group_by(Registration.country)
        .order_by(number.desc(), Registration.country)
    )
    return [(country or "", count) for country, count in rows]
