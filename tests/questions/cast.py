"""Forms, each made with what matters to the test."""

from eventhub.db import Translated, transaction
from eventhub.events.models import Event
from eventhub.questions import actions
from eventhub.questions.actions import CategoryDetails, OptionDetails, QuestionDetails, SectionDetails
from eventhub.questions.models import Category, Question, QuestionKind, Section

YES_NO, CHOICE = QuestionKind.YES_NO, QuestionKind.CHOICE


def section(event: Event, **more) -> Section:
    with transaction():
        return actions.add_section(event, SectionDetails(**{"title": Translated(en="About you"), **more}))


def question(
    within: Section, label: str = "Why?", kind: QuestionKind = QuestionKind.TEXT, options=(), **more
) -> Question:
    """A question; ``options`` are labels, or pairs of a label and how many may choose it."""
    pairs = [each if isinstance(each, tuple) else (each, None) for each in options]
    with transaction():
        return actions.add_question(
            within,
            QuestionDetails(kind=kind, label=Translated(en=label), **more),
            [OptionDetails(label=Translated(en=text), places=places) for text, places in pairs],
        )


def category(event: Event, name: str = "Media", **more) -> Category:
    with transaction():
        return actions.add_category(event, CategoryDetails(name=Translated(en=name), **more))
