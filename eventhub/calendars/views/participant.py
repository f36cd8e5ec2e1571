"""A participant's own calendar: made, seen and ended by the secret link of a registration."""

from flask import Blueprint, flash, make_response, render_template
from flask_babel import gettext as _

from eventhub.calendars import actions
from eventhub.calendars.links import Subscription
from eventhub.calendars.models import FeedKind
from eventhub.calendars.private import feeds_made_for
from eventhub.db import transaction
from eventhub.registration.queries import get_own_registration
from eventhub.web.access import public
from eventhub.web.language import absolute_url
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("participant_calendars", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/registrations/<token>/calendar/")
@public
def index(token: str):
    return _page(token, made=None)


@blueprint.post("/registrations/<token>/calendar/make")
@public
def make(token: str):
    """A new address in place of the one before; it is shown in answer, this once."""
    with transaction():
        registration = get_own_registration(token)
        for feed in feeds_made_for(registration):
            actions.end_private_feed(feed)
        made = actions.make_private_feed(FeedKind.REGISTRATIONS, registration=registration)
    return _page(token, made=Subscription(absolute_url("private_calendars.feed", token=made)))


@blueprint.post("/registrations/<token>/calendar/end")
@public
def end(token: str):
    with transaction():
        for feed in feeds_made_for(get_own_registration(token)):
            actions.end_private_feed(feed)
    flash(_("The address works no more."), "success")
    return see_other("participant_calendars.index", token=token)


def _page(token: str, made: Subscription | None):
    registration = get_own_registration(token)
    feed = next(iter(feeds_made_for(registration)), None)
    return make_response(
        render_template("registration/calendar.html", registration=registration, feed=feed, subscription=made)
    )
