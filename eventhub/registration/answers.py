"""What people answer, and the places that some answers take. Whoever writes holds the desk of the event."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select, update

from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.questions.models import Option
from eventhub.questions.uploads import Upload
from eventhub.registration.errors import OptionFullError
from eventhub.registration.models import Answer, AnswerFile, Registration


@dataclass(frozen=True)
class AnswerDetails:
    """What a form asked and what was answered, by number of the question; what it did not ask stays as it is."""

    values: Mapping[int, Any] = field(default_factory=dict)
    """None takes an answer away."""
    files: Mapping[int, Upload] = field(default_factory=dict)
    with_options: frozenset[int] = frozenset()
    """The questions that are answered by options."""


NO_ANSWERS = AnswerDetails()


def write_answers(registration: Registration, details: AnswerDetails) -> bool:
    """Make these the answers of a flushed registration; whether anything changed.

    Raises:
        OptionFullError: nothing of the transaction may be kept then.
    """
    if not (details.values or details.files):
        return False
    known = {each.question_id: each for each in registration.answers}
    before = _options_in({number: known[number].value for number in details.with_options if number in known})
    after = _options_in({number: details.values.get(number) for number in details.with_options})
    changed = False
    for number, value in details.values.items():
        changed |= _write(registration, known, number, value)
    for number, upload in details.files.items():
        _attach(registration, known, number, upload)
        changed = True
    _free(before - after)
    _take(after - before)
    db.session.flush()
    return changed


def _write(registration: Registration, known: dict[int, Answer], number: int, value: Any) -> bool:
    answer = known.get(number)
    if value is None:
        if answer is not None:
            registration.answers.remove(answer)
        return answer is not None
    if answer is None:
        answer = known[number] = Answer(question_id=number)
        registration.answers.append(answer)
    elif answer.value == value:
        return False
    answer.value = value
    return True


def _attach(registration: Registration, known: dict[int, Answer], number: int, upload: Upload) -> None:
    _write(registration, known, number, upload.name)
    answer = known[number]
    file = answer.file = answer.file or AnswerFile()
    file.name, file.media_type = upload.name, upload.media_type
    file.digest, file.content = upload.digest, upload.content


def _options_in(values: Mapping[int, Any]) -> set[int]:
    found: set[int] = set()
    for value in values.values():
        chosen = value if isinstance(value, list) else [value] if value else []
        found |= {int(each) for each in chosen}
    return found


def _take(options: Collection[int]) -> None:
    if not options:
        return
    has_place = or_(Option.places.is_(None), Option.taken < Option.places)
    full = db.session.scalars(select(Option.question_id).where(Option.id.in_(options), ~has_place)).all()
    taken = rows_updated(
        update(Option).where(Option.id.in_(options), has_place).values(taken=Option.taken + 1)
    )
    if taken < len(options):
        raise OptionFullError(set(full))


def _free(options: Collection[int]) -> None:
    if options:
        rows_updated(
            update(Option).where(Option.id.in_(options), Option.taken > 0).values(taken=Option.taken - 1)
        )


def _chosen(registration: Registration) -> set[int]:
    """The options that a registration chose."""
    rows = db.session.execute(
        select(Option.id, Answer.value)
        .join(Answer, Answer.question_id == Option.question_id)
        .where(Answer.registration_id == registration.id)
    )
    return {number for number, value in rows if number in _options_in({0: value})}


def free_chosen(registration: Registration) -> None:
    """Let others have the answers of somebody who does not come; what was answered is kept."""
    _free(_chosen(registration))


def take_chosen(registration: Registration) -> None:
    """Give somebody who comes after all what they had chosen.

    Raises:
        OptionFullError
    """
    _take(_chosen(registration))
