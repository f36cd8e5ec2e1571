"""The events of the desk: the list, a new one, and the pages of facts."""

from dataclasses import replace
from datetime import time
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.events import actions
from eventhub.events.actions import EventDetails
from eventhub.events.desk_list import DeskFilter, count_events_of, find_events_of, offices_to_begin_in
from eventhub.events.forms import (
    BasicsForm,
    ContactForm,
    ContentForm,
    DeskFilterForm,
    EventForm,
    FiguresForm,
    PlaceForm,
)
from eventhub.events.guide import after_saving, to_step_after
from eventhub.events.models import Event, EventStatus
from eventhub.events.presentation import dates_of, where
from eventhub.events.queries import all_topics, get_event_of
from eventhub.web.access import requires
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import see_other
from eventhub.web.stamps import OvertakenError

blueprint = Blueprint("events_desk", __name__)

PAGES: dict[str, type[EventForm]] = {
    "basics": BasicsForm,
    "place": PlaceForm,
    "content": ContentForm,
    "figures": FiguresForm,
    "contact": ContactForm,
}
USUAL_HOURS = {"start_time": time(9), "end_time": time(17)}


@blueprint.route("/events/")
@requires(Permission.DESK_USE)
def index():
    form = DeskFilterForm(request.args, meta={"csrf": False})
    status = form.status.data or ""
    wanted = DeskFilter(form.q.data or "", EventStatus(status) if status in set(EventStatus) else None)
    total = count_events_of(current_user, wanted)
    page, pages = page_number(request.args.get("page"), total)
    found = find_events_of(current_user, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "desk/events/index.html",
        form=form,
        is_narrowed=bool(form.q.data or status),
        entries=[(each, dates_of(each), where(each)) for each in found],
        total=total,
        page=page,
        pages=pages,
        may_edit=may(current_user, Permission.EVENT_EDIT),
        moment=now(),
    )


@blueprint.route("/events/new", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def create():
    offices = offices_to_begin_in(current_user)
    usual = {"office_id": offices[0].id, "time_zone": offices[0].time_zone} if offices else {}
    form = BasicsForm(offices=offices, **USUAL_HOURS, **usual)
    if form.validate_on_submit():
        with transaction():
            slug = actions.create_event(EventDetails(**form.facts()), staff=[current_user]).slug
        flash(_("The draft is saved. You can leave at any time and come back."), "success")
        return to_step_after("basics", slug)
    page = render_template("desk/events/create.html", form=form, offices=offices)
    return page, 422 if form.errors else 200


@blueprint.route("/events/<slug>/edit/", defaults={"page": "basics"}, methods=["GET", "POST"])
@blueprint.route("/events/<slug>/edit/<any(place,content,figures,contact):page>/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def edit(slug: str, page: str):
    event = get_event_of(current_user, slug)
    form = _filled(page, event)
    if not form.is_submitted():
        form.stamp()
    elif form.validate():
        try:
            with transaction():
                _save(page, get_event_of(current_user, slug, for_change=True), form)
            flash(_("Saved."), "success")
            return after_saving(slug, page) if page in GUIDED else see_other("events_desk.show", slug=slug)
        except OvertakenError:
            event = get_event_of(current_user, slug)
    answer = render_template("desk/events/edit.html", form=form, event=event, page=page)
    return answer, 422 if form.errors else 200


GUIDED = ("basics", "place", "content")
"""The pages of facts that are steps of the guide."""


def _filled(page: str, event: Event, *formdata: Any) -> EventForm:
    """The form of a page, filled from the event, and with what was sent unless ``formdata`` is given."""
    more: dict[str, Any] = {}
    if page == "basics":
        more["offices"] = offices_to_begin_in(current_user, event)
    elif page == "content":
        more["topics"] = all_topics()
    return PAGES[page](*formdata, **PAGES[page].values_of(event), **more)


def _save(page: str, event: Event, form: EventForm) -> None:
    form.refuse_overtaken(_filled(page, event, None))
    actions.edit_event(event, replace(EventDetails.of(event), **form.facts()))
    if isinstance(form, ContentForm) and form.chosen_topics() != list(event.topics):
        actions.set_topics(event, form.chosen_topics())
