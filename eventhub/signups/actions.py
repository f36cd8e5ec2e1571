"""Signing up and withdrawing. Each verb flushes and leaves an audit line; the caller commits."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from eventhub.agenda.models import Session
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.signups.errors import NoPlaceLeftError, SignUpClosedError
from eventhub.signups.models import SignUp
from eventhub.signups.rules import may_sign_up


def sign_up(session: Session, registration: Registration, *, now: datetime) -> None:
    """Give a participant a place in an item; twice is once.

    Raises:
        SignUpClosedError, NoPlaceLeftError
    """
    if not may_sign_up(session, registration, now):
        raise SignUpClosedError
    _hold(session)
    try:
        with db.session.begin_nested():
            db.session.add(SignUp(session_id=session.id, registration_id=registration.id))
    except IntegrityError:
        return
    if not _take_place(session):
        raise NoPlaceLeftError
    record("agenda:sign_up:add", session)


def withdraw(session: Session, registration: Registration, *, now: datetime) -> None:
    """Give a place in an item back, as long as it has not begun.

    Raises:
        SignUpClosedError
    """
    if session.starts_at <= now:
        raise SignUpClosedError
    _hold(session)
    removed = db.session.execute(
        delete(SignUp)
        .where(SignUp.session_id == session.id, SignUp.registration_id == registration.id)
        .returning(SignUp.id)
    ).all()
    if removed:
        _count(session)
        record("agenda:sign_up:remove", session)


def _hold(session: Session) -> None:
    """One decision at a time about the places of an item; those of people who do not come any more are free again."""
    db.session.execute(select(Session.id).where(Session.id == session.id).with_for_update())
    db.session.execute(
        delete(SignUp).where(
            SignUp.session_id == session.id,
            SignUp.registration_id.in_(
                select(Registration.id).where(
                    Registration.event_id == session.event_id,
                    Registration.status != RegistrationStatus.CONFIRMED,
                )
            ),
        ),
        execution_options={"synchronize_session": False},
    )
    _count(session)


def _count(session: Session) -> None:
    taken = select(func.count()).where(SignUp.session_id == session.id).scalar_subquery()
    rows_updated(update(Session).where(Session.id == session.id).values(places_taken=taken))


def _take_place(session: Session) -> bool:
    """The database decides, not this process."""
    return bool(
        rows_updated(
            update(Session)
            .where(
                Session.id == session.id,
                or_(Session.capacity.is_(None), Session.places_taken < Session.capacity),
            )
            .values(places_taken=Session.places_taken + 1)
        )
    )
