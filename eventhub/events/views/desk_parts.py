"""Organizations, funding and people of an event: further routes of the blueprint of events."""

from collections.abc import Sequence

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.accounts.queries import active_users, get_user
from eventhub.db import Translated, transaction
from eventhub.events import actions
from eventhub.events.errors import PartInUseError
from eventhub.events.forms import StaffForm
from eventhub.events.funding_forms import EventFundingForm
from eventhub.events.guide import after_saving
from eventhub.events.models import Event
from eventhub.events.participation_forms import OrganizationsForm, with_rows
from eventhub.events.queries import get_event_of
from eventhub.events.rules import funding_of
from eventhub.events.views.desk import blueprint
from eventhub.organizations.actions import OrganizationDetails, create_organization
from eventhub.organizations.fields import organization_label
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.organizations.search import (
    OrganizationFilter,
    find_namesake,
    find_organizations,
    suggested_organizations,
)
from eventhub.programmes.queries import all_funding_sources, all_programmes
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.rows import read_command, rearranged
from eventhub.web.stamps import OvertakenError

FOUND_AT_MOST = 40


@blueprint.route("/events/<slug>/organizations/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def organizations(slug: str):
    event = get_event_of(current_user, slug)
    form = OrganizationsForm(**OrganizationsForm.values_of(event))
    if not form.is_submitted():
        form.stamp()
        return _organizations_page(event, form)
    if request.form.get("rows"):
        return _rearranged_organizations(event, form, request.form["rows"])
    if form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                form.refuse_overtaken(OrganizationsForm(None, **OrganizationsForm.values_of(event)))
                actions.set_participations(event, form.chosen())
            flash(_("Saved."), "success")
            return after_saving(slug, "organizations")
        except OvertakenError:
            event = get_event_of(current_user, slug)
        except PartInUseError as error:
            form.form_errors = [str(error.message)]
            event = get_event_of(current_user, slug)
    return _organizations_page(event, form)


def _rearranged_organizations(event: Event, form: OrganizationsForm, typed: str):
    """The same page with what was typed, after a button that adds, moves, removes or finds; nothing is saved."""
    command = read_command(typed)
    if command:
        form = OrganizationsForm(rearranged(request.form, command))
        if command.what == "add":
            form.parts.append_entry()
    elif typed == "chosen":
        chosen = [each for each in _searched(form) if each.id in (form.found.data or [])]
        form = OrganizationsForm(with_rows(request.form, chosen, form.add_as.data))
        form.found.data = []
    elif typed == "new" and may(current_user, Permission.REGISTRY_EDIT):
        added = _new_organization(form)
        if added is None:
            return _organizations_page(event, form)
        form = OrganizationsForm(with_rows(request.form, [added], form.add_as.data))
        form.new_name.data = ""
    return _organizations_page(event, form, is_unsaved=typed != "find")


def _searched(form: OrganizationsForm) -> Sequence[Organization]:
    if not form.q.data:
        return []
    return find_organizations(OrganizationFilter(form.q.data), limit=FOUND_AT_MOST)


def _new_organization(form: OrganizationsForm) -> Organization | None:
    """The organization that the directory lacked, now in it; one of the same name and country is taken as it is."""
    name = Translated({form.new_language.data: form.new_name.data})
    if not (
        name
        and form.new_name.validate(form)
        and form.new_kind.validate(form)
        and form.new_country.validate(form)
    ):
        form.new_name.errors = [*form.new_name.errors, _("Write the name of the organisation.")]
        return None
    known = find_namesake(name, form.new_country.data)
    if known:
        return known
    with transaction():
        added = create_organization(
            OrganizationDetails(
                kind=OrganizationKind(form.new_kind.data), name=name, country=form.new_country.data
            )
        )
    flash(_("%(name)s is added to the directory.", name=organization_label(added)), "success")
    return added


def _organizations_page(event: Event, form: OrganizationsForm, *, is_unsaved: bool = False):
    form.found.choices = [(each.id, organization_label(each)) for each in _searched(form)]
    form.add_spare_rows()
    page = render_template(
        "desk/events/organizations.html",
        event=event,
        form=form,
        is_unsaved=is_unsaved,
        names=[organization_label(each) for each in suggested_organizations()],
        may_add=may(current_user, Permission.REGISTRY_EDIT),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/events/<slug>/funding/", methods=["GET", "POST"])
@requires(Permission.EVENT_FUND)
def funding(slug: str):
    event = get_event_of(current_user, slug)
    form = _funding_form(event)
    command = read_command(request.form.get("rows"))
    if not form.is_submitted():
        form.stamp()
    elif command:
        form = EventFundingForm(
            rearranged(request.form, command), programmes=all_programmes(), sources=all_funding_sources()
        )
        return _funding_page(event, form, is_unsaved=True)
    elif form.validate():
        try:
            with transaction():
                _save_funding(get_event_of(current_user, slug, for_change=True), form)
            flash(_("Saved."), "success")
            return after_saving(slug, "funding")
        except OvertakenError:
            event = get_event_of(current_user, slug)
    return _funding_page(event, form)


def _funding_form(event: Event, *formdata: None) -> EventFundingForm:
    return EventFundingForm(
        *formdata,
        programmes=all_programmes(),
        sources=all_funding_sources(),
        **EventFundingForm.values_of(event),
    )


def _save_funding(event: Event, form: EventFundingForm) -> None:
    form.refuse_overtaken(_funding_form(event, None))
    actions.set_programme(event, form.programme())
    replaces = bool(form.replaces_programme_funding.data)
    present = [(each.source, each.role) for each in event.fundings]
    if (present, event.replaces_programme_funding) != (form.chosen_fundings(), replaces):
        actions.set_fundings(event, form.chosen_fundings(), replaces_programme_funding=replaces)


def _funding_page(event: Event, form: EventFundingForm, *, is_unsaved: bool = False):
    form.add_spare_row()
    page = render_template(
        "desk/events/funding.html",
        event=event,
        form=form,
        acknowledged=[source for source, _role in funding_of(event)],
        is_unsaved=is_unsaved,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/events/<slug>/staff/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def staff(slug: str):
    event = get_event_of(current_user, slug)
    present = {each.user_id for each in event.staff}
    form = StaffForm(users=[each for each in active_users() if each.id not in present])
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            actions.add_staff(event, get_user(form.user_id.data))
        flash(_("The person now looks after the event."), "success")
        return see_other("events_desk.staff", slug=slug)
    return render_template("desk/events/staff.html", event=event, form=form), 422 if form.errors else 200


@blueprint.post("/events/<slug>/staff/<int:user_id>/remove")
@requires(Permission.EVENT_EDIT)
def remove_staff(slug: str, user_id: int):
    with transaction():
        actions.remove_staff(get_event_of(current_user, slug, for_change=True), get_user(user_id))
    flash(_("The person looks after the event no longer, unless as a member of its office."), "success")
    if user_id == current_user.id:
        return see_other("events_desk.index")
    return see_other("events_desk.staff", slug=slug)
