"""One event at a glance, and the pages of its guide that belong to other areas."""

from dataclasses import replace

from flask import flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda.presentation import agenda_view
from eventhub.agenda.queries import agenda_of
from eventhub.agenda.warnings import warnings_of
from eventhub.audit.queries import history_of
from eventhub.calendars.links import Subscription
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.desk.figures import figures_of
from eventhub.desk.forms import RegistrationForm, ReleaseForm
from eventhub.desk.history import timeline
from eventhub.desk.todo import tasks_of
from eventhub.desk.views.home import blueprint as desk
from eventhub.events import actions
from eventhub.events.actions import EventDetails
from eventhub.events.guide import after_saving
from eventhub.events.labels import MODE_LABELS, PART_LABELS, VISIBILITY_LABELS
from eventhub.events.models import Event, EventStatus, Visibility
from eventhub.events.permissions import may_with
from eventhub.events.presentation import awaits_new_dates, dates_of, kind_of, where
from eventhub.events.queries import get_event_of
from eventhub.events.rules import NEXT_STATUSES, funding_of, participants_by_role
from eventhub.events.views.desk_series import blueprint as events
from eventhub.registration.actions import set_desk
from eventhub.registration.queries import desk_of
from eventhub.releases.actions import write_release
from eventhub.releases.errors import AlreadyAnnouncedError
from eventhub.releases.labels import KIND_LABELS
from eventhub.releases.models import ReleaseKind
from eventhub.releases.queries import releases_of_event
from eventhub.releases.rules import fitting_kind, languages_for
from eventhub.releases.stale import stale_releases
from eventhub.text import calendar
from eventhub.text.languages import LANGUAGES, in_language, language_name
from eventhub.text.lists import enumerated
from eventhub.web.access import requires
from eventhub.web.language import absolute_url, current_language
from eventhub.web.stamps import OvertakenError

HISTORY_SHOWN = 15


@events.route("/events/<slug>/")
@requires(Permission.DESK_USE)
def show(slug: str):
    event = get_event_of(current_user, slug)
    figures, sessions = figures_of([event])[event.id], agenda_of(event)
    days = agenda_view(sessions, event.time_zone)
    return render_template(
        "desk/events/show.html",
        event=event,
        facts=_facts(event),
        tasks=tasks_of(event, figures, now(), stale_releases([event]).get(event.id)),
        allowed={status.value for status in NEXT_STATUSES[event.status]},
        has_ended=event.ends_at <= now(),
        is_readable=event.status != EventStatus.DRAFT and event.visibility != Visibility.PRIVATE,
        figures=figures,
        parts_by_role=participants_by_role(event),
        part_labels=PART_LABELS,
        fundings=funding_of(event),
        agenda=[(day, sum(len(track.sessions) for track in day.tracks)) for day in days],
        warnings=len(warnings_of(event, sessions, current_language())),
        releases=[
            (each, *in_language({text.language: text.headline for text in each.texts}, current_language()))
            for each in releases_of_event(event)
        ],
        calendar=Subscription(absolute_url("calendars.event", slug=slug)),
        history=timeline(history_of(event, limit=HISTORY_SHOWN), event.time_zone),
        may_edit=may_with(current_user, Permission.EVENT_EDIT, event),
        may_see_registrations=may_with(current_user, Permission.REGISTRATION_VIEW, event),
    )


def _facts(event: Event) -> dict[str, str]:
    """The facts in words."""
    language = current_language()
    hours = [calendar.clock(moment, event.time_zone, language) for moment in (event.starts_at, event.ends_at)]
    return {
        "kind": kind_of(event),
        "dates": _("New dates to be announced") if awaits_new_dates(event) else dates_of(event),
        "hours": "–".join(hours),
        "zone": calendar.zone_name(event.starts_at, event.time_zone, language),
        "where": where(event),
        "mode": str(MODE_LABELS[event.mode]),
        "visibility": str(VISIBILITY_LABELS[event.visibility]),
        "languages": enumerated(
            (language_name(tag, language) or "" for tag in event.working_languages), language
        ),
    }


@desk.route("/events/<slug>/registration/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def registration(slug: str):
    event = get_event_of(current_user, slug)
    form = _registration_form(event)
    if not form.is_submitted():
        form.stamp()
    elif form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                form.refuse_overtaken(_registration_form(event, None))
                actions.edit_event(event, replace(EventDetails.of(event), capacity=form.capacity.data))
                set_desk(event, form.details())
            flash(_("Saved."), "success")
            return after_saving(slug, "registration")
        except OvertakenError:
            event = get_event_of(current_user, slug)
    page = render_template(
        "desk/events/registration.html", event=event, form=form, figures=figures_of([event])[event.id]
    )
    return page, 422 if form.errors else 200


def _registration_form(event: Event, *formdata: None) -> RegistrationForm:
    return RegistrationForm(*formdata, event=event, **RegistrationForm.values_of(event, desk_of(event)))


@desk.route("/events/<slug>/release/", methods=["GET", "POST"])
@requires(Permission.RELEASE_EDIT)
def release(slug: str):
    event = get_event_of(current_user, slug)
    form = ReleaseForm(languages=languages_for(event), kind=fitting_kind(event, now()).value)
    if form.validate_on_submit():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                kind = ReleaseKind(form.kind.data)
                write_release(event, form.languages.data or (), kind=kind, author=current_user)
            flash(_("The release is written. Read it, edit it, publish it."), "success")
        except AlreadyAnnouncedError as error:
            flash(str(error.message), "info")
        return after_saving(slug, "release")
    page = render_template(
        "desk/events/release.html",
        event=event,
        form=form,
        releases=releases_of_event(event),
        names={each.code: each.name for each in LANGUAGES},
        kinds=KIND_LABELS,
    )
    return page, 422 if form.errors else 200
