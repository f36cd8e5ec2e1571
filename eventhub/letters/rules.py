"""Pure decisions about letters for visas."""

import enum
from datetime import datetime, timedelta

from eventhub.events.models import AttendanceMode, Event, EventStatus
from eventhub.letters.models import VisaLetter, VisaLetterStatus
from eventhub.questions.standard import BY_NAME
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.rules import may_change

KEPT_AFTER = timedelta(days=BY_NAME["passport"].retention_days or 0)
"""After the event, passports and the letters that name them are kept so long, as passports in forms are."""


class Standing(enum.StrEnum):
    """What whoever looks up an issued letter is told."""

    VALID = "valid"
    CHANGED = "changed"
    """It holds, and the event has other days than it says."""
    POSTPONED = "postponed"
    EVENT_CANCELLED = "event_cancelled"
    NOT_REGISTERED = "not_registered"
    """The person cancelled, or lost the place."""
    WITHDRAWN = "withdrawn"
    OVER = "over"


def has_place(registration: Registration) -> bool:
    """Whether there is a place to travel to."""
    is_there = registration.event.mode != AttendanceMode.ONLINE
    return registration.status == RegistrationStatus.CONFIRMED and is_there


def may_ask(registration: Registration, at: datetime) -> bool:
    """Whether somebody may ask for a letter, or change what they asked."""
    event = registration.event
    return has_place(registration) and may_change(event, at) and at < event.starts_at


def days_in_iso(event: Event) -> str:
    return f"{event.first_day.isoformat()}/{event.last_day.isoformat()}"


def standing_of(letter: VisaLetter, at: datetime) -> Standing:
    """Read from what is so now, not from what was noted: whatever ended a registration ended its letter."""
    registration, event = letter.registration, letter.registration.event
    found = (
        (letter.status != VisaLetterStatus.ISSUED, Standing.WITHDRAWN),
        (event.status == EventStatus.CANCELLED, Standing.EVENT_CANCELLED),
        (registration.status != RegistrationStatus.CONFIRMED, Standing.NOT_REGISTERED),
        (event.status == EventStatus.POSTPONED, Standing.POSTPONED),
        (event.ends_at <= at, Standing.OVER),
        (letter.days != days_in_iso(event), Standing.CHANGED),
    )
    return next((standing for is_so, standing in found if is_so), Standing.VALID)
