"""The form of an earlier event, asked again."""

from dataclasses import fields

from eventhub.events.models import Event
from eventhub.questions.actions import (
    CategoryDetails,
    OptionDetails,
    QuestionDetails,
    SectionDetails,
    add_category,
    add_question,
    add_section,
)
from eventhub.questions.models import Category, Question, Section
from eventhub.questions.queries import categories_of, sections_of


def copy_form(source: Event, target: Event) -> None:
    """Ask for ``target`` what is asked for ``source``; what is asked later, until ``target`` begins."""
    categories: dict[int | None, Category | None] = {None: None}
    for each in categories_of(source):
        values = {name.name: getattr(each, name.name) for name in fields(CategoryDetails)}
        categories[each.id] = add_category(target, CategoryDetails(**values))
    known = _Copied(target)
    for section in sections_of(source):
        details = SectionDetails(
            title=section.title, introduction=section.introduction, category=categories[section.category_id]
        )
        copy = add_section(target, details)
        for question in section.questions:
            known.add(question, copy)


class _Copied:
    """Which question and option of the copy stands for which of the source: conditions name them by number."""

    def __init__(self, target: Event) -> None:
        self._target = target
        self._questions: dict[int | None, int | None] = {None: None}
        self._options = {"yes": "yes", "no": "no"}

    def add(self, question: Question, section: Section) -> None:
        values = {each.name: getattr(question, each.name) for each in fields(QuestionDetails)}
        values["shown_if_id"] = self._questions[question.shown_if_id]
        values["shown_if_values"] = [self._options[each] for each in question.shown_if_values]
        values["open_until"] = self._target.starts_at if question.open_until else None
        options = [
            OptionDetails(label=each.label, places=each.places, key=each.key) for each in question.options
        ]
        made = add_question(section, QuestionDetails(**values), options)
        self._questions[question.id] = made.id
        pairs = zip(question.options, made.options, strict=True)
        self._options.update((str(old.id), str(new.id)) for old, new in pairs)
