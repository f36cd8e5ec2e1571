"""Registrations, nominations, mails and users by the API."""

from datetime import date, timedelta

import pytest

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.letters import actions as letters
from eventhub.letters.visa import VisaDetails
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.registration.details import DeskDetails
from tests.api.cast import Program, faults_of, program_of
from tests.delegations.cast import ask as ask_by_hand
from tests.delegations.cast import make_asked_workshop, nominate, send
from tests.people import ALICE, EVE
from tests.polls.cast import NO, YES, answer, make_asking_draft, open_poll
from tests.registration.cast import mails_to, make_workshop, register
from tests.registration.test_groups import together
from tests.website.cast import make_office

PATH = "/desk/events/workshop"
DINA = {"name": "Dina Haddad", "email": "dina@example.org", "language": "ar"}


@pytest.fixture
def alice(client, app) -> Program:
    return program_of(client, ALICE, role=Role.ADMINISTRATOR)


def test_settings_are_read_changed_and_sent_back(alice):
    event = make_workshop(capacity=2)
    opens = (now() + timedelta(days=1)).replace(microsecond=0, second=0)
    changed = alice.patch(f"{PATH}/registration", {"opens_at": opens.isoformat(), "needs_approval": True})
    assert changed.status_code == 200, changed.text
    assert changed.json["capacity"] == 2
    assert changed.json["opens_at"] == opens.astimezone(event.zone).isoformat()
    assert alice.patch(f"{PATH}/registration", changed.json).json == changed.json
    late = event.ends_at + timedelta(days=1)
    assert "/closes_at" in faults_of(alice.patch(f"{PATH}/registration", {"closes_at": late.isoformat()}))
    assert "/capacity" in faults_of(alice.patch(f"{PATH}/registration", {"capacity": 0}))


def test_somebody_is_registered_by_hand_confirmed_declined_and_cancelled(alice):
    event = make_workshop(capacity=1)
    waiting = None
    made = alice.post(f"{PATH}/registrations", DINA)
    assert (made.status_code, made.json["status"], made.json["language"]) == (201, "confirmed", "ar")
    assert mails_to("dina@example.org") == ["registration_confirmed"]
    twice = alice.post(f"{PATH}/registrations", DINA)
    assert (twice.status_code, twice.json["code"]) == (422, "already_registered")
    waiting = register(event).id
    assert alice.get(f"{PATH}/registrations/{waiting}").json["status"] == "waitlisted"
    refused = alice.post(f"{PATH}/registrations/{waiting}/confirm")
    assert (refused.status_code, refused.json["code"]) == (409, "no_place")
    one = made.headers["Location"].removeprefix("/api/v1")
    assert alice.post(f"{one}/cancel").json["status"] == "cancelled"
    assert alice.get(f"{PATH}/registrations/{waiting}").json["status"] == "confirmed"
    assert alice.get(f"{PATH}/registration/figures").json["places_left"] == 0
    assert alice.post(f"{PATH}/registrations/{waiting}/decline").status_code == 409


def test_the_list_is_narrowed_and_comes_by_the_page(alice):
    event = make_workshop()
    for number in range(3):
        register(event, number)
    found = alice.get(f"{PATH}/registrations?q=boris&status=confirmed").json["items"]
    assert [each["name"] for each in found] == ["Boris 1"]
    first = alice.get(f"{PATH}/registrations?limit=2").json
    rest = alice.get(f"{PATH}/registrations?limit=2&after={first['next']}").json
    assert [each["name"] for each in first["items"] + rest["items"]] == ["Amal 0", "Boris 1", "Carla 2"]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("pointer", "wrong"),
    [
        ("/email", {"email": "nobody"}),
        ("/name", {"name": "see www.example.org"}),
        ("/name", {"name": " "}),
        ("/phone", {"phone": "call me"}),
        ("/language", {"language": "de"}),
        ("/consents", {"consents": ["photographs"]}),
    ],
)
def test_the_rules_of_the_form_hold(alice, pointer, wrong):
    make_workshop()
    assert pointer in faults_of(alice.post(f"{PATH}/registrations", {**DINA, **wrong}))


def test_organisations_are_asked_reminded_and_called_off(alice):
    event = make_asked_workshop()
    board = alice.get(f"{PATH}/delegations").json["items"]
    assert [(each["organization"]["slug"], each["stage"]) for each in board] == [
        ("ministry", "not_asked"),
        ("network", "not_asked"),
    ]
    due = (now() + timedelta(days=2)).isoformat()
    number = board[0]["participation"]
    asked = alice.post(f"{PATH}/delegations", {"participations": [number], "due_at": due, "language": "fr"})
    assert asked.status_code == 200, asked.text
    ministry = asked.json["items"][0]
    assert (ministry["stage"], ministry["held"], ministry["language"]) == ("asked", 2, "fr")
    assert mails_to("chen@example.org") == ["delegation_asked"]
    again = alice.post(f"{PATH}/delegations", {"participations": [number], "due_at": due})
    assert "/participations" in faults_of(again)
    late = (event.starts_at + timedelta(days=1)).isoformat()
    assert "/due_at" in faults_of(alice.post(f"{PATH}/delegations", {"participations": [], "due_at": late}))
    one = f"{PATH}/delegations/{ministry['id']}"
    assert alice.post(f"{one}/remind").json["reminded_at"]
    assert alice.post(f"{one}/release").json["held"] == 0
    assert alice.post(f"{one}/keep").json["held"] == 2
    assert alice.delete(one).status_code == 204
    assert alice.get(one).status_code == 404


def test_the_board_shows_who_is_nominated_and_what_became_of_them(alice):
    delegation = ask_by_hand(make_asked_workshop())
    nominate(delegation, 0)
    send(delegation)
    shown = alice.get(f"{PATH}/delegations/{delegation.id}").json
    assert [(each["name"], each["status"]) for each in shown["nominees"]] == [("Amal 0", "confirmed")]
    assert (shown["held"], shown["used"]) == (2, 1)


def test_a_poll_for_a_date_tells_which_dates_suit_whom(client, alice):
    poll = open_poll(make_asking_draft())
    answer(poll.asked[0], YES, NO, NO, comment="Holidays.")
    (shown,) = alice.get(f"{PATH}/polls").json["items"]
    assert [(each["accepted"], each["missing"], each["suits_most"]) for each in shown["dates"]] == [
        (1, 1, True),
        (0, 1, False),
        (0, 1, False),
    ]
    assert shown["dates"][0]["starts_at"] == "2090-11-10T09:00:00+08:00"
    ministry, network = shown["organizations"]
    assert [each["answer"] for each in ministry["answers"]] == ["accepted", "declined", "declined"]
    assert (ministry["comment"], network["answers"]) == ("Holidays.", [])
    assert program_of(client, EVE, works=False).get(f"{PATH}/polls").status_code == 404


def test_ids_of_another_event_open_nothing(client, alice):
    registration = register(make_workshop())
    delegation = ask_by_hand(make_asked_workshop(slug="other"))
    eve = program_of(client, EVE, works=False)
    for program in (eve, alice):
        # To Eve neither event exists; to Alice they do, but not what belongs to the other.
        for path in (f"other/registrations/{registration.id}", f"workshop/delegations/{delegation.id}"):
            assert program.get(f"/desk/events/{path}").status_code == 404
            verb = "confirm" if "registrations" in path else "remind"
            assert program.post(f"/desk/events/{path}/{verb}").status_code == 404


def test_mails_are_those_of_the_events_that_one_looks_after(client, alice):
    register(make_workshop())
    found = alice.get("/desk/messages").json["items"]
    assert [each["kind"] for each in found] == ["registration_confirmed"]
    one = f"/desk/messages/{found[0]['id']}"
    assert "Amal" in alice.get(one).json["body"]
    assert alice.post(f"{one}/again").status_code == 409
    db.session.query(OutboxMessage).update({"status": Delivery.FAILED})
    assert alice.post(f"{one}/again").json["status"] == "queued"
    eve = program_of(client, EVE, works=False)
    assert eve.get("/desk/messages").json["items"] == []
    assert eve.get(one).status_code == eve.post(f"{one}/again").status_code == 404


def test_administrators_open_change_and_close_accounts(client, alice):
    new = {"email": "bob@example.org", "name": "Bob Diallo", "role": "viewer"}
    made = alice.post("/desk/users", new)
    assert (made.status_code, made.json["is_active"]) == (201, True), made.text
    assert "password" not in made.text
    assert "/email" in faults_of(alice.post("/desk/users", new))
    assert mails_to("bob@example.org") == ["account_invitation"]
    one = made.headers["Location"].removeprefix("/api/v1")
    assert alice.patch(one, {"role": "organiser", "is_active": False}).json["is_active"] is False
    me = alice.get("/desk/me").json
    assert alice.patch(f"/desk/users/{me['id']}", {"is_active": False}).json["code"] == "own_account"
    organiser = program_of(client, EVE)
    assert organiser.get("/desk/users").status_code == organiser.patch(one, {"name": "E"}).status_code == 403
    assert "user:administer" not in organiser.get("/desk/me").json["permissions"]


def test_the_media_list_is_read_by_who_may(client, alice):
    make_office()
    assert alice.get("/desk/media-contacts").json == {"items": [], "next": None}
    viewer = program_of(client, EVE, role=Role.VIEWER)
    assert viewer.get("/desk/media-contacts").status_code == 403


def test_a_group_is_decided_on_as_one(alice):
    group = together(make_workshop(capacity=1, desk=DeskDetails(group_size=5)), 0, 1)
    one = f"{PATH}/registrations/groups/{group.id}"
    assert [each["status"] for each in alice.get(one).json["members"]] == ["waitlisted"] * 2
    assert alice.post(f"{one}/keep").json["keeps_places"]
    assert not alice.post(f"{one}/part").json["is_together"]
    assert {each["status"] for each in alice.post(f"{one}/cancel").json["members"]} == {"cancelled"}
    assert alice.post(f"{one}/promote").status_code == 404
    assert len(alice.get(f"{PATH}/registrations/groups").json["items"]) == 1


def test_a_letter_for_a_visa_is_issued_and_withdrawn_and_its_words_are_told_in_confidence(client, alice):
    event = make_workshop()
    days = {"born_on": date(1984, 5, 17), "expires_on": event.last_day + timedelta(days=365)}
    stay = {"arrives_on": event.first_day, "leaves_on": event.last_day}
    words = {"surname": "HADDAD", "given_names": "Dina", "number": "K1234567", "nationality": "LB"}
    details = VisaDetails(**words, **days, **stay, embassy="Embassy of China", embassy_city="Beirut")
    registration = register(event)
    with transaction():
        asked = letters.ask(registration, details, language="en", now=now()).id
    one = f"{PATH}/letters/{asked}"
    assert alice.get(f"{one}/letter.pdf").status_code == 404
    issued = alice.post(f"{one}/issue", {"costs": "own"})
    assert (issued.status_code, issued.json["status"]) == (200, "issued"), issued.text
    assert "K1234567" not in issued.text
    assert alice.get(f"{one}/letter.pdf").data[:4] == b"%PDF"
    registrar = program_of(client, EVE, Permission.REGISTRATION_VIEW, Permission.REGISTRATION_DECIDE)
    assert registrar.get(one).status_code == 200
    assert registrar.get(f"{one}/letter.pdf").status_code == 403
    assert alice.post(f"{one}/decline", {"reason": "Late."}).status_code == 409
    assert "/reason" in faults_of(alice.post(f"{one}/withdraw", {"reason": " "}))
    assert alice.post(f"{one}/withdraw", {"reason": "A slip."}).json["status"] == "withdrawn"
