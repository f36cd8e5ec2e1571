"""Reading agendas."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.agenda.errors import SessionNotFoundError
from eventhub.agenda.models import Room, Session, Speaker
from eventhub.db import db
from eventhub.events.models import Event


def agenda_of(event: Event) -> Sequence[Session]:
    """The items of an event's agenda in order, cancelled ones included, with all that hangs on them."""
    return db.session.scalars(
        select(Session)
        .where(Session.event_id == event.id)
        .options(
            selectinload(Session.speakers).joinedload(Speaker.organization),
            selectinload(Session.materials),
            selectinload(Session.interpretations),
        )
        .order_by(Session.starts_at, Session.ends_at, Session.track, Session.id)
    ).all()


def ids_of_sessions(event: Event) -> set[int]:
    """The numbers of the items that are in the agenda, cancelled ones included."""
    return set(db.session.scalars(select(Session.id).where(Session.event_id == event.id)))


def get_session(event: Event, session_id: int) -> Session:
    """One item of the event's agenda.

    Raises:
        SessionNotFoundError: also when it belongs to another event.
    """
    session = db.session.scalar(
        select(Session)
        .where(Session.id == session_id, Session.event_id == event.id)
        .options(
            selectinload(Session.speakers),
            selectinload(Session.materials),
            selectinload(Session.interpretations),
            joinedload(Session.event),
        )
    )
    if session is None:
        raise SessionNotFoundError
    return session


def lets_choose(event: Event) -> bool:
    """Whether participants sign up for items of the agenda."""
    query = select(Session.id).where(
        Session.event_id == event.id, Session.takes_sign_ups, Session.cancelled.is_(False)
    )
    return db.session.scalar(query.limit(1)) is not None


def rooms_of(event: Event) -> Sequence[Room]:
    """The rooms of an event in their order."""
    return db.session.scalars(
        select(Room).where(Room.event_id == event.id).order_by(Room.position, Room.id)
    ).all()


def places_of(event: Event) -> tuple[list[str], list[str]]:
    """The names of rooms and of tracks that the agenda of an event knows: listed rooms first, then as they come."""
    used = db.session.execute(
        select(Session.room, Session.track)
        .where(Session.event_id == event.id, Session.cancelled.is_(False))
        .order_by(Session.starts_at, Session.id)
    ).all()
    rooms = dict.fromkeys(
        [*(each.name for each in rooms_of(event)), *(room for room, _track in used if room)]
    )
    return list(rooms), list(dict.fromkeys(track for _room, track in used if track))
