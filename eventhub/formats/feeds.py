"""News feeds: Atom (RFC 4287), RSS 2.0 (with content, dc and atom elements) and JSON Feed 1.1."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from eventhub.formats.characters import clean, one_line

MINUTES_TO_KEEP = 60
"""For how long a reader may keep an RSS feed before it asks again."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One piece of news. ``id`` is an IRI that stays for life, such as ``urn:uuid:…``; links are absolute.

    ``summary`` is plain text, ``html`` the whole text in sanitised markup with absolute links. Times are aware.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    language: str
    categories: tuple[str, ...] = ()
    author: str = ""
    image_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What a feed says of itself: ``self_url`` is its own address, ``home_url`` the page it mirrors.

    ``updated`` (aware) is when anything in it last changed. ``author`` stands for items that name none.
    """

    title: str
    description: str
    language: str
    home_url: str
    self_url: str
    updated: datetime
    author: str
    items: Sequence[Item] = ()


def atom(feed: Feed) -> bytes:
    """``feed`` as Atom (RFC 4287), to be served as ``application/atom+xml``."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    _text(root, "id", feed.self_url)
    _text(root, "title", one_line(feed.title))
    _text(root, "subtitle", one_line(feed.description))
    _text(root, "updated", _rfc3339(feed.updated))
    _text(SubElement(root, "author"), "name", one_line(feed.author))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.self_url)
    SubElement(root, "link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.home_url)
    for item in feed.items:
        _atom_entry(root, item)
    return _document(root)


def _atom_entry(root: Element, item: Item) -> None:
    entry = SubElement(root, "entry", {"xml:lang": item.language})
    _text(entry, "id", item.id)
    _text(entry, "title", one_line(item.title))
    SubElement(entry, "link", rel="alternate", type="text/html", hreflang=item.language, href=item.url)
    _text(entry, "published", _rfc3339(item.published))
    _text(entry, "updated", _rfc3339(item.updated))
    if item.author:
        _text(SubElement(entry, "author"), "name", one_line(item.author))
    for category in item.categories:
        SubElement(entry, "category", term=one_line(category))
    _text(entry, "summary", clean(item.summary))
    _text(entry, "content", clean(item.html), type="html")


def rss(feed: Feed) -> bytes:
    """``feed`` as RSS 2.0, to be served as ``application/rss+xml``."""
    root = Element(
        "rss",
        {
            "version": "2.0",
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
    )
    channel = SubElement(root, "channel")
    _text(channel, "title", one_line(feed.title))
    _text(channel, "link", feed.home_url)
    _text(channel, "description", one_line(feed.description))
    _text(channel, "language", feed.language)
    _text(channel, "lastBuildDate", _rfc822(feed.updated))
    _text(channel, "ttl", str(MINUTES_TO_KEEP))
    SubElement(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.self_url)
    for item in feed.items:
        _rss_item(channel, item, feed.author)
    return _document(root)


def _rss_item(channel: Element, item: Item, author: str) -> None:
    node = SubElement(channel, "item")
    _text(node, "title", one_line(item.title))
    _text(node, "link", item.url)
    _text(node, "guid", item.id, isPermaLink="false")
    _text(node, "pubDate", _rfc822(item.published))
    _text(node, "dc:creator", one_line(item.author or author))
    _text(node, "dc:language", item.language)
    for category in item.categories:
        _text(node, "category", one_line(category))
    _text(node, "description", clean(item.summary))
    _text(node, "content:encoded", clean(item.html))


def json_feed(feed: Feed) -> bytes:
    """``feed`` as JSON Feed 1.1, to be served as ``application/feed+json``."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(feed.title),
        "description": one_line(feed.description),
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "language": feed.language,
        "authors": [{"name": one_line(feed.author)}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(item: Item) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": one_line(item.title),
        "summary": clean(item.summary),
        "content_html": clean(item.html),
        "date_published": _rfc3339(item.published),
        "date_modified": _rfc3339(item.updated),
        "language": item.language,
    }
    if item.categories:
        document["tags"] = [one_line(category) for category in item.categories]
    if item.author:
        document["authors"] = [{"name": one_line(item.author)}]
    if item.image_url:
        document["image"] = item.image_url
    return document


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _document(root: Element) -> bytes:
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
