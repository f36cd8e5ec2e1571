"""Writing to the people of an event, and letting them in, by the API."""

import pytest

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.checkin.models import AttendanceAct
from eventhub.db import db
from eventhub.webhooks.queries import changes_since
from tests.api.cast import Program, faults_of, program_of, user_of
from tests.calendars.cast import FAR
from tests.mailings.cast import mails_of, make_peopled_workshop, write_all
from tests.mailings.worker import write_notices
from tests.people import ALICE, BOB
from tests.registration.cast import make_workshop, register
from tests.website.cast import make_organization

PATH = "/desk/events/workshop"
FIRST, SECOND = f"{FAR}-11-03", f"{FAR}-11-04"
MAILING = {"subject": {"en": "Practical matters"}, "body": {"en": "Dear {name}, bring your passport."}}


@pytest.fixture
def alice(client, app) -> Program:
    return program_of(client, ALICE, role=Role.ADMINISTRATOR)


def test_a_mailing_is_written_read_by_a_colleague_and_sent_once(client, alice):
    make_peopled_workshop()
    made = alice.post(f"{PATH}/mailings", {**MAILING, "languages": ["fr"], "needs_second_reader": True})
    assert (made.status_code, made.json["status"], made.json["statuses"][-1]) == (
        201,
        "draft",
        "offered",
    ), made.text
    one = made.headers["Location"].removeprefix("/api/v1")
    assert [each["name"] for each in alice.get(f"{one}/recipients").json["items"]] == ["Boris 1"]
    assert (
        len(
            alice.patch(
                one, {"languages": None, "body": {"fr": "{name} !"}, "subject": {"fr": "Bonjour"}}
            ).json["body"]
        )
        == 2
    )
    assert alice.post(f"{one}/submit").json["status"] == "in_review"
    refused = alice.post(f"{one}/send")
    assert (refused.status_code, refused.json["code"]) == (409, "second_reader")
    bob = program_of(client, BOB)
    sent = bob.post(f"{one}/send", Idempotency_Key="once")
    assert (sent.status_code, sent.json["status"], sent.json["sent_by"]) == (200, "sending", BOB.name), (
        sent.text
    )
    assert bob.post(f"{one}/send", Idempotency_Key="once").json == sent.json
    assert bob.post(f"{one}/send").status_code == 409
    assert {each["takes_mail"] for each in bob.get(f"{one}/recipients").json["items"]} == {True}
    write_all()
    assert (bob.get(one).json["written_to"], bob.get(one).json["status"], len(mails_of())) == (3, "sent", 3)
    assert bob.post(f"{one}/stop").status_code == 409
    assert {each["delivery"] for each in bob.get(f"{one}/recipients").json["items"]} == {"queued"}
    copy = bob.post(f"{one}/copy")
    assert (copy.status_code, copy.json["status"]) == (201, "draft")
    assert bob.delete(copy.headers["Location"].removeprefix("/api/v1")).status_code == 204


def test_a_mailing_goes_by_itself_and_says_what_is_wrong_with_it(alice):
    make_peopled_workshop()
    unknown = faults_of(alice.post(f"{PATH}/mailings", {**MAILING, "body": {"en": "Dear {nobody}"}}))
    assert list(unknown) == ["/body/en"]
    assert list(faults_of(alice.post(f"{PATH}/mailings", {**MAILING, "subject": {"fr": "Bonjour"}}))) == [
        "/subject/en",
        "/body/fr",
    ]
    assert list(faults_of(alice.post(f"{PATH}/mailings", {**MAILING, "organizations": ["mps"]}))) == [
        "/organizations/0"
    ]
    one = f"{PATH}/mailings/{alice.post(f'{PATH}/mailings', MAILING).json['id']}"
    when = {"days": 7, "anchor": "before_start", "at_time": "09:00"}
    scheduled = alice.post(f"{one}/schedule", when).json
    assert (scheduled["status"], scheduled["at_time"]) == ("scheduled", "09:00")
    assert scheduled["due_at"].startswith(f"{FAR}-10-27T01:00")
    assert alice.post(f"{one}/schedule", {**when, "at_time": "25:00"}).status_code == 422
    assert alice.post(f"{one}/return").json["due_at"] is None


def test_a_standard_mail_has_own_words_until_it_has_the_standard_ones_again(alice):
    make_workshop()
    one = f"{PATH}/mail-texts/registration_confirmed"
    assert alice.put(one, {"intro": {"en": "See you, {name}."}}).json["intro"] == {"en": "See you, {name}."}
    assert list(faults_of(alice.put(one, {"intro": {"en": "{deadline}"}}))) == ["/intro/en"]
    assert alice.delete(one).status_code == 204
    assert all(not each["intro"] for each in alice.get(f"{PATH}/mail-texts").json["items"])
    assert alice.get(f"{PATH}/notice").json == {"due_at": None, "people": 0, "organizations": 0}
    alice.patch(PATH, {"city": {"en": "Tianjin"}})
    assert alice.get(f"{PATH}/notice").json["due_at"]
    assert alice.post(f"{PATH}/notice/drop").json["due_at"] is None
    assert alice.post(f"{PATH}/notice/tell").json["due_at"] is None


def test_a_notice_is_looked_at_stopped_and_goes_on(alice):
    make_peopled_workshop()
    alice.patch(PATH, {"city": dict.fromkeys(("en", "fr", "ar"), "Tianjin")})
    alice.post(f"{PATH}/notice/tell")
    (notice,) = alice.get(f"{PATH}/notices").json["items"]
    assert (notice["kind"], notice["status"], notice["to_go"]) == ("change", "sending", 3)
    assert "Tianjin" in notice["says"][0]["after"]
    one = f"{PATH}/notices/{notice['id']}"
    stopped = alice.post(f"{one}/stop").json
    assert [stopped[each] for each in ("status", "to_go", "left")] == ["stopped", 0, 3]
    assert alice.post(f"{one}/stop").status_code == 409
    assert alice.post(f"{one}/resume").json["status"] == "sending"
    write_notices()
    done = alice.post(f"{one}/again").json
    assert [done[each] for each in ("status", "written_to", "left", "failed")] == ["sent", 3, 0, 0]
    log = alice.get(f"{one}/recipients").json["items"]
    assert [(each["name"], each["state"]) for each in log][:1] == [("Amal 0", "written")]


def test_somebody_comes_and_leaves_and_what_is_sent_twice_is_done_once(alice):
    event = make_workshop()
    code = register(event).reference
    act = {"act": "check_in", "occasion": FIRST, "code": code, "desk": "East", "act_id": "1"}
    came = alice.post(f"{PATH}/checkin/acts", act)
    assert (came.status_code, came.json["outcome"]) == (200, "arrived"), came.text
    assert alice.post(f"{PATH}/checkin/acts", act).json == came.json
    assert alice.post(f"{PATH}/checkin/acts", {**act, "act_id": "2"}).json["outcome"] == "already"
    left = alice.post(f"{PATH}/checkin/acts", {**act, "act": "check_out", "act_id": ""}).json
    assert (left["outcome"], left["person"]["presences"][0]["desk"]) == ("left", "East")
    [person] = alice.get(f"{PATH}/checkin/people").json["items"]
    assert [each["occasion"] for each in person["presences"]] == [FIRST]
    days = alice.get(f"{PATH}/checkin/occasions").json["items"]
    assert [(each["name"], each["came"], each["present"]) for each in days] == [(FIRST, 1, 0), (SECOND, 0, 0)]
    assert alice.post(f"{PATH}/checkin/acts", {**act, "occasion": "2001-01-01"}).status_code == 404
    assert alice.post(f"{PATH}/checkin/acts", {**act, "code": "NOBODY"}).status_code == 404
    db.session.rollback()
    assert db.session.query(AttendanceAct).count() == 3


def test_somebody_who_has_not_registered_is_let_in_beyond_the_places_only_when_that_is_said(alice):
    register(make_workshop(capacity=1))
    person = {"occasion": FIRST, "name": "Wang Li", "organization": "Embassy", "act_id": "w"}
    full = alice.post(f"{PATH}/checkin/walk-ins", person)
    assert (full.status_code, full.json["code"]) == (409, "no_place")
    inside = alice.post(f"{PATH}/checkin/walk-ins", {**person, "beyond_capacity": True})
    assert (inside.status_code, inside.json["person"]["organization"]) == (200, "Embassy"), inside.text
    assert alice.post(f"{PATH}/checkin/walk-ins", {**person, "beyond_capacity": True}).json == inside.json


def test_a_name_for_an_act_opens_nothing_of_another_event(alice):
    body = {"occasion": FIRST, "name": "Wang Li", "act_id": "1"}
    make_workshop()
    make_workshop("other")
    alice.post(f"{PATH}/checkin/walk-ins", body)
    other = alice.post("/desk/events/other/checkin/walk-ins", {**body, "name": "Zhang"})
    assert other.json["person"]["name"] == "Zhang"


def test_a_token_for_the_door_opens_the_door_alone(client, alice):
    make_workshop()
    door = program_of(client, BOB, Permission.CHECKIN_USE)
    assert door.get(f"{PATH}/checkin/people").status_code == 200
    assert door.get(f"{PATH}/registrations").status_code == 403
    assert door.post(f"{PATH}/mailings", MAILING).status_code == 403


def test_what_programs_do_is_told_to_those_that_keep_a_copy(client, alice):
    event = make_workshop()
    since = alice.get("/changes?limit=200").json["next"]
    alice.post(f"{PATH}/mailings", MAILING)
    code = register(event).reference
    alice.post(f"{PATH}/checkin/acts", {"act": "check_in", "occasion": FIRST, "code": code})
    alice.post("/desk/funding", {"organization": make_organization("eu", en="European Union").slug})
    told = {each["action"]: each["place"] for each in alice.get(f"/changes?since={since}").json["items"]}
    assert told["event:mailing:create"] == f"/api/v1{PATH}"
    assert told["registration:attendance:check_in"].startswith(f"/api/v1{PATH}/registrations/")
    assert alice.get(told["funding:details:create"].removeprefix("/api/v1")).status_code == 200
    # A webhook may be told of a part of them.
    narrow = changes_since(user_of(ALICE), since, limit=9, kinds=["event:mailing"])
    assert [each.action for each in narrow.items] == ["event:mailing:create"]
    hook = {"url": "https://example.org/hook", "kinds": ["event:mailing", "registration:attendance"]}
    assert alice.post("/desk/webhooks", hook).status_code == 201
