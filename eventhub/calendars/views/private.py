"""Private feeds, opened by their token alone; and the page of the desk where they are made, seen and ended."""

from flask import Blueprint, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.calendars import actions
from eventhub.calendars.documents import Document
from eventhub.calendars.errors import FeedNotFoundError
from eventhub.calendars.forms import FeedForm
from eventhub.calendars.labels import FEED_KINDS
from eventhub.calendars.links import Subscription
from eventhub.calendars.models import PrivateFeed
from eventhub.calendars.options import FeedOptions
from eventhub.calendars.private import entries_of, feeds_made_by, language_of, title_of
from eventhub.calendars.renderings import OTHERS, RENDERINGS
from eventhub.calendars.use import used_feed
from eventhub.calendars.views.answers import COLOR, answer
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.formats.ical import calendar
from eventhub.web.access import public, requires
from eventhub.web.language import absolute_url, in_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("private_calendars", __name__)
desk_blueprint = Blueprint("private_calendars_desk", __name__)


@blueprint.route("/calendars/private/<token>.ics")
@blueprint.route(f"/calendars/private/<token>.{OTHERS}")
@public
def feed(token: str, form: str = "ics"):
    found, rendering = used_feed(token), RENDERINGS[form]
    options = FeedOptions.of(request.args)
    ending = {} if form == "ics" else {"form": form}
    source_url = absolute_url("private_calendars.feed", token=token, **ending, **options.query())
    content = rendering.of(_content(found, options, source_url))
    return keep_private(
        answer(Document(content, last_modified=None), f"calendar.{form}", rendering.media_type)
    )


def _content(feed: PrivateFeed, options: FeedOptions, source_url: str) -> bytes:
    language = language_of(feed)
    with in_language(language):
        blocks = [options.shape(entry) for entry in entries_of(feed, options, at=now())]
        return calendar(blocks, name=title_of(feed), language=language, source_url=source_url, color=COLOR)


@desk_blueprint.route("/", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def index():
    """The addresses that a person has made; a new one is shown in answer to the form, this once."""
    form = FeedForm(current_user)
    if not form.validate_on_submit():
        return _page(form, None, 422 if form.errors else 200)
    with transaction():
        user = current_user._get_current_object()
        token = actions.make_private_feed(form.chosen_kind, user=user, **form.details())
    made = Subscription(absolute_url("private_calendars.feed", token=token))
    return keep_private(make_response(_page(FeedForm(current_user, formdata=None), made, 200)))


def _page(form: FeedForm, made: Subscription | None, status: int):
    feeds = feeds_made_by(current_user)
    return render_template(
        "desk/calendars/private.html",
        form=form,
        subscription=made,
        feeds=[(each, FEED_KINDS[each.kind], each.organization or each.office) for each in feeds],
    ), status


@desk_blueprint.post("/<int:feed_id>/end")
@requires(Permission.DESK_USE)
def end(feed_id: int):
    with transaction():
        own = [each for each in feeds_made_by(current_user) if each.id == feed_id]
        if not own:
            raise FeedNotFoundError
        actions.end_private_feed(own[0])
    flash(_("The address works no more."), "success")
    return see_other("private_calendars_desk.index")
