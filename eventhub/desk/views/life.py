"""The life of an event: published, moved, cancelled, closed, used as a template. Further routes of the events."""

from collections.abc import Callable
from dataclasses import replace

from flask import flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda.actions import copy_agenda, move_agenda
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.desk.figures import figures_of
from eventhub.desk.forms import CancelForm, CompleteForm, DatesForm, DuplicateForm, PostponeForm
from eventhub.desk.todo import tasks_of
from eventhub.desk.views.event import events as blueprint
from eventhub.errors import ConflictError, ForbiddenError
from eventhub.events import actions
from eventhub.events.actions import EventDetails
from eventhub.events.desk_list import offices_to_begin_in
from eventhub.events.errors import NotPublishableError
from eventhub.events.models import Event, EventStatus
from eventhub.events.presentation import awaits_new_dates, dates_of, where
from eventhub.events.queries import get_event_of
from eventhub.events.rules import may_become, missing_for_publication
from eventhub.events.series import series_to_continue
from eventhub.questions.copying import copy_form
from eventhub.web.access import requires
from eventhub.web.forms import Form
from eventhub.web.responses import see_other
from eventhub.web.stamps import OvertakenError


@blueprint.route("/events/<slug>/publish", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def publish(slug: str):
    event = get_event_of(current_user, slug)
    form = Form()
    if form.validate_on_submit():
        try:
            with transaction():
                actions.publish(get_event_of(current_user, slug, for_change=True))
            flash(_("The event is published."), "success")
            return see_other("events_desk.show", slug=slug)
        except NotPublishableError as error:
            event = get_event_of(current_user, slug)
            form.form_errors = [str(error.message)]
        except ConflictError as error:
            return _refused(error, slug)
    page = render_template(
        "desk/events/publish.html",
        event=event,
        form=form,
        missing=missing_for_publication(event),
        tasks=tasks_of(event, figures_of([event])[event.id], now())[:-1],
        is_allowed=may_become(event.status, EventStatus.PUBLISHED),
        awaits_new_dates=awaits_new_dates(event),
        when=dates_of(event),
        where=where(event),
    )
    return page, 422 if form.form_errors else 200


@blueprint.route("/events/<slug>/postpone", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def postpone(slug: str):
    def change(event: Event) -> None:
        _say_why(event, form)
        actions.postpone(event)
        if form.has_new_dates.data:
            _move(event, form)

    event = get_event_of(current_user, slug)
    form = PostponeForm(**PostponeForm.values_of(event), status_reason=event.status_reason)
    if not form.is_submitted():
        form.stamp()
    elif form.validate():
        return _changed(slug, change, _("The event is postponed. Calendars and the page say so."))
    return _page("desk/events/postpone.html", event, form)


def _say_why(event: Event, form: PostponeForm | CancelForm) -> None:
    actions.edit_event(event, replace(EventDetails.of(event), status_reason=form.status_reason.data))


@blueprint.route("/events/<slug>/dates", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def reschedule(slug: str):
    event = get_event_of(current_user, slug)
    form = DatesForm(**DatesForm.values_of(event))
    if not form.is_submitted():
        form.stamp()
    elif form.validate():
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                form.refuse_overtaken(DatesForm(None, **DatesForm.values_of(event)))
                _move(event, form)
            flash(_("The dates are changed."), "success")
            return see_other("events_desk.show", slug=slug)
        except OvertakenError:
            event = get_event_of(current_user, slug)
    return _page("desk/events/dates.html", event, form)


def _move(event: Event, form: DatesForm) -> None:
    days = actions.reschedule(event, **form.period())
    if form.moves_agenda.data:
        move_agenda(event, days)


@blueprint.route("/events/<slug>/cancel", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def cancel(slug: str):
    def change(event: Event) -> None:
        # Before the mails are written, which say it.
        _say_why(event, form)
        actions.cancel(event)

    event = get_event_of(current_user, slug)
    form = CancelForm(status_reason=event.status_reason)
    if form.validate_on_submit():
        return _changed(slug, change, _("The event is cancelled."))
    return _page("desk/events/cancel.html", event, form)


@blueprint.route("/events/<slug>/complete", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def complete(slug: str):
    def change(event: Event) -> None:
        details = {name: form[name].data for name in ("actual_women", "actual_men", "outcomes")}
        actions.edit_event(event, replace(EventDetails.of(event), **details))
        actions.complete(event)

    event = get_event_of(current_user, slug)
    form = CompleteForm(obj=event)
    if form.validate_on_submit():
        return _changed(slug, change, _("The event is closed."))
    return _page("desk/events/complete.html", event, form)


@blueprint.post("/events/<slug>/delete")
@requires(Permission.EVENT_EDIT)
def delete(slug: str):
    try:
        with transaction():
            actions.delete_draft(get_event_of(current_user, slug, for_change=True))
    except ConflictError as error:
        return _refused(error, slug)
    flash(_("The draft is deleted."), "success")
    return see_other("events_desk.index")


@blueprint.route("/events/<slug>/duplicate", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def duplicate(slug: str):
    event = get_event_of(current_user, slug)
    if event.office not in offices_to_begin_in(current_user):
        # Whoever looks after this one alone begins no other one in its office.
        raise ForbiddenError
    form = DuplicateForm(
        start_time=event.local_start.time(), end_time=event.local_end.time(), time_zone=event.time_zone
    )
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug)
            series = series_to_continue(event) if form.is_edition.data else None
            copy = actions.duplicate_event(event, staff=[current_user], series=series, **form.period())
            if form.copies_agenda.data:
                copy_agenda(event, copy)
            if form.copies_form.data:
                copy_form(event, copy)
            slug_of_copy = copy.slug
        flash(_("This is the new draft. Change what differs this time."), "success")
        return see_other("events_desk.edit", slug=slug_of_copy, guided=1)
    return _page("desk/events/duplicate.html", event, form)


def _changed(slug: str, change: Callable[[Event], None], said: str):
    """Back to the event, after ``change`` or with the reason why its state does not allow it."""
    try:
        with transaction():
            change(get_event_of(current_user, slug, for_change=True))
    except ConflictError as error:
        return _refused(error, slug)
    flash(said, "success")
    return see_other("events_desk.show", slug=slug)


def _refused(error: ConflictError, slug: str):
    flash(str(error.message), "error")
    return see_other("events_desk.show", slug=slug)


def _page(template: str, event: Event, form: Form):
    page = render_template(
        template, event=event, form=form, figures=figures_of([event])[event.id], when=dates_of(event)
    )
    return page, 422 if form.errors else 200
