"""The registrations of an event: who comes, who waits, who is to be decided on."""

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.audit.queries import history_of
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.formats import csv, xlsx
from eventhub.formats.cells import Sheet
from eventhub.organizations.models import Organization
from eventhub.questions.fields import with_questions
from eventhub.questions.models import Category, Privacy, Question
from eventhub.questions.presentation import counts, form_sections
from eventhub.questions.queries import categories_of, get_category, sections_of
from eventhub.questions.rules import COUNTED, asked_of, questions_of
from eventhub.registration import actions
from eventhub.registration.answer_queries import answers_of, get_answer_file, values_of
from eventhub.registration.changes import approve_change, change_answers, refuse_change
from eventhub.registration.errors import (
    AlreadyRegisteredError,
    NoPlaceError,
    OptionFullError,
    RegistrationNotFoundError,
    RegistrationStatusError,
)
from eventhub.registration.exemptions import exempt
from eventhub.registration.export import sheet_of
from eventhub.registration.figures import count_countries, figures
from eventhub.registration.forms import AddForm, AnswersForm, ExemptionForm, MoveForm, mark_full
from eventhub.registration.group_queries import get_group, passed_over
from eventhub.registration.labels import ACT_LABELS, CONSENT_LABELS, STATUS_LABELS
from eventhub.registration.line_queries import place_in_line
from eventhub.registration.links import resend_link
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.moving import move
from eventhub.registration.presentation import Difference, answers_in_words, differences_in, organization_of
from eventhub.registration.queries import (
    RegistrationFilter,
    change_requests_of,
    count_registrations,
    desk_of,
    exemptions_of,
    find_change_request,
    find_registrations,
    get_registration,
)
from eventhub.registration.retention import due_of
from eventhub.registration.rules import ACTIVE, MAY_BE_CONFIRMED, MAY_BE_DECLINED, may_change
from eventhub.text.slugs import slugify
from eventhub.web.access import requires
from eventhub.web.filters import local_datetime
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import download, see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("registration_desk", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/registrations/"
ONE = f"{ALL}<int:registration_id>/"


def _wanted() -> RegistrationFilter:
    """What the address asks for; a status that there is not narrows nothing."""
    status = request.args.get("status", "")
    known = {each.value: each for each in RegistrationStatus}
    return RegistrationFilter(typed=request.args.get("q", "").strip()[:200], status=known.get(status))


@blueprint.route(ALL)
@requires(Permission.REGISTRATION_VIEW)
def index(slug: str):
    event, wanted = get_event_of(current_user, slug), _wanted()
    total = count_registrations(event, wanted)
    page, pages = page_number(request.args.get("page"), total)
    found = find_registrations(event, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    kept = {"q": wanted.typed or None, "status": wanted.status.value if wanted.status else None}
    return render_template(
        "desk/registrations/index.html",
        event=event,
        desk=desk_of(event),
        figures=figures(event),
        change_requests=change_requests_of(event),
        passed_over=[
            (each, get_group(event, each.group_id or 0)) for each in passed_over(event, desk_of(event))
        ],
        wanted=wanted,
        kept=kept,
        registrations=[(each, organization_of(each)) for each in found],
        labels=STATUS_LABELS,
        is_changeable=may_change(event, now()),
        total=total,
        page=page,
        pages=pages,
        **_verbs(event),
    )


def _verbs(event: Event) -> dict:
    return {
        "may_decide": may_with(current_user, Permission.REGISTRATION_DECIDE, event),
        "confirmable": MAY_BE_CONFIRMED,
        "declinable": MAY_BE_DECLINED,
        "active": ACTIVE,
    }


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
        answers=answers_in_words(_visible(event, questions), answers_of(registration)),
        has_questions=bool(questions),
        asked_change=_asked_change(registration, questions),
        may_see_sensitive=_may_see_sensitive(event),
        registration=registration,
        organization=organization_of(registration),
        place_in_line=place_in_line(registration) if waits else None,
        consents=[(CONSENT_LABELS[each.purpose], each) for each in registration.consents],
        history=_timeline(event, registration),
        move_form=MoveForm.among(categories_of(event), registration),
        is_changeable=may_change(event, now()),
        **_verbs(event),
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
        change, _visible(registration.event, questions), answers_of(registration), asked_for, category
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


def _may_see_sensitive(event: Event) -> bool:
    return may_with(current_user, Permission.REGISTRATION_SENSITIVE, event)


def _visible(event: Event, questions: Sequence[Question]) -> list[Question]:
    """Those whose answers this user may see."""
    may_see_all = _may_see_sensitive(event)
    return [each for each in questions if may_see_all or each.privacy != Privacy.SENSITIVE]


@blueprint.route(f"{ONE}answers/", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def answer(slug: str, registration_id: int):
    """What organisers answer for somebody, or for themselves."""
    event = get_event_of(current_user, slug)
    registration = get_registration(event, registration_id)
    sections = asked_of(sections_of(event), registration.category)
    questions, answers = _visible(event, questions_of(sections)), answers_of(registration)
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
    if not _visible(registration.event, [found.answer.question]):
        raise RegistrationNotFoundError
    return download(found.content, filename=found.name, media_type=found.media_type)


@blueprint.route("/events/<slug>/registrations/figures/")
@requires(Permission.REGISTRATION_VIEW)
def figures_page(slug: str):
    """What the answers come to: counts that name nobody."""
    event = get_event_of(current_user, slug)
    counted = [each for each in _visible(event, questions_of(sections_of(event))) if each.kind in COUNTED]
    statuses = [RegistrationStatus.CONFIRMED]
    return render_template(
        "desk/registrations/figures.html",
        event=event,
        figures=figures(event),
        categories=categories_of(event),
        countries=count_countries(event, statuses),
        questions=[(each, counts(each, values_of(each, statuses))) for each in counted],
    )


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
            outcome = _outcome(registration)
        flash(outcome, "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    if request.form.get("back") == "show":
        return see_other("registration_desk.show", slug=slug, registration_id=registration_id)
    status, page = request.form.get("status") or None, request.form.get("page") or None
    return see_other("registration_desk.index", slug=slug, status=status, page=page)


def _outcome(registration: Registration) -> str:
    words = {
        RegistrationStatus.CONFIRMED: _("%(name)s has a place.", name=registration.name),
        RegistrationStatus.WAITLISTED: _(
            "All places are taken: %(name)s is on the waiting list.", name=registration.name
        ),
        RegistrationStatus.DECLINED: _("%(name)s has been declined.", name=registration.name),
        RegistrationStatus.CANCELLED: _("The registration of %(name)s is cancelled.", name=registration.name),
    }
    return f"{words[registration.status]} {_('A mail is on its way.')}"


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


@blueprint.route(f"{ALL}new/", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def add(slug: str):
    event = get_event_of(current_user, slug)
    form = AddForm(language=event.working_languages[0] if event.working_languages else None)
    form.organization.offer(event)
    form.offer_categories(categories_of(event))
    if not form.validate_on_submit():
        page = render_template("desk/registrations/add.html", event=event, form=form)
        return page, 422 if form.errors else 200
    try:
        with transaction():
            event = get_event_of(current_user, slug)
            details = form.details(categories_of(event))
            registration = actions.add_by_hand(event, details, language=form.language.data, now=now())
            outcome = _outcome(registration)
    except AlreadyRegisteredError as error:
        form.email.errors = [str(error.message)]
    except (NoPlaceError, RegistrationStatusError) as error:
        form.form_errors = [str(error.message)]
    else:
        flash(outcome, "success")
        return see_other("registration_desk.index", slug=slug)
    return render_template(
        "desk/registrations/add.html", event=get_event_of(current_user, slug), form=form
    ), 422


@blueprint.route(f"{ALL}exceptions/", methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def exceptions(slug: str):
    """Let one person register in spite of all."""
    event = get_event_of(current_user, slug)
    form = ExemptionForm()
    form.offer_categories(categories_of(event))
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug)
            category = next((each for each in categories_of(event) if each.id == form.category.data), None)
            exempt(event, email=form.email.data or "", language=form.language.data, category=category)
        flash(_("The link is on its way."), "success")
        return see_other("registration_desk.exceptions", slug=slug)
    page = render_template(
        "desk/registrations/exceptions.html", event=event, form=form, exemptions=exemptions_of(event)
    )
    return page, 422 if form.errors else 200


@blueprint.route(f"{ALL}retention/")
@requires(Permission.REGISTRATION_VIEW)
def retention(slug: str):
    """What is going to be forgotten, and when."""
    event = get_event_of(current_user, slug)
    return render_template("desk/registrations/retention.html", event=event, due=due_of(event))


@blueprint.route("/events/<slug>/registrations.xlsx")
@requires(Permission.REGISTRATION_VIEW)
def workbook(slug: str):
    content = xlsx.workbook([_sheet(slug)])
    return download(content, filename=_filename(slug, "xlsx"), media_type=xlsx.MEDIA_TYPE)


@blueprint.route("/events/<slug>/registrations.csv")
@requires(Permission.REGISTRATION_VIEW)
def table(slug: str):
    return download(csv.table(_sheet(slug)), filename=_filename(slug, "csv"), media_type=csv.MEDIA_TYPE)


def _sheet(slug: str) -> Sheet:
    """What the list shows under the same filter, all pages of it."""
    event = get_event_of(current_user, slug)
    found = find_registrations(event, _wanted())
    return sheet_of(event, found, with_sensitive=_may_see_sensitive(event))


def _filename(slug: str, suffix: str) -> str:
    return f"{slugify(slug)}-registrations.{suffix}"
