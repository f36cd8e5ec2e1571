"""What the public reads: the newsroom, and the page of a release."""

import json
import re
from datetime import timedelta

import pytest

from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events.models import Visibility
from eventhub.events.rules import funding_of
from eventhub.releases import actions
from eventhub.releases.queries import find_text, published_releases, published_releases_of
from eventhub.releases.wording import Wording
from tests.releases import newsroom

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def page_of(release, language: str = "en") -> str:
    return f"/{language}/releases/{release.slug}/"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "China and EU Discuss"), ("fr", "La Chine et l’UE débattent")]
)
def test_release_is_read_in_the_language_of_the_address(client, language, words):
    release = newsroom.make_release()
    html = client.get(page_of(release, language)).text
    assert words in html
    assert "has not been written" not in html


def test_release_that_is_not_written_in_a_language_is_shown_in_the_next_best(client):
    release = newsroom.make_release()
    answer = client.get(page_of(release, "ar"))
    assert '<article class="release-sheet" lang="en" dir="ltr">' in answer.text
    assert "message-info" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text


def test_emblem_and_statement_stand_together_under_the_text(client):
    html = client.get(page_of(newsroom.make_release(), "fr")).text
    article = html[html.index("<article") : html.index("</article>")]
    funding = article[article.index('<figure class="funding">') :]
    assert re.search(r"emblems/eu\.\w+\.svg", funding)
    assert "Financé par l’Union européenne" in funding
    assert article.count("Financé par") == 1


def test_statement_that_a_funder_has_in_another_language_says_so(client):
    release = newsroom.make_release()
    source, _role = funding_of(release.event)[0]
    source.statement = Translated(en="Funded by the European Union")
    db.session.commit()
    html = client.get(page_of(release, "es")).text
    assert re.search(r'<div lang="en" dir="ltr"><figure class="funding">', html)


def test_page_describes_itself_to_machines(client):
    release = newsroom.make_release()
    html = client.get(page_of(release, "fr")).text
    assert '<meta property="og:type" content="article">' in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    text = find_text(release, "fr")
    assert data["@type"] == "NewsArticle"
    assert (data["headline"], data["inLanguage"]) == (text.headline, "fr")
    assert data["datePublished"] == release.published_at.isoformat()
    assert data["url"] == f"http://localhost/fr/releases/{release.slug}/"


def test_downloads_and_the_event_are_a_link_away(client):
    release = newsroom.make_release()
    html = client.get(page_of(release, "fr")).text
    for suffix in ("txt", "md", "docx"):
        assert f'href="/fr/releases/{release.slug}.{suffix}"' in html
    assert 'href="/fr/events/beijing-workshop/"' in html
    assert f'hreflang="es" href="/es/releases/{release.slug}/"' in html


def test_markup_in_a_release_is_shown_and_not_obeyed(client):
    release = newsroom.make_release()
    newsroom.rewrite(release, "en", Wording(HOSTILE, f"{HOSTILE}\n\n{HOSTILE}"))
    release.event.office.name = Translated(en=HOSTILE)
    db.session.commit()
    for address in (page_of(release), "/en/releases/"):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("hidden", ["draft", "embargo", "withdrawn", "private", "event_draft"])
def test_release_that_is_not_out_does_not_exist(client, hidden):
    event = newsroom.make_workshop(
        is_published=hidden != "event_draft",
        visibility=Visibility.PRIVATE if hidden == "private" else Visibility.PUBLIC,
    )
    embargo = {"embargo_until": now() + timedelta(hours=1)} if hidden == "embargo" else {}
    release = newsroom.make_release(event, is_published=hidden != "draft", **embargo)
    if hidden == "withdrawn":
        actions.withdraw(release)
        db.session.commit()
    for address in (
        page_of(release),
        *(f"/en/releases/{release.slug}.{end}" for end in ("txt", "md", "docx")),
    ):
        assert client.get(address).status_code == 404
    assert release.slug not in client.get("/en/releases/").text
    assert published_releases_of(event) == []


def test_release_is_out_when_its_embargo_ends(client, monkeypatch):
    release = newsroom.make_release(embargo_until=now() + timedelta(hours=1))
    later = now() + timedelta(hours=1)
    monkeypatch.setattr("eventhub.releases.queries.now", lambda: later)
    assert client.get(page_of(release)).status_code == 200


def test_release_of_an_unlisted_event_is_for_those_who_have_the_address(client):
    event = newsroom.make_workshop(visibility=Visibility.UNLISTED)
    release = newsroom.make_release(event)
    answer = client.get(page_of(release))
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in answer.text
    assert release.slug not in client.get("/en/releases/").text
    assert published_releases() == []
    assert published_releases_of(event) == [release]


def test_newsroom_can_be_narrowed_to_an_office(client):
    release = newsroom.make_release()
    newsroom.make_office("peru")
    db.session.commit()
    assert release.slug in client.get("/en/releases/?office=china").text
    assert release.slug not in client.get("/en/releases/?office=peru").text
    assert client.get("/en/releases/?office=nowhere").status_code == 404


def test_newsroom_without_releases_says_so(client):
    assert "No releases yet" in client.get("/en/releases/").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40])
def test_page_that_is_none_is_the_nearest(client, page):
    release = newsroom.make_release()
    assert release.slug in client.get("/en/releases/", query_string={"page": page}).text


def test_page_is_kept_until_it_changes(client):
    release = newsroom.make_release()
    first = client.get(page_of(release))
    again = client.get(page_of(release), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/en/releases/", "/en/releases.atom"])
def test_number_of_queries_does_not_grow_with_the_newsroom(client, count_queries, path):
    release = newsroom.make_release()
    client.get(path)
    db.session.expire_all()
    with count_queries() as with_one:
        client.get(path)
    for _more in range(3):
        newsroom.make_release(newsroom.make_another(release.event))
    db.session.expire_all()
    with count_queries() as with_four:
        client.get(path)
    assert len(with_four) == len(with_one) <= 8


def test_page_of_a_release_asks_a_fixed_number_of_queries(client, count_queries):
    release = newsroom.make_release()
    address = page_of(release)
    db.session.expire_all()
    db.session.expunge_all()
    with count_queries() as sent:
        client.get(address)
    assert len(sent) <= 5
