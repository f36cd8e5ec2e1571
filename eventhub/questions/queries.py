"""Reading forms."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.questions.errors import QuestionNotFoundError
from eventhub.questions.models import Category, Question, Section


def sections_of(event: Event, *, anew: bool = False) -> Sequence[Section]:
    """All that is asked for an event, in order, with questions and options; ``anew``: whatever the session holds."""
    return db.session.scalars(
        select(Section)
        .where(Section.event_id == event.id)
        .options(selectinload(Section.questions).selectinload(Question.options))
        .order_by(Section.position, Section.id),
        execution_options={"populate_existing": anew},
    ).all()


def categories_of(event: Event) -> Sequence[Category]:
    """The categories of an event, in order."""
    return db.session.scalars(
        select(Category).where(Category.event_id == event.id).order_by(Category.position, Category.id)
    ).all()


def offered_categories(event: Event) -> list[Category]:
    """Those that people may choose themselves."""
    return [each for each in categories_of(event) if each.is_offered]


def get_category(event: Event, category_id: int) -> Category:
    """A category of ``event``.

    Raises:
        QuestionNotFoundError
    """
    return _one(select(Category).where(Category.id == category_id, Category.event_id == event.id))


def get_section(event: Event, section_id: int) -> Section:
    """A section of the form of ``event``.

    Raises:
        QuestionNotFoundError
    """
    return _one(select(Section).where(Section.id == section_id, Section.event_id == event.id))


def get_question(event: Event, question_id: int) -> Question:
    """A question of the form of ``event``.

    Raises:
        QuestionNotFoundError
    """
    return _one(
        select(Question)
        .join(Question.section)
        .where(Question.id == question_id, Section.event_id == event.id)
    )


def _one(query: Select) -> Any:
    found = db.session.scalar(query)
    if found is None:
        raise QuestionNotFoundError
    return found
