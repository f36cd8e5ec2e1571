"""A user's own feed: opened by its token alone, made and rotated at the desk."""

from flask import Blueprint, flash, make_response, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.calendars import actions
from eventhub.calendars.entries import event_entry
from eventhub.calendars.links import Subscription
from eventhub.calendars.queries import events_in_private_feed, find_private_feed, get_private_feed
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.formats.ical import calendar, event_block
from eventhub.web.access import public, requires
from eventhub.web.language import absolute_url, in_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("private_calendars", __name__)
desk_blueprint = Blueprint("private_calendars_desk", __name__, url_prefix="/calendar")


@blueprint.route("/calendars/private/<token>.ics")
@public
def feed(token: str):
    with transaction():
        found = get_private_feed(token)
        found.last_used_at = now()
        user = found.user
    with in_language(user.language):
        blocks = [event_block(event_entry(event)) for event in events_in_private_feed(user)]
        content = calendar(
            blocks,
            name=_("My events, drafts included"),
            language=user.language,
            source_url=absolute_url("private_calendars.feed", token=token),
        )
    response = make_response(content)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.add_etag()
    return keep_private(response)


@desk_blueprint.route("/")
@requires(Permission.DESK_USE)
def index():
    return render_template(
        "desk/calendars/private.html", feed=find_private_feed(current_user), subscription=None
    )


@desk_blueprint.post("/rotate")
@requires(Permission.DESK_USE)
def rotate():
    with transaction():
        token = actions.rotate_private_feed(current_user)
    subscription = Subscription(absolute_url("private_calendars.feed", token=token))
    page = render_template(
        "desk/calendars/private.html", feed=find_private_feed(current_user), subscription=subscription
    )
    return keep_private(make_response(page))


@desk_blueprint.post("/end")
@requires(Permission.DESK_USE)
def end():
    with transaction():
        actions.end_private_feed(current_user)
    flash(_("The address works no more."), "success")
    return see_other("private_calendars_desk.index")
