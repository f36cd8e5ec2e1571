"""Reading who has signed up."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventhub.agenda.models import Session
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.signups.models import SignUp


def items_to_choose(event: Event) -> Sequence[Session]:
    """The items of an event for which participants sign up, in order."""
    return db.session.scalars(
        select(Session)
        .where(Session.event_id == event.id, Session.takes_sign_ups, Session.cancelled.is_(False))
        .order_by(Session.starts_at, Session.track, Session.id)
    ).all()


def chosen_by(registration: Registration) -> set[int]:
    """The numbers of the items that somebody has signed up for."""
    return set(db.session.scalars(select(SignUp.session_id).where(SignUp.registration_id == registration.id)))


def taken_in(event: Event) -> dict[int, int]:
    """How many have signed up, by the number of the item; who has no place at the event counts no more."""
    query = (
        select(SignUp.session_id, func.count().label("taken"))
        .join(SignUp.session)
        .join(SignUp.registration)
        .where(Session.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED)
        .group_by(SignUp.session_id)
    )
    return {each.session_id: each.taken for each in db.session.execute(query)}


def signed_up_for(session: Session) -> Sequence[Registration]:
    """The participants of an item by name."""
    return db.session.scalars(
        select(Registration)
        .join(SignUp, SignUp.registration_id == Registration.id)
        .where(SignUp.session_id == session.id, Registration.status == RegistrationStatus.CONFIRMED)
        .options(joinedload(Registration.organization))
        .order_by(Registration.name, Registration.id)
    ).all()
