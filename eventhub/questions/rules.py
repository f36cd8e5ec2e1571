"""Pure decisions about questions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from eventhub.questions.models import Category, Question, QuestionKind, Section

Chosen = Mapping[int, Sequence[str]]
"""By number of a question, what was chosen: numbers of options, or ``yes`` and ``no``."""

TEXTS = (QuestionKind.TEXT, QuestionKind.LONG_TEXT)
WITH_OPTIONS = (QuestionKind.CHOICE, QuestionKind.CHOICES)
DECIDING = (*WITH_OPTIONS, QuestionKind.YES_NO)
"""Kinds on whose answers it may depend whether something else is asked."""
COUNTED = DECIDING
"""Kinds whose answers are counted for figures."""


def asked_of(sections: Iterable[Section], category: Category | None) -> list[Section]:
    """The sections that somebody of a category sees, in order."""
    number = category.id if category else None
    return [each for each in sections if each.category_id in (None, number)]


def questions_of(sections: Iterable[Section]) -> list[Question]:
    return [question for section in sections for question in section.questions]


def in_form(question: Question) -> bool:
    """Whether it is asked when somebody registers."""
    return not question.is_internal and question.open_until is None


def is_open_later(question: Question, at: datetime) -> bool:
    """Whether it is asked on the person's own page at this moment."""
    return not question.is_internal and question.open_until is not None and at < question.open_until


def shown(questions: Sequence[Question], chosen: Chosen) -> set[int]:
    """The numbers of the questions that are asked, given what was chosen.

    What depends on a question that is not asked is not asked either. Conditions look back only, so one pass is enough;
    what depends on a question elsewhere (in another form) goes by ``chosen`` alone.
    """
    here = {each.id for each in questions}
    found: set[int] = set()
    for question in questions:
        if question.shown_if_id is None or _holds(question, chosen, here, found):
            found.add(question.id)
    return found


def _holds(question: Question, chosen: Chosen, here: set[int], shown_before: set[int]) -> bool:
    deciding = question.shown_if_id
    if deciding in here and deciding not in shown_before:
        return False
    return bool(set(chosen.get(deciding or 0, ())) & set(question.shown_if_values))


def may_decide(question: Question, earlier: Iterable[Question]) -> list[Question]:
    """The questions on which another may depend: those before it that are answered by choosing."""
    found = []
    for each in earlier:
        if each is question:
            break
        if each.kind in DECIDING:
            found.append(each)
    return found


def may_decide_in(section: Section, sections: Sequence[Section]) -> list[Question]:
    """The questions on which a new one at the end of a section may depend."""
    before = sections[: list(sections).index(section) + 1]
    return [each for each in questions_of(before) if each.kind in DECIDING]


def moved(order: Sequence[int], number: int, step: int) -> list[int]:
    """An order in which one has moved by ``step`` places, no further than the ends."""
    rest = [each for each in order if each != number]
    place = min(max(order.index(number) + step, 0), len(rest))
    return [*rest[:place], number, *rest[place:]]


def comes_too_early(questions: Sequence[Question]) -> list[Question]:
    """Questions that stand before the one on which they depend."""
    before: set[int] = set()
    found = []
    for each in questions:
        if each.shown_if_id is not None and each.shown_if_id not in before:
            found.append(each)
        before.add(each.id)
    return found
