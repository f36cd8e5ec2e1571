"""Places: who has one, who is next. Everything that decides about the places of an event holds its desk first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.questions.models import Category
from eventhub.registration import group_mails, mails
from eventhub.registration.assistants import follow
from eventhub.registration.line import Party, next_to_serve
from eventhub.registration.line_queries import free_places, people_of, waiting_parties
from eventhub.registration.models import Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.queries import count_of_organization
from eventhub.registration.rules import end_of_offer, gives_places, places_left

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


Wanted = Mapping[Category | None, int]
"""How many places of each category; None: places of the event alone."""


def wanted_for(registrations: Iterable[Registration]) -> Wanted:
    """The places that these people need."""
    return Counter(each.category for each in registrations)


def take_place(desk: RegistrationDesk, places: int = 1, *, category: Category | None = None) -> bool:
    """Take one of the places, or several at once, if they are there: of the event, and of the category, too."""
    return take_places(desk, {category: places})


def take_places(desk: RegistrationDesk, wanted: Wanted) -> bool:
    """Take all these places, or none. The database decides, not this process."""
    taken: list[tuple[Category, int]] = []
    for category, places in wanted.items():
        if category is None:
            continue
        if not _take_of_category(category, places):
            break
        taken.append((category, places))
    else:
        if _take_of_event(desk, sum(wanted.values())):
            return True
    for category, places in taken:
        _free_of_category(category, places)
    return False


def change_category(before: Category | None, after: Category) -> bool:
    """Let a place of the event, which stays taken, count for another category, if that has one left."""
    if not _take_of_category(after, 1):
        return False
    if before is not None:
        _free_of_category(before, 1)
    return True


def take_next(event: Event, desk: RegistrationDesk, wanted: Wanted, now: datetime) -> bool:
    """The same for people who stand behind everybody who waits. ``desk`` is held."""
    left, number = places_left(event, desk), sum(wanted.values())
    if left is not None and left < number:
        return False
    line = waiting_parties(event)
    last = Party(now, 0, Counter({each.id if each else None: count for each, count in wanted.items()}))
    if line and next_to_serve([*line, last], free_places(event, desk)) is not last:
        return False
    return take_places(desk, wanted)


def _take_of_event(desk: RegistrationDesk, places: int) -> bool:
    capacity = select(Event.capacity).where(Event.id == desk.event_id).scalar_subquery()
    taken = db.session.scalar(
        update(RegistrationDesk)
        .where(
            RegistrationDesk.event_id == desk.event_id,
            or_(capacity.is_(None), RegistrationDesk.taken + places <= capacity),
        )
        .values(taken=RegistrationDesk.taken + places)
        .returning(RegistrationDesk.taken)
        .execution_options(synchronize_session=False)
    )
    if taken is None:
        return False
    set_committed_value(desk, "taken", taken)
    return True


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


def free_all(desk: RegistrationDesk, wanted: Wanted) -> None:
    """Give the places of several people back."""
    for category, places in wanted.items():
        free_place(desk, places, category=category)


def fill_places(desk: RegistrationDesk, event: Event, *, now: datetime) -> list[Registration]:
    """Give or offer free places to those who wait, in order; those who got one come back. ``desk`` is held."""
    promoted: list[Registration] = []
    if not gives_places(event, now):
        return promoted
    while people := _next_people(event, desk):
        if not take_places(desk, wanted_for(people)):
            break
        if desk.offer_hours is None:
            _promote(people)
        else:
            _offer(people, end_of_offer(event, desk.offer_hours, now))
        promoted += people
    return promoted


def _next_people(event: Event, desk: RegistrationDesk) -> Sequence[Registration]:
    if places_left(event, desk) == 0:
        return []
    line = waiting_parties(event)
    party = next_to_serve(line, free_places(event, desk)) if line else None
    return people_of(event, party) if party else []


def _promote(people: Sequence[Registration]) -> None:
    for each in people:
        _leave_line(each, RegistrationStatus.CONFIRMED, "registration:status:promote")
        mails.send("registration_promoted", each, method="REQUEST")
        follow(each)
    group_mails.tell("group_promoted", people)


def _offer(people: Sequence[Registration], until: datetime) -> None:
    for each in people:
        each.offered_until = until
        _leave_line(each, RegistrationStatus.OFFERED, "registration:status:offer")
    # Of people who wait together, one answers for all.
    if not group_mails.tell("group_offered", people, until=until):
        for each in people:
            mails.send("registration_offered", each)


def _leave_line(registration: Registration, status: RegistrationStatus, action: str) -> None:
    before, registration.status = registration.status, status
    registration.waiting_since = None
    db.session.flush()
    record(action, registration, changes={"status": [before.value, status.value]})


def has_room_for(
    event: Event, desk: RegistrationDesk, organization: Organization | None, people: int = 1
) -> bool:
    """Whether one more of an organisation may register, or several. The desk is held."""
    if organization is None or desk.places_per_organization is None:
        return True
    return count_of_organization(event, organization) + people <= desk.places_per_organization
