"""People who come without having registered."""

from datetime import datetime

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.registration import mails
from eventhub.registration.details import RegistrationDetails
from eventhub.registration.errors import NoPlaceError, RegistrationStatusError
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.places import fill_places, hold_desk, seat_beyond_capacity, take_place
from eventhub.registration.queries import find_registration
from eventhub.registration.rules import may_change, takes_counted_place
from eventhub.registration.steps import write_down
from eventhub.tokens import new_token


def admit_walk_in(
    event: Event, details: RegistrationDetails, *, language: str, now: datetime, beyond_capacity: bool = False
) -> Registration:
    """Give somebody at the door a place, at once and whatever the waiting list says: they stand there.

    Whoever turns out to have registered under the address keeps what they told, and gets a place if they have none.
    Without an address there is no mail. ``beyond_capacity``: the organiser wants them in, though it is full.

    Raises:
        NoPlaceError: it is full.
        RegistrationStatusError: the event is not published, or over.
    """
    desk = hold_desk(event)
    if desk is None or not may_change(event, now):
        raise RegistrationStatusError
    found = find_registration(event, details.email) if details.email else None
    if found and found.status == RegistrationStatus.CONFIRMED:
        return found
    category = found.category if found else None
    has_seat = found is not None and (takes_counted_place(found) or found.is_extra)
    if not has_seat and not take_place(desk, category=category):
        if not beyond_capacity:
            raise NoPlaceError
        seat_beyond_capacity(desk, category)
    registration = found or _written_down(event, details, language)
    before = registration.status.value if found else ""
    registration.status = RegistrationStatus.CONFIRMED
    registration.waiting_since = registration.offered_until = None
    db.session.add(registration)
    db.session.flush()
    record("registration:status:walk_in", registration, changes={"status": [before, "confirmed"]})
    mails.send("registration_confirmed", registration, method="REQUEST")
    fill_places(desk, event, now=now)
    return registration


def _written_down(event: Event, details: RegistrationDetails, language: str) -> Registration:
    token = new_token()
    # Where there is no address, the token keeps two people apart.
    key = normalised_email(details.email) if details.email else f"walk-in:{token}"
    registration = Registration(event=event, email_key=key, token=token, language=language)
    write_down(registration, details)
    return registration
