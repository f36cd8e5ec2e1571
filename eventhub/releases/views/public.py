"""The newsroom, its feeds, and a release in the forms in which people take it away."""

from flask import Blueprint, render_template, request

from eventhub.events.models import Visibility
from eventhub.events.presentation import where
from eventhub.events.rules import days_of
from eventhub.formats.feeds import atom, json_feed, rss
from eventhub.organizations.queries import get_office
from eventhub.releases import files, presentation
from eventhub.releases.newsfeed import newsroom_feed
from eventhub.releases.queries import (
    count_published,
    get_published_release,
    offices_in_newsroom,
    published_releases,
    text_in,
)
from eventhub.web.access import public
from eventhub.web.language import current_language, in_language
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import cacheable, with_validator
from eventhub.web.texts import marked

blueprint = Blueprint("releases", __name__)
blueprint.after_request(with_validator)

FEED_WRITERS = {
    "atom": (atom, "application/atom+xml; charset=utf-8"),
    "rss": (rss, "application/rss+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json; charset=utf-8"),
}
MINUTES_OF_FEED = 5


@blueprint.route("/releases/")
@public
def index():
    office = get_office(request.args["office"]) if request.args.get("office") else None
    page, pages = page_number(request.args.get("page"), count_published(office=office))
    found = published_releases(office=office, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    return render_template(
        "releases/index.html",
        entries=presentation.release_cards(found),
        office=office,
        offices=offices_in_newsroom(),
        page=page,
        pages=pages,
    )


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
def download(slug: str, suffix: str):
    return _file(slug, suffix, files.FORMATS[suffix])


@blueprint.route("/releases/<slug>.png")
@public
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


@blueprint.route("/releases.<any(atom,rss,json):kind>")
@public
def feed(kind: str):
    write, media_type = FEED_WRITERS[kind]
    news = newsroom_feed(kind, current_language())
    return cacheable(
        write(news), media_type=media_type, last_modified=news.updated, max_age=60 * MINUTES_OF_FEED
    )
