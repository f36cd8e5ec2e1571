"""The agenda of an event on the desk: its items, one form for each, and many at once from lines."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.agenda import actions
from eventhub.agenda.actions import SessionDetails
from eventhub.agenda.forms import PasteForm, SessionForm, following_hour
from eventhub.agenda.labels import KIND_LABELS
from eventhub.agenda.models import Session
from eventhub.agenda.presentation import session_view
from eventhub.agenda.queries import agenda_of, get_session
from eventhub.agenda.quick_entry import Line, has_errors, read_lines
from eventhub.agenda.ready import ready_agenda
from eventhub.agenda.rules import by_day
from eventhub.agenda.warnings import warnings_of
from eventhub.db import Translated, transaction
from eventhub.events.guide import after_saving, is_guided
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.organizations.fields import organization_label
from eventhub.organizations.search import suggested_organizations
from eventhub.text import calendar
from eventhub.text.typography import capitalise
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.moments import ClockGapError, gap_message, moment_at
from eventhub.web.responses import see_other
from eventhub.web.rows import read_command, rearranged
from eventhub.web.stamps import OvertakenError

blueprint = Blueprint("agenda_desk", __name__)

ITEM = "/events/<slug>/agenda/<int(max=2147483647):session_id>/"


@blueprint.route("/events/<slug>/agenda/")
@requires(Permission.DESK_USE)
def show(slug: str):
    event = get_event_of(current_user, slug)
    sessions = agenda_of(event)
    return render_template(
        "desk/agenda/show.html",
        event=event,
        days=_days(event, sessions),
        warnings=warnings_of(event, sessions, current_language()),
        may_edit=may(current_user, Permission.EVENT_EDIT),
    )


def _days(event: Event, sessions: Sequence[Session]) -> list[dict[str, Any]]:
    """The items by day, each in words and as it is stored."""
    return [
        {
            "date": day.date.isoformat(),
            "title": capitalise(calendar.full_date(day.date, current_language())),
            "entries": [(session_view(each, event.time_zone), each) for each in day.sessions],
        }
        for day in by_day(sessions, event.zone)
    ]


@blueprint.route("/events/<slug>/agenda/new", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def add(slug: str):
    event = get_event_of(current_user, slug)
    form = SessionForm(time_zone=event.time_zone, **_usual(event, request.args.get("day")))
    if request.form.get("rows"):
        return _rearranged(event, request.form["rows"])
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            actions.add_session(event, form.details())
        flash(_("The item is in the agenda."), "success")
        if request.form.get("then") == "another":
            return see_other("agenda_desk.add", slug=slug, day=form.day.data)
        return see_other("agenda_desk.show", slug=slug)
    return _item_page(event, form)


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
                session = get_session(get_event_of(current_user, slug, for_change=True), session_id)
                form.refuse_overtaken(
                    SessionForm(None, time_zone=event.time_zone, **SessionForm.values_of(session))
                )
                actions.edit_session(session, form.details(SessionDetails.of(session).interpretations))
            flash(_("Saved."), "success")
            return see_other("agenda_desk.show", slug=slug)
        except OvertakenError:
            event = get_event_of(current_user, slug)
            session = get_session(event, session_id)
    return _item_page(event, form, session)


@blueprint.post(f"{ITEM}remove")
@requires(Permission.EVENT_EDIT)
def remove(slug: str, session_id: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        actions.remove_session(get_session(event, session_id))
    flash(_("The item is out of the agenda."), "success")
    return see_other("agenda_desk.show", slug=slug)


@blueprint.post(f"{ITEM}restore")
@requires(Permission.EVENT_EDIT)
def restore(slug: str, session_id: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        actions.restore_session(get_session(event, session_id))
    flash(_("The item is back in the agenda."), "success")
    return see_other("agenda_desk.show", slug=slug)


@blueprint.route("/events/<slug>/agenda/paste", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def paste(slug: str):
    event = get_event_of(current_user, slug)
    language = _language_of(event)
    day = request.args.get("day", "")
    form = PasteForm(event=event, language=language, day=day)
    if request.args.get("ready") and not form.is_submitted():
        form.text.data = ready_agenda(len(form.days), language)
    lines: list[Line] = []
    if form.validate_on_submit():
        lines = read_lines(form.text.data or "", form.first_day(), form.days)
        items = [] if has_errors(lines) else _items(lines, event, form)
        if has_errors(lines):
            form.text.errors = [_("Some lines cannot be read. They are marked below.")]
        elif items and form.stage.data == form.digest():
            with transaction():
                actions.add_sessions(get_event_of(current_user, slug, for_change=True), items)
            flash(_("The agenda is saved."), "success")
            return after_saving(slug, "agenda") if is_guided() else see_other("agenda_desk.show", slug=slug)
    form.stage.data = "" if form.errors or not lines else form.digest()
    page = render_template(
        "desk/agenda/paste.html",
        event=event,
        form=form,
        lines=lines,
        present=len([each for each in agenda_of(event) if not each.cancelled]),
        kind_labels=KIND_LABELS,
        ready_url=url_for("agenda_desk.paste", **{**request.args.to_dict(), "slug": slug, "ready": 1}),
    )
    return page, 422 if form.errors else 200


def _items(lines: list[Line], event: Event, form: PasteForm) -> list[SessionDetails]:
    """What the lines say, as items of the agenda; a time that the clocks skip is an error of the text."""
    try:
        return [
            SessionDetails(
                kind=line.kind,
                starts_at=moment_at(line.day, line.start, event.time_zone),  # pyright: ignore - without error
                ends_at=moment_at(line.day, line.end, event.time_zone),  # pyright: ignore - without error
                title=Translated({form.language.data: line.title[:300]}),
            )
            for line in lines
        ]
    except ClockGapError:
        form.text.errors = [str(gap_message(event.time_zone))]
        return []


def _language_of(event: Event) -> str:
    """The language in which the agenda is most likely typed: the reader's, if the title is written in it."""
    titles = list(event.title)
    return current_language() if current_language() in titles or not titles else titles[0]


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
    )
    return page, 422 if form.errors else 200
