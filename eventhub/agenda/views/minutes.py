"""The minutes of an event for whoever may read its page, once they are published."""

from flask import Blueprint, render_template

from eventhub.agenda.errors import MinutesNotFoundError
from eventhub.agenda.minutes import published_minutes_of
from eventhub.agenda.presentation import minutes_view, session_view
from eventhub.events.queries import get_readable_event
from eventhub.web.access import public
from eventhub.web.texts import marked

blueprint = Blueprint("minutes", __name__)


@blueprint.route("/events/<slug>/minutes/")
@public
def show(slug: str):
    event = get_readable_event(slug)
    minutes = published_minutes_of(event)
    if not minutes:
        raise MinutesNotFoundError
    return render_template(
        "events/minutes.html",
        event=event,
        title=marked(event.title),
        parts=[
            {
                "view": session_view(each.session, event.time_zone),
                "day": each.session.starts_at.astimezone(event.zone).date(),
                "minutes": minutes_view(each),
            }
            for each in minutes
        ],
    )
