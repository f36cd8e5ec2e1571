"""The feeds of the newsroom."""

import json
from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
import time_machine

from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Visibility
from eventhub.releases import actions
from eventhub.releases.models import ReleaseText
from eventhub.releases.queries import find_text
from eventhub.releases.wording import Wording
from tests.releases import newsroom

ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = ["atom", "rss", "json"]


def atom(client, language: str = "en"):
    return ElementTree.fromstring(client.get(f"/{language}/releases.atom").data)


def items(client, language: str = "en") -> list[dict]:
    return json.loads(client.get(f"/{language}/releases.json").data)["items"]


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("atom", "application/atom+xml"), ("rss", "application/rss+xml"), ("json", "application/feed+json")],
)
def test_release_is_in_every_kind_of_feed(client, kind, media_type):
    release = newsroom.make_release()
    answer = client.get(f"/fr/releases.{kind}")
    assert answer.content_type == f"{media_type}; charset=utf-8"
    assert f"http://localhost/fr/releases/{release.slug}/" in answer.text
    assert f"http://localhost/fr/releases.{kind}" in answer.text
    assert find_text(release, "fr").headline in answer.text


def test_feed_holds_the_texts_of_its_language_alone(client):
    release = newsroom.make_release()
    assert items(client, "ar") == []
    assert [each["title"] for each in items(client, "es")] == [find_text(release, "es").headline]


def test_id_of_a_text_stays_when_all_else_changes_and_is_that_of_no_other(client):
    release = newsroom.make_release()
    first = items(client)[0]["id"]
    newsroom.rewrite(release, "en", Wording("Another headline", "Another text."))
    actions.withdraw(release)
    actions.publish(release)
    assert items(client)[0]["id"] == first
    assert items(client, "fr")[0]["id"] != first
    assert first.startswith("urn:uuid:")


def test_text_was_updated_when_its_words_last_changed(client):
    release = newsroom.make_release()
    before = {language: items(client, language)[0]["date_modified"] for language in ("en", "fr")}
    text = find_text(release, "en")
    text.headline, text.updated_at = "Corrected", now() + timedelta(hours=1)
    assert items(client)[0]["date_modified"] > before["en"]
    assert items(client, "fr")[0]["date_modified"] == before["fr"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_out_is_in_no_feed(client, kind):
    event = newsroom.make_workshop()
    release = newsroom.make_release(event, embargo_until=now() + timedelta(hours=1))
    newsroom.make_release(newsroom.make_another(event), is_published=False)
    unlisted = newsroom.make_release(newsroom.make_another(event))
    unlisted.event.visibility = Visibility.UNLISTED
    assert "China" not in client.get(f"/en/releases.{kind}").text.replace(release.event.office.name["en"], "")
    assert client.get(f"/en/releases.{kind}").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_reader_who_has_it_already_is_told_so(client, kind):
    newsroom.make_release()
    first = client.get(f"/en/releases.{kind}")
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        assert client.get(f"/en/releases.{kind}", headers=headers).status_code == 304


def test_end_of_an_embargo_is_a_change(client):
    event = newsroom.make_workshop()
    newsroom.make_release(event)
    end = now() + timedelta(hours=1)
    newsroom.make_release(newsroom.make_another(event), embargo_until=end)
    before = client.get("/en/releases.atom")
    assert parsedate_to_datetime(before.headers["Last-Modified"]) <= now()
    with time_machine.travel(end, tick=False):
        after = client.get(
            "/en/releases.atom", headers={"If-Modified-Since": before.headers["Last-Modified"]}
        )
    assert after.status_code == 200
    assert parsedate_to_datetime(after.headers["Last-Modified"]) == end.replace(microsecond=0)


def test_withdrawal_is_a_change(client):
    event = newsroom.make_workshop()
    release = newsroom.make_release(event)
    release.revised_at = release.published_at = now() - timedelta(days=1)
    before = client.get("/en/releases.rss").headers["Last-Modified"]
    actions.withdraw(release)
    after = client.get("/en/releases.rss").headers["Last-Modified"]
    assert parsedate_to_datetime(after) > parsedate_to_datetime(before)


def test_feed_without_releases_is_valid(client):
    assert atom(client, "zh").find(f"{ATOM}updated").text == "1970-01-01T00:00:00Z"


def test_statement_of_the_funder_is_in_the_text(client):
    newsroom.make_release()
    assert "<p>Funded by the European Union</p>" in items(client)[0]["content_html"]


def test_markup_in_a_release_is_text_in_a_feed(client):
    release = newsroom.make_release()
    hostile = "<script>alert(1)</script> & ]]>"
    newsroom.rewrite(release, "en", Wording(hostile, hostile))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in items(client)[0]["content_html"]
    entry = atom(client).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == hostile
    assert "<script" not in entry.find(f"{ATOM}content").text


def test_fifty_of_the_latest_are_enough(client):
    event = newsroom.make_workshop()
    release = newsroom.make_release(event)
    for n in range(51):
        copy = type(release)(
            event=event, slug=f"r-{n}", status=release.status, as_of=release.as_of, published_at=now()
        )
        copy.texts = [ReleaseText(language="en", headline=f"R {n}", body="Text.", written="")]
        db.session.add(copy)
    assert len(items(client)) == 50
    assert items(client)[0]["title"] == "R 50"
