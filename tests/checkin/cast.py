"""Who stands at the entrance."""

from itertools import count

from eventhub.checkin import actions
from eventhub.checkin.actions import Done, Press
from eventhub.checkin.models import Act, Attendance
from eventhub.checkin.queries import get_occasion
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import Event
from eventhub.registration.models import Registration
from tests.calendars.cast import FAR

FIRST, SECOND = f"{FAR}-11-03", f"{FAR}-11-04"
"""The days of the workshop."""
_names = count()


def a_press(name: str = "", **more) -> Press:
    return Press(**{"client_id": name or f"press-{next(_names)}", "done_at": now(), **more})


def mark(
    registration: Registration,
    act: Act = Act.CHECK_IN,
    *,
    day: str = FIRST,
    press: Press | None = None,
) -> Done:
    """Press a button beside a name, in a transaction of its own."""
    with transaction():
        event = db.session.get_one(Event, registration.event_id)
        registration = db.session.get_one(Registration, registration.id)
        return actions.mark(registration, get_occasion(event, day), act, press or a_press())


def attendances() -> list[Attendance]:
    db.session.rollback()
    return db.session.query(Attendance).order_by(Attendance.id).all()
