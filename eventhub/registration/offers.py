"""Places that are offered to who waited, and pass on when nobody accepts them in time."""

from datetime import datetime

from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.registration import mails
from eventhub.registration.answers import free_chosen
from eventhub.registration.assistants import follow
from eventhub.registration.errors import OfferLapsedError, RegistrationStatusError
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.places import fill_places, free_place, hold_desk
from eventhub.registration.queries import find_lapsed_offer


def accept(registration: Registration, *, at: datetime) -> None:
    """Take the place that was offered; who has it already keeps it.

    Raises:
        OfferLapsedError: it was offered until an earlier moment.
        RegistrationStatusError: no place is offered.
    """
    hold_desk(registration.event)
    db.session.refresh(registration, ["status", "offered_until"])
    if registration.status == RegistrationStatus.CONFIRMED:
        return
    if registration.status != RegistrationStatus.OFFERED:
        raise RegistrationStatusError
    if registration.offered_until and registration.offered_until <= at:
        raise OfferLapsedError
    _end_offer(registration, RegistrationStatus.CONFIRMED, "registration:status:accept")
    mails.send("registration_confirmed", registration, method="REQUEST")
    follow(registration)


def lapse_next_offer() -> bool:
    """Let one offer that nobody accepted in time pass on to the next in line; False when there is none."""
    moment = now()
    registration = find_lapsed_offer(moment)
    if registration is None:
        return False
    desk = hold_desk(registration.event)
    db.session.refresh(registration, ["status", "offered_until"])
    if desk is None or registration.status != RegistrationStatus.OFFERED:
        return True
    free_chosen(registration)
    _end_offer(registration, RegistrationStatus.CANCELLED, "registration:status:lapse")
    free_place(desk, category=registration.category)
    mails.send("registration_lapsed", registration)
    follow(registration)
    fill_places(desk, registration.event, now=moment)
    return True


def _end_offer(registration: Registration, status: RegistrationStatus, action: str) -> None:
    registration.status, registration.offered_until = status, None
    db.session.flush()
    record(action, registration, changes={"status": [RegistrationStatus.OFFERED.value, status.value]})
