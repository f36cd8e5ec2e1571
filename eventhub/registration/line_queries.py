"""Reading the waiting list and the offers that have come of it. The desk of the event is held where it decides."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Executable, and_, bindparam, case, func, or_, select

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.questions.models import Category
from eventhub.registration.line import Free, Party
from eventhub.registration.models import Group, Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.rules import places_left


def waiting_parties(event: Event) -> list[Party]:
    """Those who wait, in the order of the line; without single people whose category is full."""
    return _in_order(_parties(db.session.execute(_waiting(), {"event_id": event.id})))


@cache
def _waiting() -> Executable:
    """Written once: whoever registers has it asked."""
    together = case((Group.is_together, Group.id))
    first, number = func.min(Registration.id), func.count()
    return (
        select(
            together, Registration.waiting_since, Registration.category_id, Group.keeps_places, first, number
        )
        .outerjoin(Registration.group)
        .outerjoin(Registration.category)
        .where(*_waits(bindparam("event_id")))
        .where(
            or_(together.is_not(None), Category.capacity.is_(None), Category.taken < Category.capacity),
        )
        .group_by(
            together,
            case((Group.is_together, 0), else_=Registration.id),
            Registration.waiting_since,
            Registration.category_id,
            Group.keeps_places,
        )
    )


def _waits(event_id: int | BindParameter[Any]) -> tuple[ColumnElement[bool], ...]:
    return (
        Registration.event_id == event_id,
        Registration.status == RegistrationStatus.WAITLISTED,
        Registration.is_extra.is_(False),
    )


def _parties(rows: Any) -> list[Party]:
    """One for each row, but for the rows of a group whose people are of several categories."""
    found: dict[Any, Party] = {}
    for group_id, since, category_id, keeps_places, first, number in rows:
        key = (group_id, since) if group_id else first
        known = found.get(key)
        needs = Counter(known.needs if known else {})
        needs[category_id] += number
        lowest = min(first, known.first) if known else first
        found[key] = Party(since, lowest, needs, group_id, keeps_places=bool(group_id and keeps_places))
    return list(found.values())


def _in_order(parties: Sequence[Party]) -> list[Party]:
    return sorted(parties, key=lambda each: (each.since, each.first))


def free_places(event: Event, desk: RegistrationDesk) -> Free:
    """The places that are free at this moment."""
    rows = db.session.execute(
        select(Category.id, Category.capacity, Category.taken).where(
            Category.event_id == event.id, Category.capacity.is_not(None)
        )
    )
    left = {number: max((capacity or 0) - taken, 0) for number, capacity, taken in rows}
    return Free(places_left(event, desk), left)


def people_of(event: Event, party: Party) -> Sequence[Registration]:
    """The people of a party, in the order in which they were registered."""
    query = select(Registration).where(*_waits(event.id)).order_by(Registration.id)
    if party.group_id is None:
        query = query.where(Registration.id == party.first)
    else:
        query = query.where(
            Registration.group_id == party.group_id, Registration.waiting_since == party.since
        )
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def place_in_line(registration: Registration) -> int:
    """The number on the waiting list, from 1."""
    before = and_(
        Registration.event_id == registration.event_id,
        Registration.status == RegistrationStatus.WAITLISTED,
        or_(
            Registration.waiting_since < registration.waiting_since,
            and_(
                Registration.waiting_since == registration.waiting_since,
                Registration.id < registration.id,
            ),
        ),
    )
    return (db.session.scalar(select(func.count(Registration.id)).where(before)) or 0) + 1


def find_lapsed_offer(at: datetime) -> Registration | None:
    """Somebody who has not accepted a place in time."""
    return db.session.scalar(
        select(Registration)
        .where(Registration.status == RegistrationStatus.OFFERED, Registration.offered_until <= at)
        .order_by(Registration.offered_until, Registration.id)
        .limit(1)
    )


def offered_together(registration: Registration) -> Sequence[Registration]:
    """Those to whom places were offered in one offer with this person's, who is one of them."""
    if registration.group is None or not registration.group.is_together:
        return [registration]
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.group_id == registration.group_id,
            Registration.status == RegistrationStatus.OFFERED,
            Registration.offered_until == registration.offered_until,
        )
        .order_by(Registration.id)
    ).all()
