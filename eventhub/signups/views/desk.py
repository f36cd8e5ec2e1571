"""Who has signed up for an item, on the desk."""

from flask import Blueprint, render_template
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda.presentation import session_view
from eventhub.agenda.queries import get_session
from eventhub.events.queries import get_event_of
from eventhub.registration.presentation import organization_of
from eventhub.signups.queries import signed_up_for
from eventhub.web.access import requires
from eventhub.web.security import keep_private

blueprint = Blueprint("signups_desk", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/events/<slug>/agenda/<int:session_id>/sign-ups")
@requires(Permission.REGISTRATION_VIEW)
def index(slug: str, session_id: int):
    event = get_event_of(current_user, slug)
    session = get_session(event, session_id)
    return render_template(
        "signups/desk.html",
        event=event,
        session=session,
        view=session_view(session, event.time_zone),
        people=[(each, organization_of(each)) for each in signed_up_for(session)],
    )
