"""Changes of what a person told: made at once, or after the deadline asked for and decided by the organisers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from eventhub.audit.actions import record
from eventhub.audit.changes import HIDDEN, apply_details
from eventhub.db import db
from eventhub.organizations.models import Organization
from eventhub.questions.models import Category
from eventhub.questions.queries import sections_of
from eventhub.questions.rules import WITH_OPTIONS, questions_of
from eventhub.registration import mails
from eventhub.registration.answer_queries import answers_of
from eventhub.registration.answers import NO_ANSWERS, AnswerDetails, write_answers
from eventhub.registration.details import PersonDetails
from eventhub.registration.errors import NotAdmittedError, RegistrationStatusError
from eventhub.registration.models import ChangeRequest, ConsentPurpose, Registration
from eventhub.registration.moving import move
from eventhub.registration.places import has_room_for, hold_desk
from eventhub.registration.queries import get_change_request
from eventhub.registration.rules import ACTIVE, Refusal, may_change
from eventhub.registration.steps import hold_for_change, set_consents

DECIDED = ("name", "position", "country", "organization_name", "organization")
"""What badges, lists and rooms are prepared by. The telephone, needs and consents are the person's to change."""


def change_details(
    registration: Registration,
    details: PersonDetails,
    *,
    consents: Mapping[ConsentPurpose, str],
    answers: AnswerDetails = NO_ANSWERS,
    now: datetime,
) -> None:
    """Correct what a person told of themselves. The address stays: it is who they are.

    Raises:
        NotAdmittedError: the organisation to which the person changes has all its places.
        OptionFullError
        RegistrationStatusError: the registration has ended, or the event is over.
    """
    if registration.status not in ACTIVE or not may_change(registration.event, now):
        raise RegistrationStatusError
    desk = hold_desk(registration.event)
    moves = details.organization != registration.organization
    if moves and desk and not has_room_for(registration.event, desk, details.organization):
        raise NotAdmittedError(Refusal.ORGANIZATION_FULL)
    private = ("name", "organization", "organization_name", "position", "country", "phone", "needs")
    changes = apply_details(registration, details, private=private)
    if set_consents(registration, consents, now):
        changes["consents"] = [HIDDEN, HIDDEN]
    if write_answers(registration, answers):
        changes["answers"] = [HIDDEN, HIDDEN]
    if changes:
        db.session.flush()
        record("registration:details:edit", registration, changes=changes)


def change_answers(registration: Registration, answers: AnswerDetails, *, now: datetime) -> None:
    """Answer what is asked later, or what organisers answer.

    Raises:
        OptionFullError
        RegistrationStatusError: the registration has ended, or the event is over.
    """
    hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status"])
    if registration.status not in ACTIVE:
        raise RegistrationStatusError
    if write_answers(registration, answers):
        record("registration:answers:edit", registration)


def ask_for_change(
    registration: Registration,
    details: PersonDetails,
    *,
    consents: Mapping[ConsentPurpose, str],
    answers: AnswerDetails,
    now: datetime,
) -> bool:
    """Put what differs before the organisers, and change at once what is the person's alone; whether anything waits.

    Raises:
        RegistrationStatusError: the registration has ended, or the event is over.
    """
    kept = {name: getattr(registration, name) for name in DECIDED}
    at_once = AnswerDetails(files=answers.files)
    change_details(registration, replace(details, **kept), consents=consents, answers=at_once, now=now)
    before = answers_of(registration)
    asked_details = {
        name: _stored(getattr(details, name)) for name in DECIDED if getattr(details, name) != kept[name]
    }
    asked_answers = {
        str(number): value for number, value in answers.values.items() if value != before.get(number)
    }
    found = db.session.get(ChangeRequest, registration.id)
    if found is not None and "category" in found.details:
        asked_details["category"] = found.details["category"]
    if not (asked_details or asked_answers):
        if found is not None:
            db.session.delete(found)
        return False
    request = found or ChangeRequest(registration=registration)
    request.details, request.answers, request.created_at = asked_details, asked_answers, now
    db.session.add(request)
    db.session.flush()
    record("registration:change:ask", registration)
    return True


def _stored(value: Any) -> Any:
    return value.id if isinstance(value, Organization) else value


def approve_change(registration: Registration, *, now: datetime) -> None:
    """Change what was asked for, and tell the person.

    Raises:
        NoPlaceError, NotAdmittedError, OptionFullError: it cannot be had any more.
        RegistrationNotFoundError: nothing is asked for.
        RegistrationStatusError
    """
    request = get_change_request(registration)
    asked = dict(request.details)
    if asked.get("organization"):
        asked["organization"] = db.session.get(Organization, asked["organization"])
    names = (*DECIDED, "phone", "needs")
    category = db.session.get(Category, asked.get("category", 0))
    if category is not None and category.event_id == registration.event_id:
        move(registration, category, now=now)
    details = PersonDetails(**{name: asked.get(name, getattr(registration, name)) for name in names})
    held = {each.purpose: each.wording for each in registration.consents if each.withdrawn_at is None}
    change_details(registration, details, consents=held, answers=_answers_in(request), now=now)
    db.session.delete(request)
    db.session.flush()
    record("registration:change:approve", registration)
    mails.send("registration_change_approved", registration)


def _answers_in(request: ChangeRequest) -> AnswerDetails:
    """What was answered to questions that are still asked."""
    asked = {each.id: each for each in questions_of(sections_of(request.registration.event))}
    values = {int(number): value for number, value in request.answers.items() if int(number) in asked}
    with_options = frozenset(number for number in values if asked[number].kind in WITH_OPTIONS)
    return AnswerDetails(values, with_options=with_options)


def refuse_change(registration: Registration) -> None:
    """Leave everything as it is, and tell the person.

    Raises:
        RegistrationNotFoundError: nothing is asked for.
    """
    db.session.delete(get_change_request(registration))
    db.session.flush()
    record("registration:change:refuse", registration)
    mails.send("registration_change_refused", registration)
