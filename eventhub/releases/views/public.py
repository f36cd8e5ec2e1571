"""The newsroom, its feeds, and a release in the forms in which people take it away."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, make_response, render_template, request

from eventhub.events.models import Visibility
from eventhub.events.presentation import where
from eventhub.events.rules import days_of
from eventhub.formats.feeds import Feed, atom, json_feed, rss
from eventhub.releases import files, newsroom, presentation
from eventhub.releases.newsfeed import newsroom_feed
from eventhub.releases.queries import (
    count_published,
    get_published_release,
    published_releases,
    text_in,
)
from eventhub.web.access import public
from eventhub.web.language import current_language, in_language
from eventhub.web.limits import costly
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import cacheable, with_validator
from eventhub.web.security import allow_framing
from eventhub.web.texts import marked

blueprint = Blueprint("releases", __name__)
blueprint.after_request(with_validator)


@dataclass(frozen=True)
class FeedForm:
    """``label`` names the form of a feed for readers."""

    label: str
    media_type: str
    write: Callable[[Feed], bytes]


FEEDS = {
    "atom": FeedForm("Atom", "application/atom+xml", atom),
    "rss": FeedForm("RSS", "application/rss+xml", rss),
    "json": FeedForm("JSON Feed", "application/feed+json", json_feed),
}
"""By suffix."""
EMBEDDED = 5
"""How many releases a frame on the page of somebody else shows."""
MINUTES_OF_FEED = 5


@blueprint.route("/releases/")
@public
def index():
    news = newsroom.read(request.args)
    page, pages = page_number(request.args.get("page"), count_published(news.wanted))
    found = published_releases(news.wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "releases/index.html",
        entries=presentation.release_cards(found),
        news=news,
        choices=newsroom.choices(news),
        feeds=FEEDS,
        embed_code=newsroom.frame_of(news),
        page=page,
        pages=pages,
    )


@blueprint.route("/releases/embed/")
@public
def embed():
    """The latest releases alone, as a frame for the pages of others; it needs no script there."""
    news = newsroom.read(request.args)
    found = published_releases(news.wanted, limit=EMBEDDED)
    cards = presentation.release_cards(found)
    response = make_response(render_template("releases/embed.html", entries=cards, news=news))
    return allow_framing(response)


@blueprint.route("/releases/<slug>/")
@public
def show(slug: str):
    release = get_published_release(slug)
    text = text_in(release, current_language())
    return render_template(
        "releases/show.html",
        release=release,
        text=text,
        dated=presentation.dated(text),
        summary=presentation.summary_of(text),
        acknowledgements=presentation.acknowledgements(text),
        corrections=presentation.corrections(text),
        kind_label=presentation.kind_label(release),
        others=presentation.other_languages(release, text),
        event_title=marked(release.event.title),
        office_name=marked(release.event.office.name),
        days=days_of(release.event),
        where=where(release.event),
        structured_data=presentation.article_markup(release, text),
        downloads=files.FORMATS,
        card_size=files.CARD_SIZE,
        # Search engines should find the release in its own language, and one of an unlisted event not at all.
        is_indexed=text.language == current_language() and release.event.visibility == Visibility.PUBLIC,
    )


@blueprint.route("/releases/<slug>.<any(pdf,docx,txt,md,json,jsonld):suffix>")
@public
@costly
def download(slug: str, suffix: str):
    return _file(slug, suffix, files.FORMATS[suffix])


@blueprint.route("/releases/<slug>.png")
@public
@costly
def card(slug: str):
    """The picture that messengers and networks show beside a link to the release."""
    return _file(slug, "png", files.CARD)


def _file(slug: str, suffix: str, form: files.FileForm):
    release = get_published_release(slug)
    text = text_in(release, current_language())
    with in_language(text.language):
        content = form.write(release, text)
    response = cacheable(content, media_type=form.media_type, last_modified=release.changed_at)
    response.content_language.add(text.language)
    kind = "attachment" if form.is_attachment else "inline"
    response.headers.set("Content-Disposition", kind, filename=f"{slug}-{text.language}.{suffix}")
    return response


@blueprint.route("/releases.<any(atom,rss,json):suffix>")
@public
def feed(suffix: str):
    form = FEEDS[suffix]
    news = newsroom_feed(suffix, current_language(), newsroom.read(request.args))
    return cacheable(
        form.write(news),
        media_type=f"{form.media_type}; charset=utf-8",
        last_modified=news.updated,
        max_age=60 * MINUTES_OF_FEED,
    )
