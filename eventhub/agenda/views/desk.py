"""The items of an agenda on the desk, with a form for each."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda import actions
from eventhub.agenda.actions import SessionDetails
from eventhub.agenda.errors import LeavesItsDayError
from eventhub.agenda.forms import SessionForm, following_hour
from eventhub.agenda.history import Step, undoable
from eventhub.agenda.models import Session
from eventhub.agenda.queries import agenda_of, get_session, places_of
from eventhub.agenda.retiming import make_room
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.organizations.fields import organization_label
from eventhub.organizations.search import suggested_organizations
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.rows import read_command, rearranged
from eventhub.web.stamps import OvertakenError

blueprint = Blueprint("agenda_desk", __name__)

AGENDA = "/events/<slug>/agenda/"
ITEM = "/events/<slug>/agenda/<int:session_id>/"


@blueprint.route("/events/<slug>/agenda/new", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def add(slug: str):
    event = get_event_of(current_user, slug)
    form = SessionForm(time_zone=event.time_zone, **_usual(event, request.args.get("day")))
    if request.form.get("rows"):
        return _rearranged(event, request.form["rows"])
    if form.validate_on_submit():
        try:
            _add(slug, form)
        except LeavesItsDayError as error:
            form.form_errors = [str(error.message)]
            return _item_page(get_event_of(current_user, slug), form)
        flash(_("The item is in the agenda."), "success")
        if request.form.get("then") == "another":
            return see_other("agenda_desk.add", slug=slug, day=form.day.data)
        return see_other("agenda_desk.show", slug=slug, day=form.day.data)
    return _item_page(event, form)


def _add(slug: str, form: SessionForm) -> None:
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        with undoable(event, Step.ADD):
            details = form.details()
            if form.makes_room.data:
                make_room(event, details.starts_at, details.ends_at - details.starts_at)
            actions.add_session(event, details)


@blueprint.route(ITEM, methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def edit(slug: str, session_id: int):
    event = get_event_of(current_user, slug)
    session = get_session(event, session_id)
    form = SessionForm(time_zone=event.time_zone, **SessionForm.values_of(session))
    if not form.is_submitted():
        form.stamp()
    elif request.form.get("rows"):
        return _rearranged(event, request.form["rows"], session)
    elif form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                session = get_session(event, session_id)
                form.refuse_overtaken(
                    SessionForm(None, time_zone=event.time_zone, **SessionForm.values_of(session))
                )
                with undoable(event, Step.EDIT):
                    actions.edit_session(session, form.details(SessionDetails.of(session).interpretations))
            flash(_("Saved."), "success")
            return see_other("agenda_desk.show", slug=slug, day=form.day.data, item=session_id)
        except OvertakenError:
            event = get_event_of(current_user, slug)
            session = get_session(event, session_id)
    return _item_page(event, form, session)


@blueprint.post(f"{ITEM}remove")
@requires(Permission.EVENT_EDIT)
def remove(slug: str, session_id: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        session = get_session(event, session_id)
        day = session.starts_at.astimezone(event.zone).date()
        with undoable(event, Step.REMOVE):
            actions.remove_session(session)
    flash(_("The item is out of the agenda."), "success")
    return see_other("agenda_desk.show", slug=slug, day=day)


@blueprint.post(f"{ITEM}restore")
@requires(Permission.EVENT_EDIT)
def restore(slug: str, session_id: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        session = get_session(event, session_id)
        day = session.starts_at.astimezone(event.zone).date()
        with undoable(event, Step.RESTORE):
            actions.restore_session(session)
    flash(_("The item is back in the agenda."), "success")
    return see_other("agenda_desk.show", slug=slug, day=day)


def _usual(event: Event, typed_day: str | None) -> dict[str, Any]:
    """What a new item begins with: after the last one of the day, or where the event begins."""
    try:
        day = date.fromisoformat(typed_day or "")
    except ValueError:
        day = None
    before = [
        each
        for each in agenda_of(event)
        if not each.cancelled and day in (None, each.ends_at.astimezone(event.zone).date())
    ]
    if before:
        return following_hour(max(before, key=lambda each: each.ends_at))
    return {"day": day or event.first_day, "start_time": event.local_start.time()}


def _rearranged(event: Event, typed: str, session: Session | None = None):
    """The same page with what was typed, its rows added to, moved or removed; nothing is saved."""
    command = read_command(typed)
    form = SessionForm(
        rearranged(request.form, command) if command else request.form, time_zone=event.time_zone
    )
    for rows in (form.speakers, form.materials):
        if command and (command.what, command.name) == ("add", rows.short_name):
            rows.append_entry()
    return _item_page(event, form, session, is_unsaved=True)


def _item_page(event: Event, form: SessionForm, session: Session | None = None, *, is_unsaved: bool = False):
    for rows in (form.speakers, form.materials):
        if not rows.entries:
            rows.append_entry()
    page = render_template(
        "desk/agenda/item.html",
        event=event,
        form=form,
        session=session,
        is_unsaved=is_unsaved,
        organizations=[organization_label(each) for each in suggested_organizations()],
        places=places_of(event),
    )
    return page, 422 if form.errors else 200
