"""Releases by the API: from the facts to the newsroom, with the same checks as at the desk."""

from datetime import timedelta

import pytest

from eventhub.clock import now
from eventhub.db import db
from eventhub.releases.models import Release
from tests.api.cast import Program, faults_of, program_of
from tests.people import ALICE, EVE
from tests.website.cast import make_event, make_programme


@pytest.fixture
def alice(client) -> Program:
    return program_of(client, ALICE)


@pytest.fixture
def path(alice) -> str:
    """A draft, in English and Arabic."""
    make_event("workshop")
    made = alice.post("/desk/events/workshop/releases", {})
    assert made.status_code == 201, made.text
    assert (made.json["kind"], made.json["languages"]) == ("announcement", ["en", "ar"])
    return made.headers["Location"].removeprefix("/api/v1")


def test_a_release_goes_from_the_facts_to_the_newsroom_and_is_corrected(alice, client, path):
    read = alice.get(path)
    edited = alice.put(f"{path}/texts/en", {"headline": "Workshop on returns", "body": "It takes place."})
    assert [each["is_edited"] for each in edited.json["texts"]] == [True, False]
    overtaken = alice.put(
        f"{path}/texts/en", {"headline": "Other", "body": "Words."}, If_Match=read.headers["ETag"]
    )
    assert overtaken.status_code == 412
    assert alice.post(f"{path}/texts/en/again", {}).json["code"] == "edited_text"
    assert alice.post(f"{path}/submit", {"note": "Please read."}).json["steps"][-1]["note"] == "Please read."
    assert alice.post(f"{path}/clear", {}).json["status"] == "cleared"
    published = alice.post(f"{path}/publish", {"despite_findings": True})
    assert published.json["status"] == "published", published.text
    slug = published.json["slug"]
    public = client.get(f"/api/v1/releases/{slug}").json
    assert public["texts"][0]["headline"] == "Workshop on returns"
    alice.put(f"{path}/texts/en", {"headline": "Workshop on readmission", "body": "It takes place."})
    assert client.get(f"/api/v1/releases/{slug}").json["texts"][0]["headline"] == "Workshop on returns"
    assert alice.post(f"{path}/correct", {"note": {"en": "The title was wrong."}}).status_code == 200
    public = client.get(f"/api/v1/releases/{slug}").json
    assert public["texts"][0]["headline"] == "Workshop on readmission"
    assert [each["note"] for each in public["corrections"]] == [{"en": "The title was wrong."}]
    assert alice.post(f"{path}/withdraw").json["status"] == "withdrawn"
    assert client.get(f"/api/v1/releases/{slug}").status_code == 404


def test_nobody_reads_a_release_before_its_embargo_ends(alice, client, path):
    until = (now() + timedelta(days=1)).isoformat()
    published = alice.post(f"{path}/publish", {"embargo_until": until, "despite_findings": True}).json
    assert published["embargo_until"][:16] == until[:16]
    assert client.get(f"/api/v1/releases/{published['slug']}").status_code == 404
    assert client.get("/api/v1/releases").json["items"] == []


def test_an_embargo_that_has_passed_and_findings_that_nobody_overruled_stand_in_the_way(alice, path):
    serious = alice.put(
        f"{path}/texts/en",
        {"headline": "Workshop", "body": "About 4711 people “who have said this for years” come."},
    )
    assert any(each["is_serious"] for each in serious.json["findings"]), serious.json["findings"]
    assert alice.post(f"{path}/publish", {}).json["code"] == "findings"
    past = (now() - timedelta(days=1)).isoformat()
    answer = alice.post(f"{path}/publish", {"embargo_until": past, "despite_findings": True})
    assert (answer.status_code, answer.json["code"]) == (409, "embargo_over")


def test_a_funder_who_wants_to_see_it_first_is_asked(alice):
    programme = make_programme()
    source = programme.fundings[0].source
    source.needs_sign_off = True
    make_event("workshop", programme=programme)
    made = alice.post("/desk/events/workshop/releases", {"languages": ["en"]})
    path = made.headers["Location"].removeprefix("/api/v1")
    assert made.json["unsigned"] == [source.id]
    assert alice.post(f"{path}/publish", {"despite_findings": True}).json["code"] == "sign_off_missing"
    assert "/source" in faults_of(alice.post(f"{path}/sign-offs", {"source": 99, "given_by": "Ana"}))
    assert (
        alice.post(f"{path}/sign-offs", {"source": source.id, "given_by": "Ana Ruiz, by mail"}).json[
            "unsigned"
        ]
        == []
    )
    assert alice.post(f"{path}/publish", {"despite_findings": True}).json["status"] == "published"


def test_an_event_has_one_release_of_a_kind(alice, path):
    again = alice.post("/desk/events/workshop/releases", {"kind": "announcement"})
    assert (again.status_code, again.json["code"]) == (409, "already_announced")
    assert alice.delete(path).status_code == 204
    assert db.session.query(Release).count() == 0


def test_to_an_outsider_a_release_does_not_exist(client, alice, path):
    eve = program_of(client, EVE, works=False)
    assert eve.get("/desk/releases").json["items"] == []
    assert [each["event"] for each in alice.get("/desk/releases?status=draft").json["items"]] == ["workshop"]
    for method, suffix, body in (
        ("GET", "", None),
        ("DELETE", "", None),
        ("PUT", "/texts/en", {"headline": "H", "body": "B"}),
        ("POST", "/publish", {}),
        ("POST", "/withdraw", {}),
        ("PUT", "/date", {"as_of": "2090-01-01"}),
    ):
        assert eve.ask(method, f"{path}{suffix}", body).status_code == 404
