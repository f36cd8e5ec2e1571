"""What an event asks of those who register: categories, sections, questions."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import shown, written
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.fields import Body
from eventhub.api.forms import Filling, filled
from eventhub.api.identity import PREFIX
from eventhub.api.resources import Resource
from eventhub.api.schemas import schema_of
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.questions import actions
from eventhub.questions.forms import CategoryForm, QuestionForm, SectionForm
from eventhub.questions.models import Category, Question, Section
from eventhub.questions.queries import (
    categories_of,
    get_category,
    get_question,
    get_section,
    sections_of,
)
from eventhub.questions.rules import may_decide, may_decide_in, questions_of
from eventhub.questions.standard import STANDARD
from eventhub.web.access import requires

area = Area("desk_form", "The form of registration")
FORM = f"{ONE}/form"

CategoryBody = schema_of("CategoryBody", CategoryForm, required=("name",))
SectionBody = schema_of(
    "SectionBody",
    SectionForm,
    category_id=fields.Number(1, allow_none=True, metadata={"description": "Null: everybody is asked."}),
)
OptionRow = type(
    "OptionRow",
    (Body,),
    {
        "id": fields.Number(1, allow_none=True, metadata={"description": "Without it, it is a new one."}),
        "label": fields.Translated(200, required=True),
        "places": fields.Number(0, allow_none=True),
        "key": fields.Text(
            40,
            load_default="",
            metadata={"description": "What it means in figures: it is given, not chosen."},
        ),
    },
)
QuestionBody = schema_of(
    "QuestionBody",
    QuestionForm,
    required=("kind", "label"),
    options=fields.Several(fields.Part(OptionRow), allow_none=True),
    shown_if_id=fields.Number(1, allow_none=True, metadata={"description": "A question before this one."}),
    shown_if_values=fields.Several(
        fields.Text(12),
        allow_none=True,
        metadata={"description": "Numbers of its options, or `yes` and `no`."},
    ),
)


class CategorySchema(CategoryBody):
    id = fields.Number(required=True)
    key = fields.Text(40, required=True)


class SectionSchema(SectionBody):
    id = fields.Number(required=True)


class QuestionSchema(QuestionBody):
    id = fields.Number(required=True)
    section = fields.Number(required=True)
    standard = fields.Text(40, required=True)


class SectionWithQuestions(SectionSchema):
    questions = fields.Several(fields.Part(QuestionSchema), required=True)


class FormSchema(Schema):
    categories = fields.Several(fields.Part(CategorySchema), required=True)
    sections = fields.Several(fields.Part(SectionWithQuestions), required=True)


def _plain(schema: type[Schema], row: Any, *without: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in schema._declared_fields if name not in without}


def _category(row: Category) -> dict[str, Any]:
    return _plain(CategorySchema, row)


def _section(row: Section) -> dict[str, Any]:
    return _plain(SectionSchema, row)


def question_view(row: Question) -> dict[str, Any]:
    """A question with its options, as a program would send it."""
    zone = row.section.event.zone
    return {
        **_plain(QuestionSchema, row, "section", "options", "open_until"),
        "section": row.section_id,
        "open_until": row.open_until and row.open_until.astimezone(zone),
        "options": [_plain(OptionRow, each) for each in row.options],
    }


def form_view(event: Event) -> dict[str, Any]:
    """All that an event asks, in order."""
    return {
        "categories": [_category(each) for each in categories_of(event)],
        "sections": [
            {**_section(each), "questions": [question_view(question) for question in each.questions]}
            for each in sections_of(event)
        ],
    }


@area.read(FORM, gives=FormSchema)
@requires(Permission.EVENT_EDIT)
def show_form(slug: str) -> Response:
    """All that an event asks, in order."""
    return shown(FormSchema, form_view(get_event_of(current_user, slug)))


CATEGORIES = Resource(
    area=area,
    path=f"{FORM}/categories",
    one="/<int:category_id>",
    gives=CategorySchema,
    takes=CategoryBody,
    view=_category,
    find=get_category,
)


@CATEGORIES.lists
@requires(Permission.EVENT_EDIT)
def list_categories(event: Event) -> Sequence[Category]:
    """The categories of participants."""
    return categories_of(event)


@CATEGORIES.shows
@requires(Permission.EVENT_EDIT)
def show_category() -> None:
    """One category."""


@CATEGORIES.creates
@requires(Permission.EVENT_EDIT)
def add_category(event: Event, body: dict[str, Any]) -> Category:
    """Add a category of participants, after those that there are."""
    return actions.add_category(event, filled(CategoryForm, body).details())


@CATEGORIES.changes
@requires(Permission.EVENT_EDIT)
def change_category(category: Category, body: dict[str, Any]) -> None:
    """Change a category; who is in it stays there."""
    actions.change_category(category, filled(CategoryForm, body).details())


SECTIONS = Resource(
    area=area,
    path=f"{FORM}/sections",
    one="/<int:section_id>",
    gives=SectionSchema,
    takes=SectionBody,
    view=_section,
    find=get_section,
)


@SECTIONS.lists
@requires(Permission.EVENT_EDIT)
def list_sections(event: Event) -> Sequence[Section]:
    """The sections of the form."""
    return sections_of(event)


@SECTIONS.shows
@requires(Permission.EVENT_EDIT)
def show_section() -> None:
    """One section."""


@SECTIONS.creates
@requires(Permission.EVENT_EDIT)
def add_section(event: Event, body: dict[str, Any]) -> Section:
    """Add a section, after those that there are."""
    return actions.add_section(event, section_form(event, body).details())


@SECTIONS.changes
@requires(Permission.EVENT_EDIT)
def change_section(section: Section, body: dict[str, Any]) -> None:
    """Change the heading of a section, or who is asked."""
    actions.change_section(section, section_form(section.event, body).details())


def section_form(event: Event, body: dict[str, Any]) -> SectionForm:
    return filled(SectionForm, body, categories=categories_of(event))


@SECTIONS.removes
@requires(Permission.EVENT_EDIT)
def delete_section(section: Section) -> None:
    """Ask its questions no more."""
    actions.delete_section(section)


QUESTIONS = Resource(
    area=area,
    path=f"{FORM}/questions",
    one="/<int:question_id>",
    gives=QuestionSchema,
    takes=QuestionBody,
    view=question_view,
    find=get_question,
)


@QUESTIONS.shows
@requires(Permission.EVENT_EDIT)
def show_question() -> None:
    """One question."""


@area.write(
    f"{FORM}/sections/<int:section_id>/questions", takes=QuestionBody, gives=QuestionSchema, status=201
)
@requires(Permission.EVENT_EDIT)
def add_question(body: dict[str, Any], slug: str, section_id: int) -> Response:
    """Ask something more at the end of a section."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        section = get_section(event, section_id)
        form = question_form(event, may_decide_in(section, sections_of(event)), body)
        return question_view(actions.add_question(section, form.details(), form.option_details()))

    return written(
        QuestionSchema,
        change,
        status=201,
        location=lambda made: f"{PREFIX}/desk/events/{slug}/form/questions/{made['id']}",
    )


@QUESTIONS.changes
@requires(Permission.EVENT_EDIT)
def change_question(question: Question, body: dict[str, Any]) -> None:
    """Change a question; an option that somebody has chosen stays."""
    event = question.section.event
    form = question_form(event, may_decide(question, questions_of(sections_of(event))), body)
    actions.change_question(question, form.details(question.standard), form.option_details())


def question_form(event: Event, deciding: Sequence[Question], body: dict[str, Any]) -> QuestionForm:
    values = [f"{body.get('shown_if_id')}:{each}" for each in body.get("shown_if_values") or []]
    filling = Filling({**body, "shown_if_values": values}).locally(event.time_zone, "open_until")
    filling.called_within("options", id="number")
    return filled(QuestionForm, filling, event=event, deciding=deciding)


@QUESTIONS.removes
@requires(Permission.EVENT_EDIT)
def delete_question(question: Question) -> None:
    """Ask it no more."""
    actions.delete_question(question)


class StandardBody(Body):
    names = fields.Several(fields.Choice([each.name for each in STANDARD]), required=True)


@area.write(f"{FORM}/standard", takes=StandardBody, gives=FormSchema)
@requires(Permission.EVENT_EDIT)
def add_standard(body: dict[str, Any], slug: str) -> Response:
    """Ask questions that are always the same, so that figures of several events add up."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        for name in body["names"]:
            actions.add_standard(event, name, open_until=event.starts_at)
        return form_view(event)

    return written(FormSchema, change)


PARTS: dict[str, Any] = {
    "categories": (get_category, actions.move_category),
    "sections": (get_section, actions.move_section),
    "questions": (get_question, actions.move_question),
}
STEPS = {"up": -1, "down": 1}


@area.write(
    f"{FORM}/<any(categories,sections,questions):what>/<int:number>/<any(up,down):where>", gives=FormSchema
)
@requires(Permission.EVENT_EDIT)
def move_part(slug: str, what: str, number: int, where: str) -> Response:
    """Move a part of the form up or down."""
    find, verb = PARTS[what]

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        verb(find(event, number), STEPS[where])
        return form_view(event)

    return written(FormSchema, change)
