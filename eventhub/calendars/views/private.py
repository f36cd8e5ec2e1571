"""A user's own feed: opened by its token alone, made and rotated at the desk."""

from datetime import timedelta

from flask import Blueprint, flash, make_response, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.calendars import actions
from eventhub.calendars.documents import Document
from eventhub.calendars.entries import draft_blocks
from eventhub.calendars.links import Subscription
from eventhub.calendars.models import PrivateFeed
from eventhub.calendars.queries import blocks_for, drafts_for, find_private_feed, get_private_feed
from eventhub.calendars.views.answers import answer
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.formats.ical import calendar
from eventhub.web.access import public, requires
from eventhub.web.language import absolute_url, in_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

USE_NOTED_EVERY = timedelta(hours=1)
"""A client may ask every minute: its use is not worth a write each time."""

blueprint = Blueprint("private_calendars", __name__)
desk_blueprint = Blueprint("private_calendars_desk", __name__)


@blueprint.route("/calendars/private/<token>.ics")
@public
def feed(token: str):
    found = get_private_feed(token)
    if found.last_used_at is None or now() - found.last_used_at > USE_NOTED_EVERY:
        with transaction():
            found = get_private_feed(token)
            found.last_used_at = now()
    content = _content(found, absolute_url("private_calendars.feed", token=token))
    return keep_private(answer(Document(content, last_modified=None), "calendar.ics"))


def _content(feed: PrivateFeed, source_url: str) -> bytes:
    user, moment = feed.user, now()
    with in_language(user.language):
        return calendar(
            blocks_for(user, user.language, at=moment) + draft_blocks(drafts_for(user, at=moment)),
            name=_("My events, drafts included"),
            language=user.language,
            source_url=source_url,
        )


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
