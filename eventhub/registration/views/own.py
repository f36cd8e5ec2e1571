"""What a participant does by secret link. Further routes of registering."""

from typing import Any

from flask import current_app, flash, render_template, request, url_for
from flask_babel import gettext as _

from eventhub.agenda.queries import lets_choose
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.models import AttendanceMode, Visibility
from eventhub.questions.fields import with_questions
from eventhub.questions.models import Question, Section
from eventhub.questions.presentation import form_sections
from eventhub.questions.queries import get_category, sections_of
from eventhub.questions.rules import asked_of, in_form, is_open_later, questions_of
from eventhub.registration import actions, offers
from eventhub.registration.answer_queries import answers_of, get_answer_file
from eventhub.registration.assistants import assistant_of
from eventhub.registration.changes import ask_for_change, change_answers, change_details
from eventhub.registration.errors import AlreadyRegisteredError, OptionFullError, RegistrationStatusError
from eventhub.registration.forms import (
    AnswersForm,
    ChangeForm,
    ConfirmForm,
    MoveForm,
    SomebodyForm,
    mark_full,
)
from eventhub.registration.labels import CONSENT_LABELS
from eventhub.registration.line_queries import offered_together, place_in_line
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.moving import ask_to_move, open_to
from eventhub.registration.notices import find_notice_read
from eventhub.registration.personal_data import archive_of
from eventhub.registration.personal_data import erase as forget
from eventhub.registration.presentation import answers_in_words, facts_of, moment_in_words, organization_of
from eventhub.registration.privacy import notice_of
from eventhub.registration.queries import find_change_request, find_desk, get_own_registration
from eventhub.registration.rules import ACTIVE, has_ticket, may_change, needs_approval_of_changes
from eventhub.registration.views.public import blueprint
from eventhub.web.access import public
from eventhub.web.language import current_language
from eventhub.web.responses import download, see_other


def _sections(registration: Registration) -> list[Section]:
    return asked_of(sections_of(registration.event), registration.category)


def _open_questions(sections: list[Section]) -> list[Question]:
    return [each for each in questions_of(sections) if is_open_later(each, now())]


@blueprint.route("/registrations/<token>/")
@public
def mine(token: str):
    registration = get_own_registration(token)
    event = registration.event
    is_confirmed = registration.status == RegistrationStatus.CONFIRMED
    waits = registration.status == RegistrationStatus.WAITLISTED
    changeable = registration.status in ACTIVE and may_change(event, now())
    sections, answers = _sections(registration), answers_of(registration)
    asked_later = _open_questions(sections) if changeable else []
    return render_template(
        "registration/mine.html",
        **_frame(registration),
        lets_choose=is_confirmed and lets_choose(event),
        facts=facts_of(event),
        organization=organization_of(registration),
        place_in_line=place_in_line(registration) if waits else None,
        may_change=changeable,
        has_ticket=has_ticket(registration),
        has_apple_wallet=current_app.config["EVENTHUB"].has_apple_wallet,
        has_google_wallet=current_app.config["EVENTHUB"].has_google_wallet,
        has_begun=is_confirmed and event.starts_at <= now(),
        is_public=event.visibility != Visibility.PRIVATE,
        online_url=event.online_url if is_confirmed and event.mode != AttendanceMode.ON_SITE else "",
        consents=[
            (CONSENT_LABELS[each.purpose], each) for each in registration.consents if not each.withdrawn_at
        ],
        answers=answers_in_words([each for each in questions_of(sections) if not each.is_internal], answers),
        assistant=assistant_of(registration),
        asks_for_change=find_change_request(registration) is not None,
        may_move=bool(open_to(registration, now())),
        offered_to_group=len(offered_together(registration)) > 1,
        offered_until=moment_in_words(registration.offered_until, event)
        if registration.offered_until
        else "",
        asked_later=asked_later,
        unanswered=[each for each in asked_later if each.id not in answers],
    )


@blueprint.route("/registrations/<token>/privacy/")
@public
def notice_read(token: str):
    """The privacy notice word for word as it was when the person registered. Whoever was nominated, or entered by an
    organiser, has read none: they get the one of today (GDPR, article 14)."""
    registration = get_own_registration(token)
    read = find_notice_read(registration)
    if read is None:
        event = registration.event
        notice = notice_of(event.office, event, _sections(registration))
        return render_template("registration/notice_now.html", **_frame(registration), notice=notice)
    return render_template("registration/notice_read.html", **_frame(registration), notice=read)


@blueprint.route("/registrations/<token>/change/", methods=["GET", "POST"])
@public
def change(token: str):
    registration = get_own_registration(token)
    sections, answers = _sections(registration), answers_of(registration)
    questions = [each for each in questions_of(sections) if in_form(each)]
    form = with_questions(ChangeForm, questions, answers=answers).of(registration, answers)
    form.organization.offer(registration.event)
    shown = form_sections(sections, questions)
    if form.validate_on_submit():
        details, told = form.details(), form.told()
        try:
            with transaction():
                registration = get_own_registration(token)
                consents = form.consents_beside(registration)
                is_late = needs_approval_of_changes(find_desk(registration.event), now())
                change = ask_for_change if is_late else change_details
                waits = change(registration, details, consents=consents, answers=told, now=now())
            flash(
                _("The organisers decide on your change, and we will write to you. Your place stays yours.")
                if waits
                else _("Your changes are saved."),
                "success",
            )
            return see_other("registration.mine", token=token)
        except OptionFullError as error:
            mark_full(form, error)
            registration = get_own_registration(token)
    page = render_template("registration/change.html", **_frame(registration), form=form, sections=shown)
    return page, 422 if form.errors else 200


@blueprint.route("/registrations/<token>/category/", methods=["GET", "POST"])
@public
def change_category(token: str):
    """Ask to take part in another way."""
    registration = get_own_registration(token)
    form = MoveForm.among(open_to(registration, now()), registration)
    if not form.validate_on_submit():
        page = render_template("registration/category.html", **_frame(registration), form=form)
        return page, 422 if form.errors else 200
    try:
        with transaction():
            registration = get_own_registration(token)
            category = get_category(registration.event, form.category.data or 0)
            ask_to_move(registration, category, now=now())
        flash(
            _("The organisers decide on your change, and we will write to you. Your place stays yours."),
            "success",
        )
    except ConflictError as error:
        flash(str(error.message), "info")
    return see_other("registration.mine", token=token)


@blueprint.route("/registrations/<token>/questions/", methods=["GET", "POST"])
@public
def answer(token: str):
    """What is asked later, until the day that the organisers chose."""
    registration = get_own_registration(token)
    sections, answers = _sections(registration), answers_of(registration)
    questions = _open_questions(sections)
    form = with_questions(AnswersForm, questions, answers=answers).of(answers)
    shown = form_sections(sections, questions)
    if form.validate_on_submit():
        details = form.details()
        try:
            with transaction():
                change_answers(get_own_registration(token), details, now=now())
            flash(_("Thank you, your answers are saved."), "success")
            return see_other("registration.mine", token=token)
        except OptionFullError as error:
            mark_full(form, error)
            registration = get_own_registration(token)
    page = render_template("registration/answer.html", **_frame(registration), form=form, sections=shown)
    return page, 422 if form.errors else 200


@blueprint.route("/registrations/<token>/files/<int:question_id>")
@public
def file(token: str, question_id: int):
    """A file that the person has sent."""
    found = get_answer_file(get_own_registration(token), question_id)
    return download(found.content, filename=found.name, media_type=found.media_type)


@blueprint.post("/registrations/<token>/accept")
@public
def accept(token: str):
    """Take the place that is offered."""
    try:
        with transaction():
            offers.accept(get_own_registration(token), at=now())
        flash(_("The place is yours."), "success")
    except ConflictError as error:
        flash(str(error.message), "info")
    return see_other("registration.mine", token=token)


@blueprint.route("/registrations/<token>/assistant/", methods=["GET", "POST"])
@public
def assistant(token: str):
    """Bring a personal assistant along."""
    registration = get_own_registration(token)
    form = SomebodyForm()
    if form.validate_on_submit():
        details = {"name": form.name.data or "", "email": form.email.data or ""}
        try:
            with transaction():
                registration = get_own_registration(token)
                actions.register_assistant(registration, **details, language=registration.language, now=now())
            flash(_("Your assistant is registered."), "success")
            return see_other("registration.mine", token=token)
        except AlreadyRegisteredError as error:
            form.email.errors = [str(error.message)]
        except RegistrationStatusError as error:
            form.form_errors = [str(error.message)]
        registration = get_own_registration(token)
    page = render_template("registration/assistant.html", **_frame(registration), form=form)
    return page, 422 if form.errors else 200


@blueprint.route("/registrations/<token>/cancel/", methods=["GET", "POST"])
@public
def cancel(token: str):
    registration = get_own_registration(token)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template(
            "registration/cancel.html",
            **_frame(registration),
            form=form,
            may_cancel=registration.status in ACTIVE and may_change(registration.event, now()),
        )
    try:
        with transaction():
            actions.cancel(get_own_registration(token), now=now())
        flash(_("Your registration is cancelled. Thank you for telling us."), "success")
    except RegistrationStatusError as error:
        flash(str(error.message), "info")
    return see_other("registration.mine", token=token)


@blueprint.route("/registrations/<token>/data/")
@public
def data(token: str):
    """What a person may ask for: all that is known of them, and that it be forgotten."""
    registration = get_own_registration(token)
    return render_template("registration/data.html", **_frame(registration), form=ConfirmForm())


@blueprint.route("/registrations/<token>/data.zip")
@public
def archive(token: str):
    registration = get_own_registration(token)
    content = archive_of(registration, current_language())
    return download(content, filename=f"{registration.reference}.zip", media_type="application/zip")


@blueprint.post("/registrations/<token>/erase")
@public
def erase(token: str):
    """Forget the person. The box has to be ticked: there is no way back."""
    if request.form.get("is_sure") != "y":
        flash(_("Tick the box if you are sure."), "warning")
        return see_other("registration.data", token=token)
    with transaction():
        forget(get_own_registration(token), at=now())
    return see_other("registration.erased")


@blueprint.route("/registrations/erased/")
@public
def erased():
    return render_template("registration/erased.html")


def _frame(registration: Registration) -> dict[str, Any]:
    """What all pages of a registration show."""
    is_public = registration.event.visibility != Visibility.PRIVATE
    href = url_for("events.show", slug=registration.event.slug) if is_public else None
    return {"registration": registration, "event": registration.event, "event_href": href}
