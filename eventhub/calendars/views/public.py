"""Feeds to subscribe to, and the page that lists them."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, render_template, request

from eventhub.agenda.published import published_agenda
from eventhub.agenda.revision_words import revision_in_words
from eventhub.calendars.directory import feeds_by_kind
from eventhub.calendars.documents import Document, documents
from eventhub.calendars.feeds import find_feed
from eventhub.calendars.links import subscription
from eventhub.calendars.models import CalendarBlock
from eventhub.calendars.options import FeedOptions, StoredEntry
from eventhub.calendars.presentation import option_choices
from eventhub.calendars.queries import (
    CalendarEvent,
    current_state,
    get_calendar_event,
    last_revision_of,
    stored_entries,
)
from eventhub.calendars.renderings import OTHERS, RENDERINGS
from eventhub.calendars.views.answers import COLOR, answer
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.queries import is_listed
from eventhub.formats.ical import calendar
from eventhub.text.languages import in_language
from eventhub.web.access import public
from eventhub.web.language import absolute_url, current_language

MAX_AGE = 300
"""Seconds for which a client need not ask again."""

blueprint = Blueprint("calendars", __name__)


@blueprint.route("/calendars/")
@public
def index():
    options = FeedOptions.of(request.args)
    return render_template(
        "calendars/index.html",
        subscription=lambda name: subscription(name, options),
        options=options,
        choices=option_choices(options),
        **feeds_by_kind(),
    )


@blueprint.route("/calendars/<name>.ics")
@blueprint.route(f"/calendars/<name>.{OTHERS}")
@public
def feed(name: str, form: str = "ics"):
    state = current_state()
    found, options = find_feed(name), FeedOptions.of(request.args)
    return _answer(
        form,
        absolute_url("calendars.feed", name=name, **_ending(form), **options.query()),
        found.title,
        options,
        state.token,
        entries=lambda: stored_entries(
            current_language(), is_listed(), found.holds, with_agenda=options.agenda
        ),
        last_modified=lambda: state.changed_at,
        filename=f"{name}.{form}",
    )


@blueprint.route("/events/<slug>.ics")
@blueprint.route(f"/events/<slug>.{OTHERS}")
@public
def event(slug: str, form: str = "ics"):
    return _of_event(slug, form, "calendars.event", FeedOptions.of(request.args), f"{slug}.{form}")


@blueprint.route("/events/<slug>/agenda.ics")
@blueprint.route(f"/events/<slug>/agenda.{OTHERS}")
@public
def agenda(slug: str, form: str = "ics"):
    options = FeedOptions.of({**request.args, "agenda": "yes"})
    return _of_event(slug, form, "calendars.agenda", options, f"{slug}-agenda.{form}")


def _ending(form: str) -> dict[str, str]:
    """What ``url_for`` needs to lead to the same in this form."""
    return {} if form == "ics" else {"form": form}


def _of_event(slug: str, form: str, endpoint: str, options: FeedOptions, filename: str) -> Response:
    state = current_state()
    found = get_calendar_event(slug)
    language = current_language()
    query = options.query()
    if endpoint == "calendars.agenda":
        query.pop("agenda")
    return _answer(
        form,
        absolute_url(endpoint, slug=slug, **_ending(form), **query),
        in_language(found.title, language)[0],
        options,
        state.token,
        entries=lambda: stored_entries(
            language, CalendarBlock.event_id == found.id, with_agenda=options.agenda
        ),
        last_modified=lambda: last_revision_of(found, language),
        filename=filename,
        description=lambda: _revision_of(found) if options.agenda else "",
    )


def _revision_of(event: CalendarEvent) -> str:
    """Under which number the agenda goes."""
    return revision_in_words(published_agenda(db.session.get_one(Event, event.id)))


def _answer(
    form: str,
    source_url: str,
    title: str,
    options: FeedOptions,
    token: str,
    *,
    entries: Callable[[], list[StoredEntry]],
    last_modified: Callable[[], datetime | None],
    filename: str,
    description: Callable[[], str] = str,
) -> Response:
    """The calendar, from what is kept for this state (``token``) where it has been asked for before.

    The token was read before the entries: at worst newer ones are kept under an old token, which nobody asks for.
    """

    rendering = RENDERINGS[form]

    def write() -> Document:
        blocks = [options.shape(entry) for entry in entries()]
        content = calendar(
            blocks,
            name=title,
            language=current_language(),
            source_url=source_url,
            description=description(),
            color=COLOR,
        )
        return Document(rendering.of(content), last_modified())

    response = answer(documents.get(source_url, (title, token), write), filename, rendering.media_type)
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE
    response.cache_control.must_revalidate = True
    return response
