"""What desks at the entrance do. Each verb flushes and leaves an audit line; callers commit."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from eventhub.audit.actions import actor_id, record
from eventhub.checkin.errors import NotAdmittedAtDoorError
from eventhub.checkin.models import Act, Attendance, AttendanceAct
from eventhub.checkin.queries import find_act, find_attendance
from eventhub.checkin.rules import Occasion, Outcome, may_enter, outcome_of
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.registration.details import RegistrationDetails
from eventhub.registration.models import Registration
from eventhub.registration.walk_ins import admit_walk_in


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button that was pressed: its own name, when, and at which desk."""

    client_id: str
    done_at: datetime
    desk: str = ""


@dataclass(frozen=True)
class Done:
    """What came of it, and the presence as it now stands; None when there is none."""

    outcome: Outcome
    registration: Registration
    attendance: Attendance | None


def mark(registration: Registration, occasion: Occasion, act: Act, press: Press) -> Done:
    """Note that somebody came, left, or was noted by mistake. The same press again changes nothing, whoever sends it.

    An arrival of which one hears late, after another desk has noted a later one, moves the arrival back to the first.

    Raises:
        NotAdmittedAtDoorError: the person has no confirmed place. One who is there may still leave.
    """
    _hold(registration)
    known = find_act(press.client_id)
    found = find_attendance(registration, occasion.name)
    if known:
        return Done(Outcome(known.outcome), registration, found)
    if act == Act.CHECK_IN and not may_enter(registration):
        raise NotAdmittedAtDoorError(registration)
    outcome = outcome_of(act, found)
    found = _carried_out(outcome, registration, occasion, found, press)
    db.session.add(
        AttendanceAct(
            client_id=press.client_id,
            registration_id=registration.id,
            occasion=occasion.name,
            act=act,
            outcome=outcome.value,
            done_at=press.done_at,
            desk=press.desk,
            user_id=actor_id(),
        )
    )
    db.session.flush()
    if outcome not in (Outcome.ALREADY, Outcome.NOTHING):
        record(
            f"registration:attendance:{act.value}", registration, changes={"occasion": ["", occasion.name]}
        )
    return Done(outcome, registration, found)


def _hold(registration: Registration) -> None:
    """One press at a time for each person, on all desks: the next one sees what this one did."""
    db.session.execute(select(Registration.id).where(Registration.id == registration.id).with_for_update())
    db.session.refresh(registration, ["status"])


def _carried_out(
    outcome: Outcome,
    registration: Registration,
    occasion: Occasion,
    found: Attendance | None,
    press: Press,
) -> Attendance | None:
    if found is None:
        return _arrival(registration, occasion, press) if outcome == Outcome.ARRIVED else None
    if outcome == Outcome.UNDONE:
        db.session.delete(found)
        return None
    if outcome == Outcome.LEFT:
        found.left_at = max(press.done_at, found.arrived_at)
    elif outcome == Outcome.BACK:
        found.left_at = None
    if outcome in (Outcome.BACK, Outcome.ALREADY) and press.done_at < found.arrived_at:
        found.arrived_at, found.desk = press.done_at, press.desk
    return found


def _arrival(registration: Registration, occasion: Occasion, press: Press) -> Attendance:
    attendance = Attendance(
        registration=registration,
        occasion=occasion.name,
        day=occasion.day,
        session=occasion.session,
        arrived_at=press.done_at,
        desk=press.desk,
        noted_by_id=actor_id(),
    )
    db.session.add(attendance)
    return attendance


def let_in(
    event: Event,
    details: RegistrationDetails,
    occasion: Occasion,
    press: Press,
    *,
    language: str,
    beyond_capacity: bool = False,
) -> Done:
    """Write down somebody who stands at the door without having registered, and note that they came.

    Raises:
        NoPlaceError: it is full, and nobody said ``beyond_capacity``.
        RegistrationStatusError: the event is not published, or over.
    """
    known = find_act(press.client_id)
    if known and known.registration.event_id == event.id:
        return Done(
            Outcome(known.outcome), known.registration, find_attendance(known.registration, known.occasion)
        )
    registration = admit_walk_in(
        event, details, language=language, now=press.done_at, beyond_capacity=beyond_capacity
    )
    return mark(registration, occasion, Act.CHECK_IN, press)
