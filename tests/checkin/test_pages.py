"""The desk at the entrance over HTTP: pages without scripts, and what the page sends by script."""

import pytest

from eventhub.accounts.models import Role
from eventhub.accounts.permissions import GRANTS, Permission
from eventhub.db import db
from eventhub.registration.models import Registration
from tests.checkin.cast import FIRST, SECOND, attendances
from tests.desk.cast import give
from tests.people import ALICE
from tests.registration.cast import DINAS, make_workshop, register

PAGE = "/desk/events/workshop/checkin/"


@pytest.fixture
def event(app, alice):
    return give(make_workshop(capacity=2, working_languages=["fr"]), ALICE)


@pytest.fixture
def dina(event):
    return register(event, DINAS)


def press(client, where, **values):
    return client.post(PAGE + where, data={"at": FIRST, **values}, follow_redirects=True).text


def send(client, *acts):
    answer = client.post(f"{PAGE}acts.json", json={"acts": list(acts)})
    assert answer.status_code == 200
    return answer.json["results"]


def act(registration, client_id="press-1", **more):
    usual = {"kind": "check_in", "client_id": client_id, "code": registration.ticket, "occasion": FIRST}
    return {**usual, **more}


def test_somebody_is_found_by_name_and_checked_in_out_and_undone(alice, dina):
    page = alice.get(PAGE, query_string={"at": FIRST, "q": "hadd dina"}).text
    assert dina.reference in page
    values = {"registration": dina.id, "desk": "Hall <1>"}
    assert "Dina Haddad is checked in." in press(alice, "mark", act="check_in", **values)
    assert "was checked in before" in press(alice, "mark", act="check_in", **values)
    assert "Hall &lt;1&gt;" in alice.get(PAGE, query_string={"at": FIRST}).text
    assert "is checked out" in press(alice, "mark", act="check_out", **values)
    assert "is undone" in press(alice, "mark", act="undo", **values)
    assert attendances() == []


@pytest.mark.parametrize("typed", ["ticket", "reference"])
def test_a_code_that_is_typed_or_scanned_checks_in(alice, dina, typed):
    code = getattr(dina, typed)
    assert "is checked in" in press(alice, "code", code=f" {code[:3]} {code[3:].lower()} ")
    assert "Nobody has this reference" in press(alice, "code", code="EH23456")


def test_the_ticket_of_another_event_is_unknown_here(alice, event, app):
    stranger = register(make_workshop("other"), 1)
    assert "Nobody has this reference" in press(alice, "code", code=stranger.ticket)
    assert send(alice, act(stranger))[0]["status"] == "refused"
    assert alice.post(f"{PAGE}mark", data={"at": FIRST, "registration": stranger.id}).status_code == 404


def test_a_walk_in_takes_one_form_and_a_full_event_asks_first(alice, event):
    assert "is checked in" in press(alice, "walk-in/", name="Omar", organization="A new ministry")
    register(event, 1)
    full = alice.post(f"{PAGE}walk-in/", data={"at": FIRST, "name": "Lin", "client_id": "x"})
    assert (full.status_code, "Tick this" in full.text, "Lin" in full.text) == (422, True, True)
    for _ in range(2):
        assert "is checked in" in press(alice, "walk-in/", name="Lin", client_id="x", beyond_capacity="y")
    names = [each.name for each in db.session.query(Registration).order_by(Registration.id)]
    assert names == ["Omar", "Boris 1", "Lin"]
    omar = db.session.query(Registration).filter_by(name="Omar").one()
    assert (omar.organization_name, omar.email, omar.language) == ("A new ministry", "", "fr")
    assert alice.get(f"/desk/events/workshop/registrations/{omar.id}/").status_code == 200


def test_the_board_counts_by_organisation_and_day(alice, event, dina):
    press(alice, "mark", registration=dina.id)
    press(alice, "mark", registration=dina.id, at=SECOND)
    board = alice.get(f"{PAGE}board/", query_string={"at": SECOND}).text
    assert board.count('class="is-numeric"><span class="cell-text">1<') == 5
    assert "4 November 2090" in board


def test_the_list_on_the_device_holds_no_address_and_no_telephone(alice, event, dina):
    dina.phone = "+86 10 5555"
    db.session.commit()
    answer = alice.get(f"{PAGE}people.json")
    [person] = answer.json["people"]
    assert set(person) == {"reference", "ticket", "name", "organization", "key", "here"}
    assert DINAS.email not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_is_sent_twice_counts_once_and_is_answered_alike(alice, event, dina):
    sent = [act(dina, waited=3600), act(dina, "walk", kind="walk_in", code="", name="Omar")]
    first, again = send(alice, *sent), send(alice, *sent)
    assert first == again
    assert [each["outcome"] for each in first] == ["arrived", "arrived"]
    assert len(attendances()) == 2
    assert send(alice, act(dina, "other desk"))[0]["outcome"] == "already"


def test_each_act_is_refused_for_itself_and_the_others_count(alice, event, dina):
    register(event, 1)
    results = send(
        alice,
        act(dina, "1", occasion="2020-01-01"),
        act(dina, "2", kind="dance"),
        act(dina, "3", waited="long"),
        act(dina, "4", code="E" * 65),
        "nonsense",
        act(dina, "5", kind="walk_in", name="Lin"),
        act(dina, "6"),
    )
    assert [each.get("reason") for each in results] == ["refused", *["malformed"] * 4, "full", None]
    assert [each.registration_id for each in attendances()] == [dina.id]


@pytest.mark.parametrize("body", [None, [], {"acts": {}}, {"acts": [{}] * 201}])
def test_what_is_no_message_is_refused(alice, event, body):
    assert alice.post(f"{PAGE}acts.json", json=body).status_code == 400


def test_only_this_page_may_use_the_camera_and_the_worker_sees_to_no_other(alice, event):
    assert "camera=(self)" in alice.get(PAGE).headers["Permissions-Policy"]
    assert "camera=()" in alice.get(f"{PAGE}board/").headers["Permissions-Policy"]
    with alice.get(f"{PAGE}worker.js") as worker:
        assert (worker.mimetype, "Service-Worker-Allowed" in worker.headers) == ("text/javascript", False)


def test_the_entrance_of_an_event_is_none_of_an_outsiders_business(eve, event):
    for path in ("", "people.json", "worker.js", "board/", "walk-in/"):
        assert eve.get(PAGE + path).status_code == 404
    for path in ("mark", "code", "acts.json"):
        assert eve.post(PAGE + path, data={"at": FIRST}, json=None).status_code in (400, 404)
    assert attendances() == []


def test_who_may_use_the_entrance():
    allowed = {role for role, permissions in GRANTS.items() if Permission.CHECKIN_USE in permissions}
    assert {Role.ORGANISER, Role.ADMINISTRATOR} <= allowed
    assert not {Role.VIEWER, Role.PRESS_OFFICER} & allowed


def test_the_list_takes_as_many_queries_for_many_as_for_one(alice, event, count_queries):
    def queries():
        with count_queries() as sent:
            alice.get(f"{PAGE}people.json")
        return len(sent)

    event.capacity = None
    db.session.commit()
    register(event, 1)
    few = queries()
    for number in range(2, 5):
        register(event, number)
    assert queries() == few
