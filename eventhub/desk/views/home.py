"""The first page of the desk: what is to be done."""

from flask import Blueprint, render_template
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.clock import now
from eventhub.desk.figures import figures_of
from eventhub.desk.guide import guided_steps
from eventhub.desk.history import entry_of, latest_changes
from eventhub.desk.styleguide import sample_forms
from eventhub.desk.todo import tasks_of
from eventhub.events.desk_list import open_events_of
from eventhub.events.guide import step_after
from eventhub.events.presentation import awaits_new_dates, dates_of, where
from eventhub.releases.stale import stale_releases
from eventhub.web.access import requires

blueprint = Blueprint("desk", __name__)

SHOWN = 12
CHANGES_SHOWN = 10


@blueprint.app_context_processor
def offer_guide():
    """Pages of lower areas show the steps of the guide, which knows what areas above them hold."""
    return {"guided_steps": guided_steps, "guide_step_after": step_after}


@blueprint.route("/")
@requires(Permission.DESK_USE)
def home():
    events = open_events_of(current_user, limit=SHOWN)
    figures, stale, moment = figures_of(events), stale_releases(events), now()
    entries = [
        {
            "event": event,
            "when": "" if awaits_new_dates(event) else dates_of(event),
            "where": where(event),
            "figures": figures[event.id],
            "tasks": tasks_of(event, figures[event.id], moment, stale.get(event.id)),
        }
        for event in events
    ]
    changes = [(entry_of(entry, "UTC"), event) for entry, event in _changes()]
    return render_template(
        "desk/home.html",
        entries=entries,
        changes=changes,
        may_edit=may(current_user, Permission.EVENT_EDIT),
    )


def _changes():
    return latest_changes(current_user, limit=CHANGES_SHOWN)


@blueprint.route("/styleguide")
@requires(Permission.DESK_USE)
def styleguide():
    return render_template("styleguide.html", **sample_forms())
