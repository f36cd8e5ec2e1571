"""What is forgotten some days after an event: answers by their question, and people by their event."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.questions.models import Question, Section
from eventhub.registration.models import Answer, Registration, RegistrationDesk
from eventhub.registration.personal_data import erase


@dataclass(frozen=True)
class Due:
    """What will be forgotten of an event: answers to a question, or (None) everybody; how many, and from when on."""

    question: Question | None
    count: int
    at: datetime


def due_of(event: Event) -> list[Due]:
    """What is going to be forgotten of an event, the next first."""
    answers = (
        select(Question, func.count(Answer.id))
        .join(Question.section)
        .join(Answer, Answer.question_id == Question.id)
        .where(Section.event_id == event.id, Question.retention_days.is_not(None))
        .group_by(Question.id)
    )
    found = [
        Due(question, count, event.ends_at + timedelta(days=question.retention_days or 0))
        for question, count in db.session.execute(answers)
    ]
    days = db.session.scalar(
        select(RegistrationDesk.retention_days).where(RegistrationDesk.event_id == event.id)
    )
    people = select(func.count(Registration.id)).where(
        Registration.event_id == event.id, Registration.erased_at.is_(None)
    )
    count = db.session.scalar(people) or 0
    if days is not None and count:
        found.append(Due(None, count, event.ends_at + timedelta(days=days)))
    return sorted(found, key=lambda due: due.at)


def forget_next_due() -> bool:
    """Forget the answers to one question, or one person, whose time is over; False when there is nothing to do."""
    moment = now()
    return _forget_answers(moment) or _forget_person(moment)


def _is_due(ends_at: datetime, days: int | None, moment: datetime) -> bool:
    return days is not None and ends_at + timedelta(days=days) <= moment


def _forget_answers(moment: datetime) -> bool:
    questions = db.session.execute(
        select(Question, Event.ends_at)
        .join(Question.section)
        .join(Section.event)
        .where(Question.retention_days.is_not(None), Event.ends_at <= moment)
        .where(exists().where(Answer.question_id == Question.id))
    )
    due = (each for each, ends_at in questions if _is_due(ends_at, each.retention_days, moment))
    question = next(due, None)
    if question is None:
        return False
    for answer in db.session.scalars(select(Answer).where(Answer.question_id == question.id)).all():
        record("registration:answers:forget", answer.registration)
        db.session.delete(answer)
    db.session.flush()
    return True


def _forget_person(moment: datetime) -> bool:
    events = db.session.execute(
        select(RegistrationDesk, Event.ends_at)
        .join(RegistrationDesk.event)
        .where(RegistrationDesk.retention_days.is_not(None), Event.ends_at <= moment)
        .where(
            exists().where(
                Registration.event_id == RegistrationDesk.event_id, Registration.erased_at.is_(None)
            )
        )
    )
    due = (desk for desk, ends_at in events if _is_due(ends_at, desk.retention_days, moment))
    desk = next(due, None)
    if desk is None:
        return False
    registration = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == desk.event_id, Registration.erased_at.is_(None))
        .order_by(Registration.id)
        .limit(1)
    ).one()
    erase(registration, at=moment)
    return True
