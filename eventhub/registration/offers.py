"""Places that are offered to who waited, and pass on when nobody accepts them in time."""

from datetime import datetime

from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.registration import group_mails, mails
from eventhub.registration.answers import free_chosen
from eventhub.registration.assistants import follow
from eventhub.registration.errors import OfferLapsedError, RegistrationStatusError
from eventhub.registration.group_queries import members_of
from eventhub.registration.line_queries import find_lapsed_offer, offered_together
from eventhub.registration.models import Group, Registration, RegistrationStatus
from eventhub.registration.places import fill_places, free_all, hold_desk, wanted_for


def accept(registration: Registration, *, at: datetime) -> None:
    """Take the place that was offered; who has it already keeps it.

    Raises:
        OfferLapsedError: it was offered until an earlier moment.
        RegistrationStatusError: no place is offered, or it is for a group, of which somebody else answers for all.
    """
    hold_desk(registration.event)
    db.session.refresh(registration, ["status", "offered_until"])
    if registration.status == RegistrationStatus.CONFIRMED:
        return
    if registration.status != RegistrationStatus.OFFERED or len(offered_together(registration)) > 1:
        raise RegistrationStatusError
    _accept(registration, at)


def accept_group(group: Group, *, at: datetime) -> None:
    """Take the places that were offered to a group; who has them already keeps them.

    Raises:
        OfferLapsedError: they were offered until an earlier moment.
        RegistrationStatusError: none are offered.
    """
    hold_desk(group.event)
    people = members_of(group)
    offered = [each for each in people if each.status == RegistrationStatus.OFFERED]
    if not offered and not any(each.status == RegistrationStatus.CONFIRMED for each in people):
        raise RegistrationStatusError
    for each in offered:
        _accept(each, at)


def _accept(registration: Registration, at: datetime) -> None:
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
    people = offered_together(registration)
    for each in people:
        _lapse(each, mail="registration_cancelled" if len(people) > 1 else "registration_lapsed")
    free_all(desk, wanted_for(people))
    group_mails.tell("group_lapsed", people)
    fill_places(desk, registration.event, now=moment)
    return True


def _lapse(registration: Registration, *, mail: str) -> None:
    free_chosen(registration)
    _end_offer(registration, RegistrationStatus.CANCELLED, "registration:status:lapse")
    mails.send(mail, registration)
    follow(registration)


def _end_offer(registration: Registration, status: RegistrationStatus, action: str) -> None:
    registration.status, registration.offered_until = status, None
    db.session.flush()
    record(action, registration, changes={"status": [RegistrationStatus.OFFERED.value, status.value]})
