"""Steps of which the acts on a registration are made. Each flushes what it writes; the desk is held."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.registration import mails
from eventhub.registration.answers import free_chosen, write_answers
from eventhub.registration.assistants import follow
from eventhub.registration.details import PersonDetails, RegistrationDetails
from eventhub.registration.errors import RegistrationStatusError
from eventhub.registration.models import (
    Consent,
    ConsentPurpose,
    Registration,
    RegistrationDesk,
    RegistrationStatus,
)
from eventhub.registration.notices import keep_notice
from eventhub.registration.places import free_place, hold_desk
from eventhub.registration.rules import may_change, takes_counted_place

_MAIL_OF: dict[RegistrationStatus, str] = {
    RegistrationStatus.PENDING: "registration_pending",
    RegistrationStatus.CONFIRMED: "registration_confirmed",
    RegistrationStatus.WAITLISTED: "registration_waitlisted",
}


def hold_for_change(event: Event, now: datetime) -> RegistrationDesk:
    """The desk of an event, held until the transaction ends.

    Raises:
        RegistrationStatusError: the event is not published, or over, or takes no registrations.
    """
    desk = hold_desk(event)
    if desk is None or not may_change(event, now):
        raise RegistrationStatusError
    return desk


def write_down(registration: Registration, details: RegistrationDetails) -> None:
    """Give a registration what somebody registers with."""
    for each in fields(PersonDetails):
        setattr(registration, each.name, getattr(details, each.name))
    registration.email = details.email


def begin_anew(
    registration: Registration, details: RegistrationDetails, *, is_known: bool, now: datetime
) -> None:
    """Write down what somebody tells; of who ``is_known`` from before, nothing of that time counts any more."""
    write_down(registration, details)
    registration.category, registration.group = details.category, None
    registration.is_extra, registration.assists, registration.waiting_since = False, None, None
    if is_known:
        # What was answered then holds no place any more.
        registration.answers.clear()
        # The calendar of whoever cancelled has seen a CANCEL with the number before.
        registration.sequence += 1
        registration.created_at = now
    set_consents(registration, details.consents, now)


def welcome(registration: Registration, details: RegistrationDetails) -> None:
    """Store somebody who has just registered, with answers and the notice that was read, and write to them."""
    db.session.add(registration)
    with db.session.no_autoflush:
        keep_notice(registration, details.notice)
    db.session.flush()
    write_answers(registration, details.answers)
    record("registration:status:register", registration, changes={"status": ["", registration.status.value]})
    tell_status(registration)


def tell_status(registration: Registration) -> None:
    """Write to somebody that they are confirmed, wait, or await approval."""
    invites = registration.status == RegistrationStatus.CONFIRMED
    mails.send(_MAIL_OF[registration.status], registration, method="REQUEST" if invites else None)


def become(
    registration: Registration, status: RegistrationStatus, action: str, *, since: datetime | None = None
) -> None:
    """Come to another status, with the audit line ``action``; who comes along follows. ``since``: in line from then."""
    before, registration.status = registration.status, status
    registration.waiting_since, registration.offered_until = since, None
    db.session.flush()
    record(action, registration, changes={"status": [before.value, status.value]})
    follow(registration)


def end(registration: Registration, desk: RegistrationDesk) -> None:
    """Cancel an active registration, and free the place that it has."""
    had_place = registration.status == RegistrationStatus.CONFIRMED
    frees_place = takes_counted_place(registration)
    free_chosen(registration)
    become(registration, RegistrationStatus.CANCELLED, "registration:status:cancel")
    if had_place:
        registration.sequence += 1
    if frees_place:
        free_place(desk, category=registration.category)
    registration.place_is_held = registration.is_extra = False
    mails.send("registration_cancelled", registration, method="CANCEL" if had_place else None)


def set_consents(registration: Registration, given: Mapping[ConsentPurpose, str], now: datetime) -> bool:
    """Make these the consents that hold; whether anything changed. One that is withdrawn keeps its row and dates."""
    known = {each.purpose: each for each in registration.consents}
    changed = False
    for purpose in ConsentPurpose:
        consent, wording = known.get(purpose), given.get(purpose)
        holds = consent is not None and consent.withdrawn_at is None
        if wording and not holds:
            consent = consent or Consent(purpose=purpose)
            consent.wording, consent.given_at, consent.withdrawn_at = wording, now, None
            if consent not in registration.consents:
                registration.consents.append(consent)
            changed = True
        elif consent is not None and holds and not wording:
            consent.withdrawn_at = now
            changed = True
    return changed
