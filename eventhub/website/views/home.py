"""The way in: the choice of a language, and the first page."""

from flask import Blueprint, redirect, render_template, request, url_for

from eventhub.clock import now
from eventhub.events.queries import all_topics
from eventhub.events.search import EventFilter, Period, events_on_now, find_events
from eventhub.releases.presentation import release_cards
from eventhub.releases.queries import published_releases
from eventhub.text.languages import negotiate
from eventhub.web.access import public
from eventhub.web.responses import with_validator
from eventhub.web.texts import marked
from eventhub.website.pages import cards

blueprint = Blueprint("website", __name__)
blueprint.after_request(with_validator)
entrance = Blueprint("entrance", __name__)

NEXT_EVENTS, LATEST_RELEASES, ON_NOW = 8, 3, 3


@entrance.route("/")
@public
def choose_language():
    language = negotiate(request.headers.get("Accept-Language", ""))
    response = redirect(url_for("website.home", language=language))
    response.vary.add("Accept-Language")
    return response


@blueprint.route("/")
@public
def home():
    moment = now()
    on_now = events_on_now(at=moment, limit=ON_NOW)
    coming = find_events(EventFilter(), Period.COMING, at=moment, limit=NEXT_EVENTS + ON_NOW)
    return render_template(
        "website/home.html",
        on_now=cards(on_now, moment),
        coming=cards([event for event in coming if event not in on_now][:NEXT_EVENTS], moment),
        releases=release_cards(published_releases(limit=LATEST_RELEASES)),
        topics=[(marked(topic.name), url_for("topics.show", slug=topic.slug)) for topic in all_topics()],
    )
