"""Of which series an event is an edition: a further route of the blueprint of events."""

from flask import flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.events import series
from eventhub.events.queries import get_event_of
from eventhub.events.series_forms import SeriesForm
from eventhub.events.views.desk_parts import blueprint
from eventhub.web.access import requires
from eventhub.web.responses import see_other


@blueprint.route("/events/<slug>/series/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def set_series(slug: str):
    event = get_event_of(current_user, slug)
    form = SeriesForm(event=event, known=series.all_series())
    if form.validate_on_submit():
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            form = SeriesForm(event=event, known=series.all_series())
            series.set_series(event, form.chosen, **form.naming())
        flash(_("Saved."), "success")
        return see_other("events_desk.show", slug=slug)
    page = render_template("desk/events/series.html", event=event, form=form)
    return page, 422 if form.errors else 200
