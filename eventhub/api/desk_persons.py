"""The person behind a registration: answers, changes that they ask for, links, exceptions, what is forgotten when."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import expect_match, shown, written
from eventhub.api.area import Area
from eventhub.api.desk_registrations import (
    REGISTRATION,
    REGISTRATIONS,
    RegistrationSchema,
    decide,
    registration_view,
)
from eventhub.api.errors import Fault, InvalidError
from eventhub.api.fields import Body
from eventhub.api.forms import Filling, filled
from eventhub.api.schemas import schema_of
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.questions.fields import name_of, with_questions
from eventhub.questions.models import Privacy, Question
from eventhub.questions.queries import categories_of, get_category, sections_of
from eventhub.questions.rules import asked_of, questions_of
from eventhub.registration.answer_queries import answers_of
from eventhub.registration.changes import approve_change, change_answers, refuse_change
from eventhub.registration.exemptions import exempt
from eventhub.registration.forms import AnswersForm, ExemptionForm
from eventhub.registration.links import resend_link
from eventhub.registration.models import ChangeRequest, Exemption, Registration
from eventhub.registration.moving import move
from eventhub.registration.queries import (
    change_requests_of,
    exemptions_of,
    get_registration,
)
from eventhub.registration.retention import due_of
from eventhub.text.languages import CODES
from eventhub.web.access import requires

area = Area("desk_persons", "Answers, changes and exceptions of people")


class AnswerRow(Body):
    question = fields.Number(1, required=True)
    value = fields.AnswerValue(
        required=True,
        allow_none=True,
        metadata={
            "description": "A text, a number, a list of numbers of options, or the parts of a passport. "
            "Null takes the answer away."
        },
    )


class Answers(Body):
    answers = fields.Several(fields.Part(AnswerRow), required=True)


AnswersPatch = type("AnswersPatch", (Answers,), {})


def _sensitive(event: Event) -> bool:
    return may_with(current_user, Permission.REGISTRATION_SENSITIVE, event)


def visible_questions(registration: Registration) -> list[Question]:
    """What a person is asked, as far as the user may see the answers."""
    event = registration.event
    may_see_all = _sensitive(event)
    found = questions_of(asked_of(sections_of(event), registration.category))
    return [each for each in found if may_see_all or each.privacy != Privacy.SENSITIVE]


def _answers(registration: Registration) -> dict[str, Any]:
    given = answers_of(registration)
    rows = [
        {"question": each.id, "value": given[each.id]}
        for each in visible_questions(registration)
        if given.get(each.id) is not None
    ]
    return {"answers": rows}


@area.read(f"{REGISTRATION}/answers", gives=Answers)
@requires(Permission.REGISTRATION_VIEW)
def show_answers(slug: str, registration_id: int) -> Response:
    """What somebody answered; told in confidence only with `registration:sensitive`. Of a file, its name."""
    return shown(Answers, _answers(get_registration(get_event_of(current_user, slug), registration_id)))


@area.write(f"{REGISTRATION}/answers", method="PATCH", takes=AnswersPatch, gives=Answers)
@requires(Permission.REGISTRATION_DECIDE)
def change_some_answers(body: dict[str, Any], slug: str, registration_id: int) -> Response:
    """Answer for somebody, or what organisers answer; questions that are not named stay as they are."""

    def change() -> dict[str, Any]:
        registration = get_registration(get_event_of(current_user, slug), registration_id)
        expect_match(Answers, _answers(registration))
        questions, present = visible_questions(registration), answers_of(registration)
        given = _given(body.get("answers") or [], questions)
        filling = Filling({name_of(each): {**present, **given}.get(each.id) for each in questions})
        filling.renamed |= {name_of(each): f"question {each.id}" for each in questions}
        kind = with_questions(AnswersForm, questions, answers=present, is_lenient=True)
        change_answers(registration, filled(kind, filling).details(), now=now())
        return _answers(registration)

    return written(Answers, change)


def _given(rows: Sequence[dict[str, Any]], questions: Sequence[Question]) -> dict[int, Any]:
    """The answers by number of the question.

    Raises:
        InvalidError: this person is not asked that.
    """
    known = {each.id for each in questions}
    faults = [
        Fault(_("There is no such part of the form."), pointer=f"/answers/{place}/question")
        for place, row in enumerate(rows)
        if row["question"] not in known
    ]
    if faults:
        raise InvalidError(faults)
    return {row["question"]: row["value"] for row in rows}


class ChangeRequestSchema(Schema):
    registration = fields.Part(RegistrationSchema, required=True, metadata={"description": "As it still is."})
    asked_for = fields.Free(required=True, metadata={"description": "The fields as they shall be."})
    answers = fields.Several(fields.Part(AnswerRow), required=True)
    created_at = fields.Moment(required=True)


class ChangeRequests(Schema):
    items = fields.Several(fields.Part(ChangeRequestSchema), required=True)


def _change_request(change: ChangeRequest, *, in_confidence: bool) -> dict[str, Any]:
    visible = {str(each.id) for each in visible_questions(change.registration)}
    return {
        "registration": registration_view(change.registration, in_confidence=in_confidence),
        "asked_for": {
            name: value for name, value in change.details.items() if in_confidence or name != "needs"
        },
        "answers": [
            {"question": int(number), "value": value}
            for number, value in change.answers.items()
            if number in visible
        ],
        "created_at": change.created_at,
    }


@area.read(f"{REGISTRATIONS}/changes", gives=ChangeRequests)
@requires(Permission.REGISTRATION_VIEW)
def list_change_requests(slug: str) -> Response:
    """What people ask to be changed after the deadline, the oldest first."""
    event = get_event_of(current_user, slug)
    sensitive = _sensitive(event)
    items = [_change_request(each, in_confidence=sensitive) for each in change_requests_of(event)]
    return shown(ChangeRequests, {"items": items})


@area.write(f"{REGISTRATION}/change/approve", gives=RegistrationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def approve(slug: str, registration_id: int) -> Response:
    """Change what somebody asks for, and tell them."""
    return decide(slug, registration_id, approve_change)


@area.write(f"{REGISTRATION}/change/refuse", gives=RegistrationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def refuse(slug: str, registration_id: int) -> Response:
    """Leave everything as it is, and tell them."""
    return decide(slug, registration_id, lambda registration, **_now: refuse_change(registration))


class CategoryChoice(Body):
    category = fields.Number(1, required=True, metadata={"description": "Number of the category."})


@area.write(f"{REGISTRATION}/category", takes=CategoryChoice, gives=RegistrationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def change_person_category(body: dict[str, Any], slug: str, registration_id: int) -> Response:
    """Let somebody take part in another way; they are told."""

    def into_it(registration: Registration, **at: Any) -> None:
        move(registration, get_category(registration.event, body["category"]), **at)

    return decide(slug, registration_id, into_it)


@area.write(f"{REGISTRATION}/link", gives=RegistrationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def send_link(slug: str, registration_id: int) -> Response:
    """Send somebody the link to their page, unless they got a mail some minutes ago."""
    return decide(slug, registration_id, resend_link)


class ExemptionSchema(Schema):
    id = fields.Number(required=True)
    email = fields.Text(254, required=True)
    language = fields.Choice(CODES, required=True)
    category = fields.Number(required=True, allow_none=True)
    used_at = fields.Moment(required=True, allow_none=True)
    created_at = fields.Moment(required=True)


class Exemptions(Schema):
    items = fields.Several(fields.Part(ExemptionSchema), required=True)


ExemptionBody = schema_of(
    "ExemptionBody",
    ExemptionForm,
    required=("email", "language"),
    category=fields.Number(1, allow_none=True),
)
EXCEPTIONS = f"{REGISTRATIONS}/exceptions"


def _exemption(row: Exemption) -> dict[str, Any]:
    plain = ("id", "email", "language", "used_at", "created_at")
    return {**{name: getattr(row, name) for name in plain}, "category": row.category_id}


@area.read(EXCEPTIONS, gives=Exemptions)
@requires(Permission.REGISTRATION_DECIDE)
def list_exceptions(slug: str) -> Response:
    """Who may register in spite of all, the newest first."""
    found = exemptions_of(get_event_of(current_user, slug))
    return shown(Exemptions, {"items": [_exemption(each) for each in found]})


@area.write(EXCEPTIONS, takes=ExemptionBody, gives=ExemptionSchema, status=201)
@requires(Permission.REGISTRATION_DECIDE)
def make_exception(body: dict[str, Any], slug: str) -> Response:
    """Let one person register after the deadline, before it, or when all is full; they get a link by mail."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug)
        categories = categories_of(event)
        form = filled(ExemptionForm, body, offer=lambda form: form.offer_categories(categories))
        category = next((each for each in categories if each.id == form.category.data), None)
        made = exempt(event, email=form.email.data or "", language=form.language.data, category=category)
        return _exemption(made)

    return written(ExemptionSchema, change, status=201)


class DueSchema(Schema):
    question = fields.Number(
        required=True, allow_none=True, metadata={"description": "Null: everybody becomes anonymous."}
    )
    count = fields.Number(required=True)
    at = fields.Moment(required=True)


class RetentionSchema(Schema):
    items = fields.Several(fields.Part(DueSchema), required=True)


@area.read(f"{REGISTRATIONS}/retention", gives=RetentionSchema)
@requires(Permission.REGISTRATION_VIEW)
def show_retention(slug: str) -> Response:
    """What is going to be forgotten, the next first."""
    rows = [
        {"question": each.question and each.question.id, "count": each.count, "at": each.at}
        for each in due_of(get_event_of(current_user, slug))
    ]
    return shown(RetentionSchema, {"items": rows})
