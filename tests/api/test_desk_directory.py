"""The directory by the API: organizations, offices, programmes, who pays, and what events are about."""

import pytest

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from tests.api.cast import Program, faults_of, program_of, user_of
from tests.people import ALICE, BOB, EVE
from tests.website.cast import make_event, make_office, make_organization

MINISTRY = {"kind": "government", "name": {"en": "Ministry of Labour", "fr": "Ministère du Travail"}}


@pytest.fixture
def alice(client, app) -> Program:
    return program_of(client, ALICE, role=Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("path", "body", "patch"),
    [
        (
            "organizations",
            {**MINISTRY, "article": {"fr": "le"}, "genitive": "Министерства"},
            {"website": "https://labour.example"},
        ),
        (
            "offices",
            {
                "name": {"en": "Office in Hanoi"},
                "time_zone": "Asia/Ho_Chi_Minh",
                "country": "VN",
                "languages": ["en", "fr"],
            },
            {"phone": "+84 1"},
        ),
        (
            "programmes",
            {"type": "project", "name": {"en": "Mobility"}, "starts_on": "2026-01-01"},
            {"ends_on": "2027-12-31"},
        ),
        ("topics", {"name": {"en": "Labour migration"}}, {"name": {"fr": "Migration de travail"}}),
    ],
)
def test_things_of_the_directory_are_added_changed_sent_back_and_deleted(alice, path, body, patch):
    made = alice.post(f"/desk/{path}", body)
    assert made.status_code == 201, made.text
    one = made.headers["Location"].removeprefix("/api/v1")
    assert alice.get(one).json == made.json
    assert body.items() <= made.json.items()
    changed = alice.patch(one, patch, If_Match=made.headers["ETag"])
    assert changed.status_code == 200, changed.text
    assert changed.json["name"] == {**body["name"], **patch.get("name", {})}
    assert alice.patch(one, patch, If_Match=made.headers["ETag"]).status_code == 412
    sent_back = {name: value for name, value in changed.json.items() if name in body}
    assert alice.patch(one, sent_back).json == changed.json
    assert made.json["slug"] in [each["slug"] for each in alice.get(f"/desk/{path}").json["items"]]
    assert alice.delete(one).status_code == 204
    assert alice.get(one).status_code == 404


def test_a_namesake_a_circle_and_an_unknown_parent_are_refused(alice):
    made = alice.post("/desk/organizations", MINISTRY).json
    assert list(faults_of(alice.post("/desk/organizations", MINISTRY))) == ["/same_name_is_meant"]
    meant = {**MINISTRY, "same_name_is_meant": True, "parent": made["slug"]}
    below = alice.post("/desk/organizations", meant).json
    assert below["parent"] == made["slug"]
    circle = alice.patch(f"/desk/organizations/{made['slug']}", {"parent": below["slug"]})
    assert (circle.status_code, circle.json["code"]) == (422, "circle")
    # What a person may type is no name for a program.
    typed = {"parent": "Ministry of Labour"}
    assert list(faults_of(alice.patch(f"/desk/organizations/{below['slug']}", typed))) == ["/parent"]
    used = alice.delete(f"/desk/organizations/{made['slug']}")
    assert (used.status_code, used.json["code"]) == (409, "still_used")


def test_an_office_has_members_press_contacts_and_a_privacy_notice_in_versions(alice):
    make_office()
    bob = user_of(BOB).id
    one = "/desk/offices/beijing"
    assert [each["name"] for each in alice.put(f"{one}/members/{bob}", None).json["members"]] == [
        ALICE.name,
        BOB.name,
    ]
    assert alice.delete(f"{one}/members/{bob}").status_code == 204
    assert alice.put(f"{one}/members/9999", None).status_code == 404
    contact = alice.post(f"{one}/press-contacts", {"name": "Wang Li", "languages": ["zh"]})
    assert contact.json["press_contacts"][0]["languages"] == ["zh"]
    assert "/email" in faults_of(alice.post(f"{one}/press-contacts", {"name": "Wang", "email": "x"}))
    number = contact.json["press_contacts"][0]["id"]
    assert alice.delete(f"{one}/press-contacts/{number}").status_code == 204
    assert alice.get(one).json["press_contacts"] == []
    assert alice.get(f"{one}/privacy").json == {"text": {}, "versions": []}
    alice.put(f"{one}/privacy", {"text": {"en": "Article 6."}})
    latest = alice.put(f"{one}/privacy", {"text": {"en": "Article 7."}}).json
    assert [each["version"] for each in latest["versions"]] == [2, 1]
    paper = alice.patch(f"{one}/letterhead", {"address": {"en": "1 Long Street"}, "phone": "+86 10"})
    assert (paper.status_code, paper.json["version"]) == (200, 1), paper.text
    assert alice.patch(f"{one}/letterhead", {"phone": "+86 11"}).json["address"] == {"en": "1 Long Street"}


def test_a_funding_source_pays_for_a_programme(alice):
    make_organization("eu", en="European Union")
    source = {"organization": "eu", "amount": 1250000.5, "currency": "eur", "statement": {"en": "Funded."}}
    made = alice.post("/desk/funding", {**source, "emblem": "eu"})
    assert made.status_code == 201, made.text
    assert (made.json["amount"], made.json["currency"]) == (1250000.5, "EUR")
    one = made.headers["Location"].removeprefix("/api/v1")
    assert "/emblem" in faults_of(alice.patch(one, {"statement": {"en": None}}))
    assert alice.patch(one, {"amount": 1.25, "instrument_article": {"en": "the"}}).json["amount"] == 1.25
    rows = [{"source": made.json["id"], "role": "sole"}]
    body = {"type": "project", "name": {"en": "Mobility"}, "fundings": rows, "implementers": ["eu"]}
    programme = alice.post("/desk/programmes", body)
    assert (programme.status_code, programme.json["fundings"]) == (201, rows), programme.text
    twice = alice.patch(f"/desk/programmes/{programme.json['slug']}", {"fundings": rows * 2})
    assert set(faults_of(twice)) == {"/fundings/0/role", "/fundings/1/role", "/fundings/1/source"}
    unknown = alice.patch(f"/desk/programmes/{programme.json['slug']}", {"implementers": ["nobody"]})
    assert list(faults_of(unknown)) == ["/implementers/0"]
    assert alice.delete(one).status_code == 409


def test_the_directory_is_changed_within_the_scopes_of_the_token_alone(client, alice):
    topic = alice.post("/desk/topics", {"name": {"en": "Return"}}).json["slug"]
    make_event()
    reader = program_of(client, EVE, Permission.DESK_USE, Permission.EVENT_EDIT)
    assert reader.get(f"/desk/topics/{topic}").status_code == 200
    assert reader.patch(f"/desk/topics/{topic}", {"name": {"en": "Other"}}).status_code == 403
    for path in ("organizations", "programmes", "topics", "funding", "offices"):
        assert reader.post(f"/desk/{path}", {}).status_code == 403
    # Offices are the business of administrators, whatever a token allows.
    assert program_of(client, BOB).get("/desk/offices/beijing").status_code == 403
