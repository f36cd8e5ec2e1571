"""The agenda of an event on the desk: a day as a grid, or everything as a list; moving items, and undoing."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from eventhub.accounts.permissions import Permission
from eventhub.agenda.actions import SessionDetails, edit_session
from eventhub.agenda.errors import ChangedSinceError, LeavesItsDayError, NothingToUndoError, TooShortError
from eventhub.agenda.forms import PlaceForm, RetimeForm
from eventhub.agenda.history import Step, find_redoable, find_undoable, forget, redo, undo, undoable
from eventhub.agenda.labels import KIND_LABELS, STEP_LABELS
from eventhub.agenda.models import AgendaChange, Session
from eventhub.agenda.presentation import session_view
from eventhub.agenda.queries import agenda_of, get_session, places_of, rooms_of
from eventhub.agenda.retiming import place, shift, stretch
from eventhub.agenda.rules import by_day
from eventhub.agenda.timetable import Axis, timetable_of
from eventhub.agenda.views.desk_paste import AGENDA, blueprint
from eventhub.agenda.warnings import Finding, warnings_of
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.events.rules import days_of
from eventhub.text import calendar
from eventhub.text.typography import capitalise
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.responses import see_other

ITEM = f"{AGENDA}<int:session_id>/"
MOVES = {"earlier": (shift, -1), "later": (shift, 1), "shorter": (stretch, -1), "longer": (stretch, 1)}


@blueprint.route(AGENDA)
@requires(Permission.DESK_USE)
def show(slug: str):
    event = get_event_of(current_user, slug)
    if request.args.get("view") == "list":
        return _list_page(event)
    return _grid_page(event, request.args)


def _list_page(event: Event):
    sessions = agenda_of(event)
    findings = _findings(event, sessions)
    by_item: dict[int, list[Any]] = {}
    for finding in findings:
        for session in finding.sessions:
            by_item.setdefault(session.id, []).append(finding.message)
    days = [
        {
            "date": day.date.isoformat(),
            "title": capitalise(calendar.full_date(day.date, current_language())),
            "entries": [(session_view(each, event.time_zone), each) for each in day.sessions],
            "warnings": [each.message for each in findings if each.day == day.date and not each.sessions],
        }
        for day in by_day(sessions, event.zone)
    ]
    return render_template("desk/agenda/list.html", event=event, days=days, warnings=by_item, **_frame(event))


def _frame(event: Event) -> dict[str, Any]:
    """What both pages show: what may be done, and undone."""
    return {
        "may_edit": may_with(current_user, Permission.EVENT_EDIT, event),
        "undoable": _label(find_undoable(event)),
        "redoable": _label(find_redoable(event)),
    }


def _label(change: AgendaChange | None) -> Any:
    return STEP_LABELS[Step(change.what)] if change else None


def _findings(event: Event, sessions: Sequence[Session]) -> list[Finding]:
    return warnings_of(event, sessions, current_language(), rooms_of(event))


def _grid_page(event: Event, wanted: MultiDict[str, str], form: PlaceForm | None = None):
    """``wanted`` is what the address, or the form of an item, says of the place on the page."""
    sessions = agenda_of(event)
    selected = _selected(sessions, wanted)
    days = sorted({*days_of(event), *(_day_of(each, event) for each in sessions if not each.cancelled)})
    day = _day(days, wanted, selected, sessions, event)
    rooms, tracks = places_of(event)
    axis = _axis(wanted, tracks, rooms)
    findings = _findings(event, sessions)
    grid = timetable_of(
        [each for each in sessions if _day_of(each, event) == day],
        day,
        event.zone,
        axis,
        tracks if axis == Axis.TRACK else rooms,
    )
    page = render_template(
        "desk/agenda/show.html",
        event=event,
        is_empty=not sessions,
        days=[(each, each == day) for each in days],
        day=day,
        axis=axis,
        grid=grid,
        views={each.id: session_view(each, event.time_zone) for row in grid.rows for each in _items(row)},
        spans=_spans((each for row in grid.rows for each in _items(row)), event),
        cancelled=[each for each in sessions if each.cancelled and _day_of(each, event) == day],
        findings=findings,
        flagged={each.id for finding in findings for each in finding.sessions},
        selected=selected,
        retime=RetimeForm(wanted),
        form=form or (PlaceForm(selected) if selected else None),
        pressed=wanted.get("pressed", ""),
        kind_labels=KIND_LABELS,
        rooms=rooms,
        tracks=tracks,
        others=[each for each in grid.columns if selected and each != getattr(selected, axis.value)],
        **_frame(event),
    )
    return page, 422 if form else 200


def _items(row: Any) -> list[Session]:
    return [each for cell in row.cells for each in cell.sessions]


def _spans(sessions: Iterable[Session], event: Event) -> dict[int, tuple[int, int]]:
    """At which minute of the day each item begins, and how many minutes it lasts."""
    spans = {}
    for each in sessions:
        start = each.starts_at.astimezone(event.zone)
        minutes = int((each.ends_at - each.starts_at) / timedelta(minutes=1))
        spans[each.id] = (start.hour * 60 + start.minute, minutes)
    return spans


def _day_of(session: Session, event: Event) -> date:
    return session.starts_at.astimezone(event.zone).date()


def _selected(sessions: Sequence[Session], wanted: MultiDict[str, str]) -> Session | None:
    return next(
        (each for each in sessions if str(each.id) == wanted.get("item") and not each.cancelled), None
    )


def _day(
    days: Sequence[date],
    wanted: MultiDict[str, str],
    selected: Session | None,
    sessions: Sequence[Session],
    event: Event,
) -> date:
    """The day of the chosen item, the day asked for, or the first one on which something is."""
    if selected:
        return _day_of(selected, event)
    asked = next((each for each in days if each.isoformat() == wanted.get("day")), None)
    return asked or next((_day_of(each, event) for each in sessions if not each.cancelled), days[0])


def _axis(wanted: MultiDict[str, str], tracks: Sequence[str], rooms: Sequence[str]) -> Axis:
    """What was asked for; else tracks, where there are any, or rooms."""
    asked = wanted.get("columns")
    if asked in list(Axis):
        return Axis(asked)
    return Axis.ROOM if rooms and not tracks else Axis.TRACK


@blueprint.post(f"{ITEM}move")
@requires(Permission.EVENT_EDIT)
def move(slug: str, session_id: int):
    """Later, earlier, longer, shorter, or into another column, by the button that was pressed."""
    get_event_of(current_user, slug)
    form, pressed = RetimeForm(request.form), request.form.get("move", "")
    column = request.form.get("to")
    back = {"slug": slug, "item": session_id, "columns": request.form.get("columns")}
    if not form.validate() or (column is None and pressed not in MOVES):
        return see_other("agenda_desk.show", **back)
    try:
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            session = get_session(event, session_id)
            with undoable(event, Step.MOVE):
                if column is not None:
                    _into_column(session, column[:120])
                else:
                    verb, sign = MOVES[pressed]
                    moved = verb(session, sign * timedelta(minutes=form.step.data), form.reach.data)
                    flash(ngettext("%(num)s item moved.", "%(num)s items moved.", moved), "success")
    except (LeavesItsDayError, TooShortError) as error:
        flash(str(error.message), "error")
    return see_other(
        "agenda_desk.show",
        **back,
        pressed=pressed or "to",
        step=form.step.data,
        reach=form.reach.data.value,
    )


def _into_column(session: Session, name: str) -> None:
    axis = Axis.ROOM if request.form.get("columns") == Axis.ROOM else Axis.TRACK
    details = SessionDetails.of(session)
    edit_session(session, SessionDetails(**{**vars(details), axis.value: name}))
    flash(_("The item is moved."), "success")


@blueprint.post(f"{ITEM}place")
@requires(Permission.EVENT_EDIT)
def put(slug: str, session_id: int):
    """Another time and place, typed or dragged."""
    event = get_event_of(current_user, slug)
    form = PlaceForm(get_session(event, session_id))
    if not form.validate():
        return _grid_page(event, MultiDict({**request.form, "item": str(session_id)}), form)
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        session = get_session(event, session_id)
        with undoable(event, Step.MOVE):
            place(session, form.period(), room=form.room.data or "", track=form.track.data or "")
    flash(_("The item is moved."), "success")
    return see_other(
        "agenda_desk.show",
        slug=slug,
        item=session_id,
        columns=request.form.get("columns"),
        pressed="place",
    )


@blueprint.post(f"{AGENDA}undo")
@requires(Permission.EVENT_EDIT)
def take_back(slug: str):
    return _through_history(slug, undo)


@blueprint.post(f"{AGENDA}redo")
@requires(Permission.EVENT_EDIT)
def take_again(slug: str):
    return _through_history(slug, redo)


def _through_history(slug: str, verb: Any):
    try:
        with transaction():
            what = STEP_LABELS[Step(verb(get_event_of(current_user, slug, for_change=True)).what)]
        said = _("Undone: %(what)s.", what=what) if verb is undo else _("Done again: %(what)s.", what=what)
        flash(said, "success")
    except NothingToUndoError as error:
        flash(str(error.message), "info")
    except ChangedSinceError as error:
        with transaction():
            forget(get_event_of(current_user, slug, for_change=True))
        flash(str(error.message), "error")
    return see_other(
        "agenda_desk.show",
        slug=slug,
        day=request.form.get("day"),
        columns=request.form.get("columns"),
        pressed="undo" if verb is undo else "redo",
    )
