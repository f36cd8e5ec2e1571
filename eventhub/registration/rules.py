"""Pure decisions about registrations."""

import enum
from datetime import datetime, timedelta

from eventhub.events.models import AttendanceMode, Event, EventStatus
from eventhub.questions.models import Category
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus

ACTIVE = (
    RegistrationStatus.PENDING,
    RegistrationStatus.CONFIRMED,
    RegistrationStatus.WAITLISTED,
    RegistrationStatus.OFFERED,
)
"""Statuses of those who take part, or still may."""
WITH_PLACE = (RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED)
"""Statuses of those for whom there is a place."""
MAY_BE_CONFIRMED = (
    RegistrationStatus.PENDING,
    RegistrationStatus.WAITLISTED,
    RegistrationStatus.OFFERED,
    RegistrationStatus.DECLINED,
)
MAY_BE_DECLINED = (RegistrationStatus.PENDING, RegistrationStatus.WAITLISTED)


class Refusal(enum.StrEnum):
    """Why nobody can register now."""

    NOT_OFFERED = "not_offered"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    OVER = "over"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    FULL = "full"
    ORGANIZATION_FULL = "organization_full"
    TOO_FEW = "too_few"
    """Of places, for all who are to be registered together."""


def closing_time(event: Event, desk: RegistrationDesk) -> datetime:
    """When registration ends: when the desk says, or with the start of the event; never after its end."""
    return min(desk.closes_at or event.starts_at, event.ends_at)


def refusal(event: Event, desk: RegistrationDesk | None, at: datetime) -> Refusal | None:
    """Why nobody can register at this moment, places apart; None while registration is open."""
    if event.status == EventStatus.CANCELLED:
        return Refusal.CANCELLED
    if event.status == EventStatus.COMPLETED or event.ends_at <= at:
        return Refusal.OVER
    if desk is None or not desk.is_offered or event.status == EventStatus.DRAFT:
        return Refusal.NOT_OFFERED
    if event.status == EventStatus.POSTPONED:
        return Refusal.POSTPONED
    if desk.opens_at and at < desk.opens_at:
        return Refusal.NOT_OPEN
    return Refusal.CLOSED if at >= closing_time(event, desk) else None


def places_left(event: Event, desk: RegistrationDesk, category: Category | None = None) -> int | None:
    """How many places are free, of the event and of the category; None: no limit."""
    limits = [(event.capacity, desk.taken)]
    if category is not None:
        limits.append((category.capacity, category.taken))
    left = [max(capacity - taken, 0) for capacity, taken in limits if capacity is not None]
    return min(left, default=None)


def is_full(event: Event, desk: RegistrationDesk, category: Category | None = None) -> bool:
    """Whether every place is taken."""
    return places_left(event, desk, category) == 0


def needs_approval(desk: RegistrationDesk, category: Category | None) -> bool:
    """Whether organisers decide on somebody who registers."""
    return desk.needs_approval or (category is not None and category.needs_approval)


def admission(
    *, needs_approval: bool, has_place: bool, has_waiting_list: bool
) -> RegistrationStatus | Refusal:
    """What becomes of somebody who registers. Approval comes first: a place is only taken when it is given."""
    if needs_approval:
        return RegistrationStatus.PENDING
    if has_place:
        return RegistrationStatus.CONFIRMED
    return RegistrationStatus.WAITLISTED if has_waiting_list else Refusal.FULL


def takes_counted_place(registration: Registration) -> bool:
    """Whether one of the places of the event is this person's own: held by no organisation, and no seat beside."""
    has_place = registration.status in WITH_PLACE
    return has_place and not registration.place_is_held and not registration.is_extra


def may_replace(registration: Registration) -> bool:
    """Whether somebody else may come instead: not of a delegation, nor on a seat that was given to one person."""
    return registration.status in ACTIVE and not registration.place_is_held and not registration.is_extra


def status_of_assistant(person: RegistrationStatus) -> RegistrationStatus:
    """What becomes of a personal assistant with the person: they come together, or not at all."""
    if person == RegistrationStatus.CONFIRMED:
        return RegistrationStatus.CONFIRMED
    return RegistrationStatus.PENDING if person in ACTIVE else RegistrationStatus.CANCELLED


def end_of_offer(event: Event, hours: int, at: datetime) -> datetime:
    """Until when a place is offered: so many hours, but no longer than until the event starts."""
    return min(at + timedelta(hours=hours), event.starts_at)


def gives_places(event: Event, at: datetime) -> bool:
    """Whether a place that becomes free goes to the next in line: until the event starts, as long as it stands."""
    return event.status == EventStatus.PUBLISHED and at < event.starts_at


def may_change(event: Event, at: datetime) -> bool:
    """Whether people and organisers can still change anything about registrations."""
    return event.status in (EventStatus.PUBLISHED, EventStatus.POSTPONED) and at < event.ends_at


def needs_approval_of_changes(desk: RegistrationDesk | None, at: datetime) -> bool:
    """Whether organisers decide on what somebody changes at this moment."""
    return desk is not None and desk.changes_until is not None and at >= desk.changes_until


def has_ticket(registration: Registration) -> bool:
    """Whether there is something to show at a door: a place, and a door."""
    is_confirmed = registration.status == RegistrationStatus.CONFIRMED
    return is_confirmed and registration.event.mode != AttendanceMode.ONLINE
