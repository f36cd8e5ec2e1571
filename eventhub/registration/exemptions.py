"""Exceptions for one person: who gets such a link registers after the deadline, before it, or when all is full."""

from datetime import datetime

from sqlalchemy import update

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.events.models import Event
from eventhub.questions.models import Category
from eventhub.registration import mails
from eventhub.registration.details import RegistrationDetails
from eventhub.registration.errors import ExemptionUsedError, NotAdmittedError
from eventhub.registration.models import Exemption, Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.places import fill_places, hold_desk, take_next, take_place
from eventhub.registration.queries import find_registration
from eventhub.registration.rules import ACTIVE, WITH_PLACE, Refusal, may_change, takes_counted_place
from eventhub.registration.steps import become, begin_anew, tell_status, welcome


def exempt(event: Event, *, email: str, language: str, category: Category | None) -> Exemption:
    """Let one person register whatever the desk says, and write to them."""
    exemption = Exemption(event=event, email=email, language=language, category=category)
    db.session.add(exemption)
    db.session.flush()
    record("event:registration:exempt", event)
    mails.send_exemption(exemption)
    return exemption


def register_exempted(
    exemption: Exemption, details: RegistrationDetails, *, language: str, token: str, at: datetime
) -> Registration:
    """Give somebody with an exception a place: one of those that are free, or else a seat beside them.

    The same form again (``token``) is the same registration.

    Raises:
        ExemptionUsedError
        NotAdmittedError: the event is not published, or over.
    """
    desk = hold_desk(exemption.event)
    if desk is None or not may_change(exemption.event, at):
        raise NotAdmittedError(Refusal.OVER)
    won = rows_updated(
        update(Exemption).where(Exemption.id == exemption.id, Exemption.used_at.is_(None)).values(used_at=at)
    )
    if not won:
        raise ExemptionUsedError
    return admit_beside(desk, exemption.event, details, language=language, token=token, now=at)


def admit_beside(
    desk: RegistrationDesk,
    event: Event,
    details: RegistrationDetails,
    *,
    language: str,
    token: str,
    now: datetime,
) -> Registration:
    """Give somebody a free place for which nobody waits, or else a seat beside them. ``desk`` is held.

    Whoever is registered already gets the place with what they told before.
    """
    found = find_registration(event, details.email)
    if found and takes_counted_place(found) and found.status == RegistrationStatus.CONFIRMED:
        return found
    if found and found.status in ACTIVE:
        confirm_beside(desk, found)
        fill_places(desk, event, now=now)
        return found
    category = details.category
    has_place = take_next(event, desk, {category: 1}, now)
    registration = found or Registration(event=event, email_key=normalised_email(details.email))
    begin_anew(registration, details, is_known=found is not None, now=now)
    registration.status, registration.is_extra = RegistrationStatus.CONFIRMED, not has_place
    registration.language, registration.token = language, token
    welcome(registration, details)
    return registration


def confirm_beside(desk: RegistrationDesk, registration: Registration) -> None:
    """Confirm somebody who hoped for a place, with a seat beside the places if none is free. ``desk`` is held."""
    if registration.status not in WITH_PLACE:
        registration.is_extra = not take_place(desk, category=registration.category)
    become(registration, RegistrationStatus.CONFIRMED, "registration:status:exempt")
    tell_status(registration)
