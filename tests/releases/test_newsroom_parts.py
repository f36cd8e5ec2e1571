"""The newsroom by part: filters, the feeds of a part, and the frame for other sites."""

import json
import re

import pytest

from eventhub.db import Translated, db
from eventhub.events.actions import EventDetails, create_event, publish
from eventhub.events.models import Topic
from eventhub.releases.models import ReleaseKind
from tests.releases import newsroom


@pytest.fixture
def two_releases():
    """One of the office in China under a programme and a topic, one of the office in Niger without either."""
    event = newsroom.make_workshop()
    event.topics = [newsroom.kept(Topic(slug="return", name=Translated(en="Return", fr="Retour")))]
    in_china = newsroom.make_release(event)
    details = EventDetails.of(event)
    changes = {
        "office": newsroom.make_office("niger"),
        "programme": None,
        "headline": Translated(en="In Niamey"),
    }
    other = create_event(EventDetails(**{**vars(details), **changes}))
    publish(other)
    in_niger = newsroom.make_release(other)
    in_niger.texts = [text for text in in_niger.texts if text.language == "en"]
    db.session.commit()
    return in_china, in_niger


def shown(answer) -> set[str]:
    return set(re.findall(r'href="/en/releases/([a-z0-9-]+)/"', answer.text)) - {"embed"}


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("", "both"),
        ("office=china", "china"),
        ("office=niger", "niger"),
        ("programme=mmsp", "china"),
        ("topic=return", "china"),
        ("kind=announcement", "both"),
        ("kind=outcome", "none"),
        ("written_in=fr", "china"),
        ("written_in=en&office=niger", "niger"),
        ("office=niger&topic=return", "none"),
        ("office=&topic=&kind=", "both"),
    ],
)
def test_part_holds_what_fits_all_that_is_asked(client, two_releases, asked, places):
    china, niger = (each.slug for each in two_releases)
    wanted = {"both": {china, niger}, "china": {china}, "niger": {niger}, "none": set()}[places]
    assert shown(client.get(f"/en/releases/?{asked}")) == wanted
    items = json.loads(client.get(f"/en/releases.json?{asked}").data)["items"]
    assert {each["url"].split("/")[-2] for each in items} == wanted
    assert shown(client.get(f"/en/releases/embed/?{asked}")) == wanted


@pytest.mark.parametrize(
    "asked",
    ["office=x", "programme=x", "topic=x", "kind=x", "written_in=xx", "kind=%00", "office=%F0%9F%90%B4"],
)
@pytest.mark.parametrize("page", ["releases/", "releases.atom", "releases/embed/"])
def test_part_that_is_not_there_is_not_found(client, two_releases, page, asked):
    assert client.get(f"/en/{page}?{asked}").status_code == 404


def test_feed_of_a_part_says_which_and_names_its_own_address(client, two_releases):
    feed = json.loads(client.get("/fr/releases.json?topic=return").data)
    assert feed["title"] == "EventHub · Salle de presse · Retour"
    assert feed["feed_url"] == "http://localhost/fr/releases.json?topic=return"
    assert feed["home_page_url"] == "http://localhost/fr/releases/?topic=return"


def test_feed_of_a_part_stays_as_it_is_while_another_part_changes(client, two_releases):
    china, niger = two_releases
    address = "/en/releases.atom?office=china"
    before = client.get(address)
    newsroom.rewrite(niger, "en", newsroom.Wording("Another", "Text"))
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304
    newsroom.rewrite(china, "en", newsroom.Wording("Another", "Text"))
    assert client.get(address).headers["ETag"] != before.headers["ETag"]


def test_page_of_a_part_leads_to_the_feeds_of_that_part(client, two_releases):
    page = client.get("/en/releases/?office=china").text
    assert 'href="/en/releases.atom?office=china"' in page
    assert "releases/embed/?office=china&#34;" in page


def test_only_what_the_newsroom_holds_is_offered(client, two_releases):
    newsroom.make_office("empty", {"en": "An office without releases"})
    db.session.commit()
    page = client.get("/en/releases/").text
    assert "Office of niger" in page
    assert "An office without releases" not in page


def test_frame_may_stand_on_other_sites_and_the_page_may_not(client, two_releases):
    frame, page = client.get("/ar/releases/embed/"), client.get("/ar/releases/")
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert frame.headers.get("X-Frame-Options") != "DENY"
    assert "Set-Cookie" not in frame.headers
    assert 'dir="rtl"' in frame.text
    assert "<script" not in frame.text
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


def test_kinds_are_all_offered(client, two_releases):
    page = client.get("/en/releases/").text
    assert all(f'value="{kind.value}"' in page for kind in ReleaseKind)
