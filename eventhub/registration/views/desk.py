"""The registrations of an event: who comes, who waits, who is to be decided on."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.events.queries import get_event_of
from eventhub.formats import csv, xlsx
from eventhub.formats.cells import Sheet
from eventhub.questions.presentation import counts
from eventhub.questions.queries import categories_of, sections_of
from eventhub.questions.rules import COUNTED, questions_of
from eventhub.registration import actions
from eventhub.registration.answer_queries import values_of
from eventhub.registration.errors import (
    AlreadyRegisteredError,
    NoPlaceError,
    RegistrationStatusError,
)
from eventhub.registration.exemptions import exempt
from eventhub.registration.export import sheet_of
from eventhub.registration.figures import count_countries, figures
from eventhub.registration.forms import AddForm, ExemptionForm
from eventhub.registration.group_queries import get_group, passed_over
from eventhub.registration.labels import STATUS_LABELS
from eventhub.registration.models import RegistrationStatus
from eventhub.registration.presentation import organization_of
from eventhub.registration.queries import (
    RegistrationFilter,
    change_requests_of,
    count_registrations,
    desk_of,
    exemptions_of,
    find_registrations,
)
from eventhub.registration.retention import due_of
from eventhub.registration.rules import may_change
from eventhub.registration.views.desk_common import may_see_sensitive, outcome_of, verbs_of, visible
from eventhub.text.slugs import slugify
from eventhub.web.access import requires
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import download, see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("registration_desk", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/registrations/"


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
        **verbs_of(event),
    )


@blueprint.route("/events/<slug>/registrations/figures/")
@requires(Permission.REGISTRATION_VIEW)
def figures_page(slug: str):
    """What the answers come to: counts that name nobody."""
    event = get_event_of(current_user, slug)
    counted = [each for each in visible(event, questions_of(sections_of(event))) if each.kind in COUNTED]
    statuses = [RegistrationStatus.CONFIRMED]
    values = values_of(counted, statuses)
    return render_template(
        "desk/registrations/figures.html",
        event=event,
        figures=figures(event),
        categories=categories_of(event),
        countries=count_countries(event, statuses),
        questions=[(each, counts(each, values[each.id])) for each in counted],
    )


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
            outcome = outcome_of(registration)
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
    return sheet_of(event, found, with_sensitive=may_see_sensitive(event))


def _filename(slug: str, suffix: str) -> str:
    return f"{slugify(slug)}-registrations.{suffix}"
