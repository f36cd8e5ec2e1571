"""Feeds to subscribe to, and the page that lists them."""

from collections.abc import Sequence

from flask import Blueprint, render_template

from eventhub.calendars import links
from eventhub.calendars.directory import feeds_by_kind
from eventhub.calendars.feeds import find_feed
from eventhub.calendars.queries import (
    block_of_event,
    blocks_of_agenda,
    blocks_of_listed_events,
    last_revision,
)
from eventhub.events.models import Event
from eventhub.events.queries import get_readable_event
from eventhub.formats.ical import Block, calendar
from eventhub.web.access import public
from eventhub.web.language import absolute_url, current_language
from eventhub.web.responses import cacheable

MEDIA_TYPE = "text/calendar; charset=utf-8"
MAX_AGE = 300
"""Seconds for which a client need not ask again."""

blueprint = Blueprint("calendars", __name__)


@blueprint.route("/calendars/")
@public
def index():
    return render_template("calendars/index.html", subscription=links.subscription, **feeds_by_kind())


@blueprint.route("/calendars/<name>.ics")
@public
def feed(name: str):
    found = find_feed(name)
    language = current_language()
    content = calendar(
        blocks_of_listed_events(language, found.holds),
        name=found.title,
        language=language,
        source_url=absolute_url("calendars.feed", name=name),
    )
    return cacheable(content, media_type=MEDIA_TYPE, last_modified=last_revision(language), max_age=MAX_AGE)


@blueprint.route("/events/<slug>.ics")
@public
def event(slug: str):
    found = get_readable_event(slug)
    return _of_event(found, block_of_event(found, current_language()), "calendars.event")


@blueprint.route("/events/<slug>/agenda.ics")
@public
def agenda(slug: str):
    found = get_readable_event(slug)
    return _of_event(found, blocks_of_agenda(found, current_language()), "calendars.agenda")


def _of_event(event: Event, blocks: Sequence[Block], endpoint: str):
    language = current_language()
    content = calendar(
        blocks,
        name=links.title_of(event),
        language=language,
        source_url=absolute_url(endpoint, slug=event.slug),
    )
    return cacheable(
        content, media_type=MEDIA_TYPE, last_modified=last_revision(language, event), max_age=MAX_AGE
    )
