"""Minutes and decisions of an event, and the interpretation of its sessions, on the desk."""

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda.history import Step, undoable
from eventhub.agenda.interpreting import languages_to_offer, set_languages, spoken_items
from eventhub.agenda.minutes import (
    are_published,
    find_minutes,
    minutes_of,
    publish_minutes,
    set_minutes,
    withdraw_minutes,
)
from eventhub.agenda.minutes_forms import LanguagesForm, MinutesForm
from eventhub.agenda.models import Session
from eventhub.agenda.presentation import session_view
from eventhub.agenda.queries import agenda_of, get_session
from eventhub.agenda.views.desk_grid import ITEM
from eventhub.agenda.views.desk_rooms import AGENDA, blueprint
from eventhub.agenda.warnings import PAUSES
from eventhub.db import transaction
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.organizations.fields import organization_label
from eventhub.organizations.search import suggested_organizations
from eventhub.text.languages import language_name
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.responses import see_other
from eventhub.web.rows import read_command, rearranged
from eventhub.web.stamps import OvertakenError


@blueprint.route(f"{AGENDA}languages", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def languages(slug: str):
    event = get_event_of(current_user, slug)
    sessions = spoken_items(event)
    kind = LanguagesForm.for_languages(languages_to_offer(event, sessions))
    form = kind(**kind.values_of(sessions))
    if not form.is_submitted():
        form.stamp()
    elif form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                sessions = spoken_items(event)
                form.refuse_overtaken(kind(None, **kind.values_of(sessions)))
                with undoable(event, Step.INTERPRETATION):
                    set_languages(event, sessions, form.details())
            flash(_("Saved."), "success")
            return see_other("agenda_desk.show", slug=slug)
        except OvertakenError:
            event = get_event_of(current_user, slug)
    views = {str(each.id): session_view(each, event.time_zone) for each in sessions}
    page = render_template(
        "desk/agenda/languages.html",
        event=event,
        form=form,
        views=views,
        headings=[
            _("Agenda item"),
            _("Spoken language"),
            *(
                _("Into %(language)s", language=language_name(code, current_language()))
                for code in form.languages
            ),
        ],
    )
    return page, 422 if form.errors else 200


@blueprint.route(f"{AGENDA}minutes")
@requires(Permission.DESK_USE)
def all_minutes(slug: str):
    event = get_event_of(current_user, slug)
    written = {each.session_id: each for each in minutes_of(event)}
    return render_template(
        "desk/agenda/all_minutes.html",
        event=event,
        rows=[
            (each, session_view(each, event.time_zone), written.get(each.id))
            for each in agenda_of(event)
            if each.id in written or not (each.cancelled or each.kind in PAUSES)
        ],
        any_written=bool(written),
        is_published=are_published(event),
        may_edit=may_with(current_user, Permission.EVENT_EDIT, event),
    )


@blueprint.post(f"{AGENDA}minutes/publish")
@requires(Permission.EVENT_EDIT)
def open_minutes(slug: str):
    with transaction():
        publish_minutes(get_event_of(current_user, slug, for_change=True))
    flash(_("The minutes are public."), "success")
    return see_other("agenda_desk.all_minutes", slug=slug)


@blueprint.post(f"{AGENDA}minutes/withdraw")
@requires(Permission.EVENT_EDIT)
def close_minutes(slug: str):
    with transaction():
        withdraw_minutes(get_event_of(current_user, slug, for_change=True))
    flash(_("The minutes are no longer public."), "success")
    return see_other("agenda_desk.all_minutes", slug=slug)


@blueprint.route(f"{ITEM}minutes", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def minutes(slug: str, session_id: int):
    event = get_event_of(current_user, slug)
    session = get_session(event, session_id)
    form = MinutesForm(**MinutesForm.values_of(find_minutes(session)))
    if not form.is_submitted():
        form.stamp()
    elif request.form.get("rows"):
        return _rearranged(event, session, request.form["rows"])
    elif form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                session = get_session(event, session_id)
                form.refuse_overtaken(MinutesForm(None, **MinutesForm.values_of(find_minutes(session))))
                set_minutes(session, form.text.data, form.details())
            flash(_("Saved."), "success")
            return see_other("agenda_desk.all_minutes", slug=slug)
        except OvertakenError:
            event = get_event_of(current_user, slug)
            session = get_session(event, session_id)
    return _minutes_page(event, session, form)


def _rearranged(event: Event, session: Session, typed: str):
    """The same page with what was typed, its rows added to, moved or removed; nothing is saved."""
    command = read_command(typed)
    form = MinutesForm(rearranged(request.form, command) if command else request.form)
    if command and (command.what, command.name) == ("add", "decisions"):
        form.decisions.append_entry()
    return _minutes_page(event, session, form, is_unsaved=True)


def _minutes_page(event: Event, session: Session, form: MinutesForm, *, is_unsaved: bool = False):
    if not form.decisions.entries:
        form.decisions.append_entry()
    page = render_template(
        "desk/agenda/minutes.html",
        event=event,
        session=session,
        view=session_view(session, event.time_zone),
        form=form,
        is_unsaved=is_unsaved,
        organizations=[organization_label(each) for each in suggested_organizations()],
    )
    return page, 422 if form.errors else 200
