"""One registration at the desk: what it says, what was asked, what is decided."""

from collections.abc import Callable, Sequence

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.audit.queries import history_of
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.organizations.models import Organization
from eventhub.questions.fields import with_questions
from eventhub.questions.models import Category, Question
from eventhub.questions.presentation import form_sections
from eventhub.questions.queries import categories_of, get_category, sections_of
from eventhub.questions.rules import asked_of, questions_of
from eventhub.registration import actions
from eventhub.registration.answer_queries import answers_of, get_answer_file
from eventhub.registration.changes import approve_change, change_answers, refuse_change
from eventhub.registration.errors import (
    OptionFullError,
    RegistrationNotFoundError,
    RegistrationStatusError,
)
from eventhub.registration.forms import AnswersForm, MoveForm, mark_full
from eventhub.registration.labels import ACT_LABELS, CONSENT_LABELS
from eventhub.registration.line_queries import place_in_line
from eventhub.registration.links import resend_link
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.moving import move
from eventhub.registration.presentation import Difference, answers_in_words, differences_in, organization_of
from eventhub.registration.queries import (
    find_change_request,
    get_registration,
)
from eventhub.registration.rules import may_change
from eventhub.registration.views.desk import ALL, blueprint
from eventhub.registration.views.desk_common import may_see_sensitive, outcome_of, verbs_of, visible
from eventhub.web.access import requires
from eventhub.web.filters import local_datetime
from eventhub.web.responses import download, see_other

ONE = f"{ALL}<int:registration_id>/"


@blueprint.route(ONE)
@requires(Permission.REGISTRATION_VIEW)
def show(slug: str, registration_id: int):
    event = get_event_of(current_user, slug)
    registration = get_registration(event, registration_id)
    waits = registration.status == RegistrationStatus.WAITLISTED
    questions = questions_of(asked_of(sections_of(event), registration.category))
    return render_template(
        "desk/registrations/show.html",
        event=event,
        answers=answers_in_words(visible(event, questions), answers_of(registration)),
        has_questions=bool(questions),
        asked_change=_asked_change(registration, questions),
        may_see_sensitive=may_see_sensitive(event),
        registration=registration,
        organization=organization_of(registration),
        place_in_line=place_in_line(registration) if waits else None,
        consents=[(CONSENT_LABELS[each.purpose], each) for each in registration.consents],
        history=_timeline(event, registration),
        move_form=MoveForm.among(categories_of(event), registration),
        is_changeable=may_change(event, now()),
        **verbs_of(event),
    )


def _asked_change(registration: Registration, questions: Sequence[Question]) -> list[Difference]:
    """What the person asks to be changed; nothing as a rule."""
    change = find_change_request(registration)
    if change is None:
        return []
    number = change.details.get("organization")
    asked_for = db.session.get(Organization, number) if number else None
    category = db.session.get(Category, change.details.get("category", 0))
    return differences_in(
        change, visible(registration.event, questions), answers_of(registration), asked_for, category
    )


@blueprint.post(f"{ONE}change/<any(approve, refuse):what>")
@requires(Permission.REGISTRATION_DECIDE)
def decide_change(slug: str, registration_id: int, what: str):
    """Decide on a change that somebody asks for after the deadline."""
    try:
        with transaction():
            registration = get_registration(get_event_of(current_user, slug), registration_id)
            if what == "approve":
                approve_change(registration, now=now())
            else:
                refuse_change(registration)
        flash(_("Saved.") + " " + _("A mail is on its way."), "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    return see_other("registration_desk.show", slug=slug, registration_id=registration_id)


@blueprint.route(f"{ONE}answers/", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def answer(slug: str, registration_id: int):
    """What organisers answer for somebody, or for themselves."""
    event = get_event_of(current_user, slug)
    registration = get_registration(event, registration_id)
    sections = asked_of(sections_of(event), registration.category)
    questions, answers = visible(event, questions_of(sections)), answers_of(registration)
    form = with_questions(AnswersForm, questions, answers=answers, is_lenient=True).of(answers)
    shown = form_sections(sections, questions)
    if form.validate_on_submit():
        details = form.details()
        try:
            with transaction():
                registration = get_registration(get_event_of(current_user, slug), registration_id)
                change_answers(registration, details, now=now())
            flash(_("Saved."), "success")
            return see_other("registration_desk.show", slug=slug, registration_id=registration_id)
        except OptionFullError as error:
            mark_full(form, error)
        except RegistrationStatusError as error:
            form.form_errors = [str(error.message)]
        event = get_event_of(current_user, slug)
        registration = get_registration(event, registration_id)
    page = render_template(
        "desk/registrations/answers.html", event=event, registration=registration, form=form, sections=shown
    )
    return page, 422 if form.errors else 200


@blueprint.route(f"{ONE}files/<int:question_id>")
@requires(Permission.REGISTRATION_VIEW)
def file(slug: str, registration_id: int, question_id: int):
    registration = get_registration(get_event_of(current_user, slug), registration_id)
    found = get_answer_file(registration, question_id)
    if not visible(registration.event, [found.answer.question]):
        raise RegistrationNotFoundError
    return download(found.content, filename=found.name, media_type=found.media_type)


def _timeline(event: Event, registration: Registration) -> list[dict[str, str]]:
    """What happened, as ``components/timeline.html`` shows it."""
    return [
        {
            "when": local_datetime(entry.at, event.time_zone),
            "datetime": entry.at.isoformat(),
            "what": str(ACT_LABELS.get(entry.action, entry.action)),
            "who": entry.actor.name if entry.actor else "",
        }
        for entry in history_of(registration)
    ]


@blueprint.post(f"{ONE}confirm")
@requires(Permission.REGISTRATION_DECIDE)
def confirm(slug: str, registration_id: int):
    return _decide(actions.confirm, slug, registration_id)


@blueprint.post(f"{ONE}decline")
@requires(Permission.REGISTRATION_DECIDE)
def decline(slug: str, registration_id: int):
    return _decide(actions.decline, slug, registration_id)


@blueprint.post(f"{ONE}cancel")
@requires(Permission.REGISTRATION_DECIDE)
def cancel(slug: str, registration_id: int):
    return _decide(actions.cancel, slug, registration_id)


def _decide(verb: Callable[..., None], slug: str, registration_id: int):
    """Do it, say what came of it, and go back to where the button was pressed."""
    try:
        with transaction():
            registration = get_registration(get_event_of(current_user, slug), registration_id)
            verb(registration, now=now())
            outcome = outcome_of(registration)
        flash(outcome, "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    if request.form.get("back") == "show":
        return see_other("registration_desk.show", slug=slug, registration_id=registration_id)
    status, page = request.form.get("status") or None, request.form.get("page") or None
    return see_other("registration_desk.index", slug=slug, status=status, page=page)


@blueprint.post(f"{ONE}category")
@requires(Permission.REGISTRATION_DECIDE)
def change_category(slug: str, registration_id: int):
    """Let somebody take part in another way."""
    event = get_event_of(current_user, slug)
    form = MoveForm.among(categories_of(event), get_registration(event, registration_id))
    if form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug)
                category = get_category(event, form.category.data or 0)
                move(get_registration(event, registration_id), category, now=now())
            flash(_("Saved.") + " " + _("A mail is on its way."), "success")
        except ConflictError as error:
            flash(str(error.message), "error")
    return see_other("registration_desk.show", slug=slug, registration_id=registration_id)


@blueprint.post(f"{ONE}link")
@requires(Permission.REGISTRATION_DECIDE)
def send_link(slug: str, registration_id: int):
    with transaction():
        registration = get_registration(get_event_of(current_user, slug), registration_id)
        was_sent = resend_link(registration, now=now())
    if was_sent:
        flash(_("The link is on its way."), "success")
    else:
        flash(_("The person got a mail a few minutes ago; it has the link."), "info")
    return see_other("registration_desk.show", slug=slug, registration_id=registration_id)
