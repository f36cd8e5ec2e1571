"""Reading what people answered to the questions of a form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from eventhub.db import db
from eventhub.questions.models import Question
from eventhub.registration.errors import RegistrationNotFoundError
from eventhub.registration.models import Answer, AnswerFile, Registration, RegistrationStatus

AT_ONCE = 500
"""Numbers in one query: databases take no list of any length."""


def answers_of(registration: Registration) -> dict[int, Any]:
    """What a person answered, by number of the question."""
    found = db.session.scalars(select(Answer).where(Answer.registration_id == registration.id))
    return {each.question_id: each.value for each in found}


def answers_of_all(registrations: Iterable[Registration]) -> dict[int, dict[int, Any]]:
    """What people answered, by number of the registration and of the question."""
    found: dict[int, dict[int, Any]] = {each.id: {} for each in registrations}
    numbers = list(found)
    for start in range(0, len(numbers), AT_ONCE):
        wanted = Answer.registration_id.in_(numbers[start : start + AT_ONCE])
        for each in db.session.scalars(select(Answer).where(wanted)):
            found[each.registration_id][each.question_id] = each.value
    return found


def get_answer_file(registration: Registration, question_id: int) -> AnswerFile:
    """The file with which a question was answered, and the question.

    Raises:
        RegistrationNotFoundError: there is none.
    """
    file = db.session.scalar(
        select(AnswerFile)
        .join(AnswerFile.answer)
        .where(Answer.registration_id == registration.id, Answer.question_id == question_id)
        .options(contains_eager(AnswerFile.answer).joinedload(Answer.question))
    )
    if file is None:
        raise RegistrationNotFoundError
    return file


def values_of(
    questions: Sequence[Question], statuses: Sequence[RegistrationStatus]
) -> Mapping[int, Sequence[Any]]:
    """What people of these statuses answered, by number of the question; one that nobody answered has an empty list."""
    found: dict[int, list[Any]] = {each.id: [] for each in questions}
    rows = db.session.execute(
        select(Answer.question_id, Answer.value)
        .join(Answer.registration)
        .where(Answer.question_id.in_(found), Registration.status.in_(statuses))
    )
    for question_id, value in rows:
        found[question_id].append(value)
    return found
