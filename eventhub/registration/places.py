"""Places: who has one, who is next. Everything that decides about the places of an event holds its desk first."""

from datetime import datetime

from sqlalchemy import or_, select, update

from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.questions.models import Category
from eventhub.registration import mails
from eventhub.registration.assistants import follow
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.queries import count_of_organization, next_in_line
from eventhub.registration.rules import end_of_offer, gives_places

DECISIVE = ("status", "capacity", "starts_at", "ends_at")
"""What an organiser may have changed while somebody waited for the desk."""
DECISIVE_OF_CATEGORY = ("taken", "capacity", "needs_approval")


def hold_desk(event: Event) -> RegistrationDesk | None:
    """The desk of an event, held until the transaction ends: one decision at a time, each on the state of the last.

    Nobody can then join the waiting list in the moment in which a place becomes free, and wait for ever. (SQLite holds
    the whole database instead: see ``db.transactions``.) None for an event without registration.
    """
    # Whoever edits the event holds its row first and the desk second; in another order each would wait for the other.
    db.session.execute(
        select(Event.id).where(Event.id == event.id).with_for_update(read=True, key_share=True)
    )
    desk = hold_desk_of_held(event)
    db.session.refresh(event, DECISIVE)
    return desk


def hold_desk_of_held(event: Event) -> RegistrationDesk | None:
    """The same for an event that this transaction has just changed, and so holds already."""
    return db.session.scalar(
        select(RegistrationDesk)
        .where(RegistrationDesk.event_id == event.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def take_place(desk: RegistrationDesk, places: int = 1, *, category: Category | None = None) -> bool:
    """Take one of the places, or several at once, if they are there: of the event, and of the category that takes them.

    The database decides, not this process.
    """
    if category is not None and not _take_of_category(category, places):
        return False
    capacity = select(Event.capacity).where(Event.id == desk.event_id).scalar_subquery()
    taken = rows_updated(
        update(RegistrationDesk)
        .where(
            RegistrationDesk.event_id == desk.event_id,
            or_(capacity.is_(None), RegistrationDesk.taken + places <= capacity),
        )
        .values(taken=RegistrationDesk.taken + places)
    )
    db.session.refresh(desk, ["taken"])
    if not taken and category is not None:
        _free_of_category(category, places)
    return bool(taken)


def _take_of_category(category: Category, places: int) -> bool:
    taken = rows_updated(
        update(Category)
        .where(
            Category.id == category.id,
            or_(Category.capacity.is_(None), Category.taken + places <= Category.capacity),
        )
        .values(taken=Category.taken + places)
    )
    db.session.refresh(category, ["taken", "capacity"])
    return bool(taken)


def _free_of_category(category: Category, places: int) -> None:
    rows_updated(
        update(Category)
        .where(Category.id == category.id, Category.taken >= places)
        .values(taken=Category.taken - places)
    )
    db.session.refresh(category, ["taken"])


def seat_beyond_capacity(desk: RegistrationDesk, category: Category | None) -> None:
    """Count one more than there are places for: an organiser lets somebody in. ``desk`` is held."""
    if category is not None:
        rows_updated(update(Category).where(Category.id == category.id).values(taken=Category.taken + 1))
        db.session.refresh(category, ["taken"])
    rows_updated(
        update(RegistrationDesk)
        .where(RegistrationDesk.event_id == desk.event_id)
        .values(taken=RegistrationDesk.taken + 1)
    )
    db.session.refresh(desk, ["taken"])


def free_place(desk: RegistrationDesk, places: int = 1, *, category: Category | None = None) -> None:
    """Give a place back, or several."""
    rows_updated(
        update(RegistrationDesk)
        .where(RegistrationDesk.event_id == desk.event_id, RegistrationDesk.taken >= places)
        .values(taken=RegistrationDesk.taken - places)
    )
    db.session.refresh(desk, ["taken"])
    if category is not None:
        _free_of_category(category, places)


def fill_places(desk: RegistrationDesk, event: Event, *, now: datetime) -> list[Registration]:
    """Give or offer free places to those who wait, in order; those who got one come back. ``desk`` is held."""
    promoted: list[Registration] = []
    if not gives_places(event, now):
        return promoted
    while (registration := next_in_line(event)) and take_place(desk, category=registration.category):
        if desk.offer_hours is None:
            _promote(registration)
        else:
            _offer(registration, end_of_offer(event, desk.offer_hours, now))
        promoted.append(registration)
    return promoted


def _promote(registration: Registration) -> None:
    _leave_line(registration, RegistrationStatus.CONFIRMED, "registration:status:promote")
    mails.send("registration_promoted", registration, method="REQUEST")
    follow(registration)


def _offer(registration: Registration, until: datetime) -> None:
    registration.offered_until = until
    _leave_line(registration, RegistrationStatus.OFFERED, "registration:status:offer")
    mails.send("registration_offered", registration)


def _leave_line(registration: Registration, status: RegistrationStatus, action: str) -> None:
    before, registration.status = registration.status, status
    registration.waiting_since = None
    db.session.flush()
    record(action, registration, changes={"status": [before.value, status.value]})


def has_room_for(event: Event, desk: RegistrationDesk, organization: Organization | None) -> bool:
    """Whether one more of an organisation may register. The desk is held."""
    if organization is None or desk.places_per_organization is None:
        return True
    return count_of_organization(event, organization) < desk.places_per_organization
