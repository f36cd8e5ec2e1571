"""The rooms of an event, and copying one day of its agenda to another, on the desk."""

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda.actions import set_rooms
from eventhub.agenda.history import Step, undoable
from eventhub.agenda.queries import rooms_of
from eventhub.agenda.retiming import copy_day
from eventhub.agenda.room_forms import CopyDayForm, RoomsForm
from eventhub.agenda.views.desk_grid import AGENDA, blueprint
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.events.rules import days_of
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.rows import read_command, rearranged
from eventhub.web.stamps import OvertakenError


@blueprint.route(f"{AGENDA}rooms", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def rooms(slug: str):
    event = get_event_of(current_user, slug)
    form = RoomsForm(**RoomsForm.values_of(rooms_of(event)))
    if not form.is_submitted():
        form.stamp()
    elif request.form.get("rows"):
        return _rearranged(event, request.form["rows"])
    elif form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                form.refuse_overtaken(RoomsForm(None, **RoomsForm.values_of(rooms_of(event))))
                with undoable(event, Step.EDIT):
                    set_rooms(event, form.details())
            flash(_("Saved."), "success")
            return see_other("agenda_desk.show", slug=slug, columns="room")
        except OvertakenError:
            event = get_event_of(current_user, slug)
    return _rooms_page(event, form)


def _rearranged(event: Event, typed: str):
    """The same page with what was typed, its rows added to, moved or removed; nothing is saved."""
    command = read_command(typed)
    form = RoomsForm(rearranged(request.form, command) if command else request.form)
    if command and (command.what, command.name) == ("add", "rooms"):
        form.rooms.append_entry()
    return _rooms_page(event, form, is_unsaved=True)


def _rooms_page(event: Event, form: RoomsForm, *, is_unsaved: bool = False):
    if not form.rooms.entries:
        form.rooms.append_entry()
    page = render_template("desk/agenda/rooms.html", event=event, form=form, is_unsaved=is_unsaved)
    return page, 422 if form.errors else 200


@blueprint.route(f"{AGENDA}copy-day", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def copy(slug: str):
    event = get_event_of(current_user, slug)
    form = CopyDayForm(days_of(event), source=request.args.get("day"))
    if not form.validate_on_submit():
        page = render_template("desk/agenda/copy.html", event=event, form=form)
        return page, 422 if form.errors else 200
    source, target = form.chosen()
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        with undoable(event, Step.COPY_DAY):
            copied = copy_day(event, source, target)
    flash(ngettext("%(num)s item copied.", "%(num)s items copied.", copied), "success")
    return see_other("agenda_desk.show", slug=slug, day=target)
