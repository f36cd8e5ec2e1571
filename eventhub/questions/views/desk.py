"""The form builder: what an event asks, and how that looks to those who are asked."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.questions import actions
from eventhub.questions.errors import ConditionError, OptionInUseError
from eventhub.questions.fields import QuestionsForm, with_questions
from eventhub.questions.forms import CategoryForm, QuestionForm, SectionForm
from eventhub.questions.labels import KIND_LABELS
from eventhub.questions.models import Question, Section
from eventhub.questions.presentation import form_sections
from eventhub.questions.queries import (
    categories_of,
    get_category,
    get_question,
    get_section,
    sections_of,
)
from eventhub.questions.rules import asked_of, in_form, may_decide, may_decide_in, questions_of
from eventhub.questions.standard import BY_NAME, STANDARD
from eventhub.text.languages import CODES, LANGUAGES, Language, direction
from eventhub.web.access import requires
from eventhub.web.language import current_language, in_language
from eventhub.web.responses import see_other
from eventhub.web.rows import read_command, rearranged

blueprint = Blueprint("questions_desk", __name__)
FORM = "/events/<slug>/form/"
STEPS = {"up": -1, "down": 1}


@blueprint.route(FORM)
@requires(Permission.EVENT_EDIT)
def index(slug: str):
    event = get_event_of(current_user, slug)
    sections, categories = list(sections_of(event)), categories_of(event)
    known = {each.standard for each in questions_of(sections)}
    return render_template(
        "desk/questions/index.html",
        event=event,
        sections=sections,
        categories=categories,
        kinds=KIND_LABELS,
        standard=[each for each in STANDARD if each.name not in known],
        preview=_preview(sections, categories),
    )


def _preview(sections: list[Section], categories: Any) -> dict[str, Any]:
    """The form as a category sees it, in a language."""
    code = request.args.get("preview", current_language())
    code = code if code in CODES else current_language()
    category = next((each for each in categories if each.key == request.args.get("category")), None)
    asked = asked_of(sections, category)
    with in_language(code):
        form, later = _preview_of(asked, is_later=False), _preview_of(asked, is_later=True)
    return {
        "form": form,
        "later": later,
        "language": code,
        "direction": direction(code),
        "languages": LANGUAGES,
        "category": category,
    }


def _preview_of(sections: list[Section], *, is_later: bool) -> Markup:
    """The fields themselves, as the page of registering shows them: written while their language is in force."""
    questions = [
        each for each in questions_of(sections) if not each.is_internal and in_form(each) != is_later
    ]
    return _fields(sections, questions, prefix=f"preview-{is_later:d}-")


def _fields(sections: list[Section], questions: list[Question], *, prefix: str) -> Markup:
    form = with_questions(QuestionsForm, questions)(None, meta={"csrf": False}, prefix=prefix)
    page = render_template(
        "desk/questions/preview.html", form=form, sections=form_sections(sections, questions)
    )
    return Markup(page)  # noqa: S704 - a template of ours, which has escaped what it was given


@blueprint.post(f"{FORM}standard")
@requires(Permission.EVENT_EDIT)
def standard(slug: str):
    """Ask a standard question: one click."""
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        for name in request.form.getlist("name"):
            if name in BY_NAME:
                actions.add_standard(event, name, open_until=event.starts_at)
    return see_other("questions_desk.index", slug=slug)


@blueprint.route(f"{FORM}categories/new", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def add_category(slug: str):
    event = get_event_of(current_user, slug)
    form = CategoryForm()
    if form.validate_on_submit():
        with transaction():
            actions.add_category(get_event_of(current_user, slug, for_change=True), form.details())
        return see_other("questions_desk.index", slug=slug)
    return _page("category", event, form, category=None)


@blueprint.route(f"{FORM}categories/<int:category_id>/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def edit_category(slug: str, category_id: int):
    event = get_event_of(current_user, slug)
    category = get_category(event, category_id)
    form = CategoryForm(obj=category)
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            actions.change_category(get_category(event, category_id), form.details())
        return see_other("questions_desk.index", slug=slug)
    return _page("category", event, form, category=category)


@blueprint.route(f"{FORM}sections/new", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def add_section(slug: str):
    event = get_event_of(current_user, slug)
    form = SectionForm(categories=categories_of(event))
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            actions.add_section(event, form.details())
        return see_other("questions_desk.index", slug=slug)
    return _page("section", event, form, section=None)


@blueprint.route(f"{FORM}sections/<int:section_id>/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def edit_section(slug: str, section_id: int):
    event = get_event_of(current_user, slug)
    section = get_section(event, section_id)
    form = SectionForm(obj=section, categories=categories_of(event))
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            actions.change_section(get_section(event, section_id), form.details())
        return see_other("questions_desk.index", slug=slug)
    return _page("section", event, form, section=section)


@blueprint.route(f"{FORM}sections/<int:section_id>/questions/new", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def add_question(slug: str, section_id: int):
    event = get_event_of(current_user, slug)
    section = get_section(event, section_id)
    form = _question_form(event, may_decide_in(section, sections_of(event)))
    if _saves() and form.validate_on_submit():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                actions.add_question(get_section(event, section_id), form.details(), form.option_details())
            return see_other("questions_desk.index", slug=slug)
        except (ConditionError, OptionInUseError) as error:
            form.form_errors = [str(error.message)]
            event = get_event_of(current_user, slug)
    return _question_page(event, form, None)


@blueprint.route(f"{FORM}questions/<int:question_id>/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def edit_question(slug: str, question_id: int):
    event = get_event_of(current_user, slug)
    question = get_question(event, question_id)
    earlier = may_decide(question, questions_of(sections_of(event)))
    form = _question_form(event, earlier, **QuestionForm.values_of(question, event))
    if _saves() and form.validate_on_submit():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                question = get_question(event, question_id)
                actions.change_question(question, form.details(question.standard), form.option_details())
            return see_other("questions_desk.index", slug=slug)
        except (ConditionError, OptionInUseError) as error:
            form.form_errors = [str(error.message)]
            event = get_event_of(current_user, slug)
            question = get_question(event, question_id)
    return _question_page(event, form, question)


def _saves() -> bool:
    """Whether the form came from the button that saves, not from one that adds, moves or removes a row of answers, or
    shows how the question looks."""
    return read_command(request.form.get("rows")) is None and "preview" not in request.form


def _question_form(event: Event, deciding: list[Question], **values: Any) -> QuestionForm:
    """The form; when a button moved a row of answers, with the rows in their new order."""
    command = read_command(request.form.get("rows"))
    if command is None:
        form = QuestionForm(event=event, deciding=deciding, **values)
    else:
        form = QuestionForm(rearranged(request.form, command), event=event, deciding=deciding)
    if (command is not None and command.what == "add") or not len(form.options):
        form.options.append_entry()
    return form


def _question_page(event: Event, form: QuestionForm, question: Question | None):
    return _page("question", event, form, question=question, drafts=_drafts(form))


def _drafts(form: QuestionForm) -> list[tuple[Language, Markup]]:
    """The question as it is typed, in each language that it has."""
    section, found = form.draft(), []
    for language in LANGUAGES:
        if section.questions[0].label.get(language.code):
            with in_language(language.code):
                fields = _fields([section], section.questions, prefix=f"preview-{language.code}-")
            found.append((language, fields))
    return found


def _page(name: str, event: Event, form: Any, **values: Any):
    page = render_template(f"desk/questions/{name}.html", event=event, form=form, **values)
    return page, 422 if form.errors else 200


@blueprint.post(f"{FORM}<any(categories, sections, questions):what>/<int:number>/<any(up, down):where>")
@requires(Permission.EVENT_EDIT)
def move(slug: str, what: str, number: int, where: str):
    find, verb = _PARTS[what]
    try:
        with transaction():
            verb(find(get_event_of(current_user, slug, for_change=True), number), STEPS[where])
    except ConditionError as error:
        flash(str(error.message), "error")
    return see_other("questions_desk.index", slug=slug, _anchor=f"{what}-{number}")


_PARTS: dict[str, Any] = {
    "categories": (get_category, actions.move_category),
    "sections": (get_section, actions.move_section),
    "questions": (get_question, actions.move_question),
}


@blueprint.post(f"{FORM}<any(sections, questions):what>/<int:number>/delete")
@requires(Permission.EVENT_EDIT)
def delete(slug: str, what: str, number: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        if what == "questions":
            actions.delete_question(get_question(event, number))
        else:
            actions.delete_section(get_section(event, number))
    flash(_("It is not asked any more."), "success")
    return see_other("questions_desk.index", slug=slug)
