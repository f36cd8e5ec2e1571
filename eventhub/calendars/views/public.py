"""Feeds to subscribe to, and the page that lists them."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, render_template

from eventhub.calendars.directory import feeds_by_kind
from eventhub.calendars.documents import Document, documents
from eventhub.calendars.feeds import find_feed
from eventhub.calendars.links import subscription
from eventhub.calendars.queries import (
    CalendarEvent,
    block_of_event,
    blocks_of_agenda,
    blocks_of_listed_events,
    current_state,
    get_calendar_event,
    last_revision_of,
)
from eventhub.calendars.views.answers import answer
from eventhub.formats.ical import Block, calendar
from eventhub.text.languages import in_language
from eventhub.web.access import public
from eventhub.web.language import absolute_url, current_language

MAX_AGE = 300
"""Seconds for which a client need not ask again."""

blueprint = Blueprint("calendars", __name__)


@blueprint.route("/calendars/")
@public
def index():
    return render_template("calendars/index.html", subscription=subscription, **feeds_by_kind())


@blueprint.route("/calendars/<name>.ics")
@public
def feed(name: str):
    state = current_state()
    found = find_feed(name)
    return _answer(
        absolute_url("calendars.feed", name=name),
        found.title,
        state.token,
        blocks=lambda: blocks_of_listed_events(current_language(), found.holds),
        last_modified=lambda: state.changed_at,
        filename=f"{name}.ics",
    )


@blueprint.route("/events/<slug>.ics")
@public
def event(slug: str):
    return _of_event(slug, "calendars.event", block_of_event, f"{slug}.ics")


@blueprint.route("/events/<slug>/agenda.ics")
@public
def agenda(slug: str):
    return _of_event(slug, "calendars.agenda", blocks_of_agenda, f"{slug}-agenda.ics")


def _of_event(
    slug: str, endpoint: str, blocks: Callable[[CalendarEvent, str], list[Block]], filename: str
) -> Response:
    state = current_state()
    found = get_calendar_event(slug)
    language = current_language()
    return _answer(
        absolute_url(endpoint, slug=slug),
        in_language(found.title, language)[0],
        state.token,
        blocks=lambda: blocks(found, language),
        last_modified=lambda: last_revision_of(found, language),
        filename=filename,
    )


def _answer(
    source_url: str,
    title: str,
    token: str,
    *,
    blocks: Callable[[], list[Block]],
    last_modified: Callable[[], datetime | None],
    filename: str,
) -> Response:
    """The calendar, from what is kept for this state (``token``) where it has been asked for before.

    The token was read before the blocks: at worst newer blocks are kept under an old token, which nobody asks for.
    """

    def write() -> Document:
        content = calendar(blocks(), name=title, language=current_language(), source_url=source_url)
        return Document(content, last_modified())

    response = answer(documents.get((source_url, title, token), write), filename)
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE
    response.cache_control.must_revalidate = True
    return response
