"""The newsroom: releases as the public reads them; and the calendars that can be subscribed to."""

from typing import Any

from flask import Response
from marshmallow import Schema
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.api import fields
from eventhub.api.answers import listed, shown
from eventhub.api.area import Area, LanguageQuery, page_schema
from eventhub.api.events import event_filter
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.shapes import Acknowledgement, Reference, acknowledgements, link, reference
from eventhub.calendars.directory import feeds_by_kind
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.queries import is_listed
from eventhub.releases.models import Release, ReleaseKind, ReleaseText
from eventhub.releases.presentation import address_of
from eventhub.releases.queries import NewsFilter, get_published_release, is_out
from eventhub.text.languages import CODES
from eventhub.web.access import public
from eventhub.web.language import absolute_url

area = Area("news", "Releases and calendars")


class NewsQuery(PageQuery, LanguageQuery):
    kind = fields.Choice(ReleaseKind, load_default=None)
    written_in = fields.Choice(CODES, load_default=None)
    topic = fields.Text(120, load_default="")
    programme = fields.Text(120, load_default="")
    office = fields.Text(120, load_default="")


class PublicText(Schema):
    """A release in one language."""

    language = fields.Choice(CODES, required=True)
    headline = fields.Text(300, required=True)
    body = fields.Text(required=True, metadata={"description": "Paragraphs parted by blank lines."})
    updated_at = fields.Moment(required=True)
    url = fields.Text(1000, required=True)


class CorrectionSchema(Schema):
    note = fields.Translated(required=True)
    at = fields.Moment(required=True)


class PublicRelease(Schema):
    slug = fields.Text(120, required=True)
    kind = fields.Choice(ReleaseKind, required=True)
    event = fields.Part(Reference, required=True)
    office = fields.Part(Reference, required=True)
    published_at = fields.Moment(required=True)
    revised_at = fields.Moment(required=True)
    texts = fields.Several(fields.Part(PublicText), required=True)
    corrections = fields.Several(fields.Part(CorrectionSchema), required=True)
    funding = fields.Several(fields.Part(Acknowledgement), required=True)


class FeedSchema(Schema):
    name = fields.Text(200, required=True)
    title = fields.Text(500, required=True)
    url = fields.Text(1000, required=True)


class Feeds(Schema):
    items = fields.Several(fields.Part(FeedSchema), required=True)


RELEASES = page_schema(PublicRelease, "Release")


def _text(release: Release, text: ReleaseText) -> dict[str, Any]:
    return {
        "language": text.language,
        "headline": text.headline,
        "body": text.body,
        "updated_at": text.changed_at,
        "url": address_of(release, text.language),
    }


def public_release(release: Release) -> dict[str, Any]:
    event = release.event
    return {
        "slug": release.slug,
        "kind": release.kind,
        "event": {"slug": event.slug, "name": event.title, "url": link("events.show", slug=event.slug)},
        "office": reference(event.office, "organizations.office"),
        "published_at": release.published_at,
        "revised_at": release.changed_at,
        "texts": [_text(release, each) for each in release.texts if each.headline],
        "corrections": release.corrections,
        "funding": acknowledgements(event),
    }


@area.read("/releases", takes=NewsQuery, gives=RELEASES)
@public
def list_releases(query: dict[str, Any]) -> Response:
    """Releases that are out, the latest first."""
    about = event_filter({"q": "", "country": "", "year": None, "organization": "", **query, "kind": None})
    wanted = NewsFilter(
        office=about.office,
        programme=about.programme,
        topic=about.topic,
        kind=ReleaseKind(query["kind"]) if query["kind"] else None,
        written_in=query["written_in"],
    )
    rows = (
        select(Release)
        .join(Release.event)
        .where(is_out(now()), is_listed(), *wanted.conditions())
        .options(
            selectinload(Release.texts),
            selectinload(Release.corrections),
            contains_eager(Release.event).options(joinedload(Event.office), joinedload(Event.programme)),
        )
    )
    page = page_of(rows, [Order(Release.published_at, True), Order(Release.id, True)], query)
    return listed(RELEASES, page._replace(items=[public_release(each) for each in page.items]))


@area.read("/releases/<slug>", takes=LanguageQuery, gives=PublicRelease)
@public
def show_release(_query: dict[str, Any], slug: str) -> Response:
    """One release, in all of its languages."""
    release = get_published_release(slug)
    return shown(PublicRelease, public_release(release), last_modified=release.changed_at)


@area.read("/calendars", takes=LanguageQuery, gives=Feeds)
@public
def list_calendars(query: dict[str, Any]) -> Response:
    """Calendars to subscribe to: of everything, and of each programme, topic, country and office."""
    language = query["language"] or "en"
    feeds = [each for found in feeds_by_kind().values() for each in found]
    named = [("all", "EventHub"), *((each.name, each.title) for each in feeds)]
    return shown(
        Feeds,
        {
            "items": [
                {
                    "name": name,
                    "title": title,
                    "url": absolute_url("calendars.feed", name=name, language=language),
                }
                for name, title in named
            ]
        },
    )
