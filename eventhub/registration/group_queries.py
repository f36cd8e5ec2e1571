"""Reading groups."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.queries import WITH_FACTS
from eventhub.registration.errors import RegistrationNotFoundError
from eventhub.registration.line import Party
from eventhub.registration.line_queries import free_places, waiting_parties
from eventhub.registration.models import Group, Registration, RegistrationDesk

_WITH_MEMBERS = (selectinload(Group.members), joinedload(Group.category))


def get_group_by_token(token: str) -> Group:
    """The group that a secret link opens.

    Raises:
        RegistrationNotFoundError
    """
    facts = tuple(joinedload(Group.event).options(each) for each in WITH_FACTS)
    return _one(select(Group).where(Group.token == token).options(*facts, *_WITH_MEMBERS))


def find_group(token: str) -> Group | None:
    """The group that was made by the form of this token."""
    return db.session.scalar(select(Group).where(Group.token == token))


def get_group(event: Event, group_id: int) -> Group:
    """A group for ``event``.

    Raises:
        RegistrationNotFoundError
    """
    return _one(select(Group).where(Group.event_id == event.id, Group.id == group_id).options(*_WITH_MEMBERS))


def _one(query) -> Group:
    found = db.session.scalar(query)
    if found is None:
        raise RegistrationNotFoundError
    return found


def groups_of(event: Event) -> Sequence[Group]:
    """The groups of an event, in the order in which they were registered."""
    return db.session.scalars(
        select(Group).where(Group.event_id == event.id).options(*_WITH_MEMBERS).order_by(Group.id)
    ).all()


def members_of(group: Group) -> Sequence[Registration]:
    """The people of a group as they are now, whatever was read before. The desk of the event is held."""
    return db.session.scalars(
        select(Registration)
        .where(Registration.group_id == group.id)
        .order_by(Registration.id)
        .execution_options(populate_existing=True)
    ).all()


def passed_over(event: Event, desk: RegistrationDesk) -> list[Party]:
    """Groups that wait though places are free: there are too few for all of it."""
    if event.capacity is not None and desk.taken >= event.capacity:
        return []
    free = free_places(event, desk)
    if free.of_event is None and not free.of_category:
        return []
    return [each for each in waiting_parties(event) if each.group_id and not free.suffices(each.needs)]
