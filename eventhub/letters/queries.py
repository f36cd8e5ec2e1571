"""Reading the letters that people ask for."""

import hmac
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import joinedload

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.queries import WITH_FACTS
from eventhub.letters.errors import LetterNotFoundError
from eventhub.letters.models import Costs, VisaLetter, VisaLetterStatus
from eventhub.letters.rules import KEPT_AFTER
from eventhub.questions.models import Question
from eventhub.registration.models import Answer, Registration, RegistrationStatus

_WITH_EVENT = joinedload(VisaLetter.registration).joinedload(Registration.event)
_WITH_ALL = tuple(_WITH_EVENT.options(each) for each in WITH_FACTS)


def letters_of(event: Event) -> Sequence[VisaLetter]:
    """All that people of an event asked for: what waits first, then the newest."""
    waits = VisaLetter.status == VisaLetterStatus.ASKED
    return db.session.scalars(
        select(VisaLetter)
        .join(VisaLetter.registration)
        .where(Registration.event_id == event.id)
        .options(joinedload(VisaLetter.registration).joinedload(Registration.organization))
        .order_by(waits.desc(), VisaLetter.id.desc())
    ).all()


def still_to_ask(event: Event) -> list[Registration]:
    """Those with a place who said in the form that they need a letter, and have not asked for one."""
    rows = db.session.execute(
        select(Registration, Answer.value)
        .join(Registration.answers)
        .join(Answer.question)
        .where(
            Registration.event_id == event.id,
            Registration.status == RegistrationStatus.CONFIRMED,
            Question.standard == "visa_letter",
            ~exists().where(VisaLetter.registration_id == Registration.id),
        )
        .order_by(Registration.name, Registration.id)
    )
    return [registration for registration, value in rows if value == "yes"]


def get_letter(event: Event, letter_id: int) -> VisaLetter:
    """One of ``event``.

    Raises:
        LetterNotFoundError
    """
    found = db.session.scalar(
        select(VisaLetter)
        .join(VisaLetter.registration)
        .where(Registration.event_id == event.id, VisaLetter.id == letter_id)
        .options(*_WITH_ALL)
    )
    if found is None:
        raise LetterNotFoundError
    return found


def find_latest(registration: Registration) -> VisaLetter | None:
    """What somebody asked for last, whatever became of it."""
    return db.session.scalar(
        select(VisaLetter)
        .where(VisaLetter.registration_id == registration.id)
        .order_by(VisaLetter.id.desc())
        .limit(1)
    )


def of_registration(registration: Registration) -> Sequence[VisaLetter]:
    return db.session.scalars(
        select(VisaLetter).where(VisaLetter.registration_id == registration.id).order_by(VisaLetter.id)
    ).all()


def find_by_number(reference: str, check_code: str) -> VisaLetter | None:
    """The letter that has this number and this code: one without the other tells nothing."""
    found = db.session.scalar(select(VisaLetter).where(VisaLetter.reference == reference).options(*_WITH_ALL))
    known = found.check_code if found else "-" * 8
    given = check_code.strip().upper()
    return found if hmac.compare_digest(known.encode(), given.encode()) and found else None


def usual_costs(event: Event) -> Costs | None:
    """Who bears the costs, as the last letter of an event says."""
    return db.session.scalar(
        select(VisaLetter.costs)
        .join(VisaLetter.registration)
        .where(Registration.event_id == event.id, VisaLetter.costs.is_not(None))
        .order_by(VisaLetter.decided_at.desc())
        .limit(1)
    )


def waiting_by_event(events: Collection[int]) -> dict[int, int]:
    """How many letters wait for a decision, by number of the event; events without any are absent."""
    rows = db.session.execute(
        select(Registration.event_id, func.count(VisaLetter.id))
        .join(VisaLetter.registration)
        .where(Registration.event_id.in_(events), VisaLetter.status == VisaLetterStatus.ASKED)
        .group_by(Registration.event_id)
    )
    return {row[0]: row[1] for row in rows}


def find_to_forget(at: datetime) -> VisaLetter | None:
    """A letter whose event is so long over that the passport is forgotten."""
    return db.session.scalar(
        select(VisaLetter)
        .join(VisaLetter.registration)
        .join(Registration.event)
        .where(
            Event.ends_at <= at - KEPT_AFTER,
            or_(VisaLetter.details.is_not(None), VisaLetter.words.is_not(None), VisaLetter.reason != ""),
        )
        .limit(1)
    )
