"""Sitemap, robots.txt, security.txt, health."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from eventhub.app import create_app
from eventhub.clock import now
from eventhub.db import db, schema
from eventhub.events.models import EventStatus, Visibility
from eventhub.text.languages import CODES
from eventhub.website import sitemap
from tests.databases import KINDS, config_for
from tests.website.cast import make_event, make_organization, make_topic

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def entries(client, path: str = "/sitemap.xml") -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(client.get(path).data)
    return {each.findtext(f"{SITEMAP}loc"): each for each in root}


def test_the_sitemap_lists_each_public_page_in_each_language_with_links_to_the_others(client):
    event = make_event()
    found = entries(client)
    for code in CODES:
        entry = found[f"http://localhost/{code}/events/beijing-workshop/"]
        links = {each.get("hreflang"): each.get("href") for each in entry.iter(LINK)}
        assert links == {each: f"http://localhost/{each}/events/beijing-workshop/" for each in CODES}
        assert entry.findtext(f"{SITEMAP}lastmod") == f"{event.revised_at:%Y-%m-%dT%H:%M:%SZ}"


def test_every_address_of_the_sitemap_answers(client):
    make_event(topics=(make_topic(),), participants=(make_organization(),))
    for address in entries(client):
        assert client.get(address).status_code == 200, address


def test_the_sitemap_leaves_out_what_is_not_listed(client):
    make_event("unlisted", visibility=Visibility.UNLISTED, participants=(make_organization(),))
    make_event("draft", status=EventStatus.DRAFT)
    assert not [each for each in entries(client) if "/events/" in each.removesuffix("/events/")]
    assert not [each for each in entries(client) if "/organizations/" in each]


def test_a_large_sitemap_becomes_an_index_of_parts(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGES_PER_FILE", 3)
    make_event()
    parts = entries(client)
    assert parts
    pages = [page for part in parts for page in entries(client, part)]
    assert len(pages) == len(set(pages)) == 6 * (len(sitemap.ENTRANCES) + 2)
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_robots_may_read_pages_and_feeds_and_nothing_behind_a_secret_or_a_login(client):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    for path in ("/en/", "/en/events/x/", "/en/calendars/all.ics", "/en/releases.atom"):
        assert rules.can_fetch("any", path), path
    for path in ("/desk/", "/desk/login", "/calendars/private/secret.ics"):
        assert not rules.can_fetch("any", path), path
    # RobotFileParser knows no wildcards (RFC 9309 section 2.2.3).
    assert "Disallow: /*/registrations/" in client.get("/robots.txt").text
    assert rules.site_maps() == ["http://localhost/sitemap.xml"]


def test_security_txt_names_a_contact_and_expires_within_a_year(client):
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert response.content_type == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:eventhub@localhost"
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=360) < expires - now() < timedelta(days=365)


@pytest.mark.parametrize("kind", KINDS)
def test_a_process_is_alive_without_its_database_and_ready_only_with_it(request, instance, kind):
    with request.getfixturevalue(f"{kind}_databases").blank() as url:
        app = create_app(config_for(url, instance))
        client = app.test_client()
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        schema.create(app)
        assert client.get("/readyz").status_code == 200
        with app.app_context():
            db.engine.dispose()


@pytest.mark.parametrize("path", ["/en/", "/healthz", "/en/calendars/all.ics", "/desk/login", "/nowhere"])
def test_a_host_that_is_not_ours_is_refused_without_a_link_anywhere(client, path):
    answer = client.get(path, base_url="http://evil.example.org")
    assert answer.status_code == 400
    assert "evil" not in answer.text
