"""Atom, RSS and JSON Feed, read back."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.formats.characters import clean, one_line
from eventhub.formats.feeds import Feed, Item, atom, json_feed, rss

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RSS = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
}
ITEM = Item(
    id="urn:uuid:0f3f8d5e-8d1b-4f7c-9f57-5d2c1e9b7a10",
    url="https://events.example.org/fr/releases/atelier/",
    title="L'UE et la Chine & l'OIM",
    summary="Pékin – premier paragraphe.",
    html="<p>Pékin – <em>premier</em> paragraphe ]]> &amp; suite.</p>",
    published=datetime(2026, 11, 3, 9, tzinfo=timezone(timedelta(hours=8))),
    updated=datetime(2026, 11, 4, 9, 30, tzinfo=UTC),
    language="fr",
    categories=("Migration", "Chine"),
    author="Bureau de liaison",
    image_url="https://events.example.org/atelier.jpg",
)
FEED = Feed(
    title="Communiqués",
    description="Les communiqués de l'OIM",
    language="fr",
    home_url="https://events.example.org/fr/releases/",
    self_url="https://events.example.org/fr/releases.atom",
    updated=datetime(2026, 11, 4, 9, 30, tzinfo=UTC),
    author="OIM",
    items=(ITEM,),
)


def parsed(document: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(document)


def test_atom_has_what_rfc_4287_requires():
    root = parsed(atom(FEED))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.findtext("a:id", namespaces=ATOM) == FEED.self_url
    assert root.findtext("a:title", namespaces=ATOM) == "Communiqués"
    assert root.findtext("a:updated", namespaces=ATOM) == "2026-11-04T09:30:00Z"
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "OIM"
    assert {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)} == {
        "self": FEED.self_url,
        "alternate": FEED.home_url,
    }
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.findtext("a:id", namespaces=ATOM) == ITEM.id
    assert entry.findtext("a:title", namespaces=ATOM) == ITEM.title
    assert entry.findtext("a:published", namespaces=ATOM) == "2026-11-03T01:00:00Z"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-11-04T09:30:00Z"
    assert entry.findtext("a:content", namespaces=ATOM) == ITEM.html
    assert entry.find("a:content", ATOM).get("type") == "html"
    assert [category.get("term") for category in entry.findall("a:category", ATOM)] == ["Migration", "Chine"]


def test_rss_has_what_readers_ask_for():
    channel = parsed(rss(FEED)).find("channel")
    assert channel.findtext("title") == "Communiqués"
    assert channel.findtext("link") == FEED.home_url
    assert channel.findtext("description") == FEED.description
    assert channel.findtext("language") == "fr"
    assert channel.findtext("lastBuildDate") == "Wed, 04 Nov 2026 09:30:00 GMT"
    assert channel.find("atom:link", RSS).get("href") == FEED.self_url
    (item,) = channel.findall("item")
    assert item.findtext("guid") == ITEM.id
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Tue, 03 Nov 2026 01:00:00 GMT"
    assert item.findtext("dc:creator", namespaces=RSS) == "Bureau de liaison"
    assert item.findtext("description") == ITEM.summary
    assert item.findtext("content:encoded", namespaces=RSS) == ITEM.html
    assert [category.text for category in item.findall("category")] == ["Migration", "Chine"]


def test_json_feed_has_what_version_1_1_requires():
    document = json.loads(json_feed(FEED))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["title"] == "Communiqués"
    assert document["items"] == [
        {
            "id": ITEM.id,
            "url": ITEM.url,
            "title": ITEM.title,
            "summary": ITEM.summary,
            "content_html": ITEM.html,
            "date_published": "2026-11-03T01:00:00Z",
            "date_modified": "2026-11-04T09:30:00Z",
            "language": "fr",
            "tags": ["Migration", "Chine"],
            "authors": [{"name": "Bureau de liaison"}],
            "image": ITEM.image_url,
        }
    ]


def test_an_item_without_author_is_by_the_author_of_the_feed():
    feed = replace(FEED, items=(replace(ITEM, author=""),))
    (item,) = parsed(rss(feed)).findall("channel/item")
    assert item.findtext("dc:creator", namespaces=RSS) == "OIM"
    assert "authors" not in json.loads(json_feed(feed))["items"][0]


@given(text=st.text())
def test_any_text_survives(text):
    feed = replace(FEED, title=text, items=(replace(ITEM, title=text, html=text, categories=(text,)),))
    root = parsed(atom(feed))
    assert root.findtext("a:title", namespaces=ATOM) == one_line(text)
    assert root.findtext("a:entry/a:content", namespaces=ATOM) == clean(text)
    assert root.find("a:entry/a:category", ATOM).get("term") == one_line(text)
    channel = parsed(rss(feed)).find("channel")
    assert channel.findtext("item/content:encoded", namespaces=RSS) == clean(text)
    assert json.loads(json_feed(feed))["items"][0]["content_html"] == clean(text)


@pytest.mark.parametrize("write", [atom, rss, json_feed])
def test_a_feed_may_be_empty_and_is_the_same_each_time(write):
    assert write(replace(FEED, items=())) == write(replace(FEED, items=()))
    assert write(FEED) == write(FEED)
