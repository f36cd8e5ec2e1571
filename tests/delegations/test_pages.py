"""The pages of the organisers and of a focal point, through the browser's requests."""

import io

import pytest

from eventhub.accounts.models import User
from eventhub.db import db
from eventhub.delegations.models import Delegation, Nominee
from eventhub.events.models import EventStaff
from tests.delegations.cast import CHEN_EMAIL, ask, make_asked_workshop, nominate, send, taken
from tests.people import ALICE
from tests.registration.cast import mails_to, statuses

BOARD = "/desk/events/workshop/delegations/"


@pytest.fixture
def workshop(alice):
    """Alice's."""
    event = make_asked_workshop()
    event.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    return event


def asking(event, *numbers: int, **changes) -> dict:
    due = f"{event.starts_at.astimezone(event.zone):%Y-%m-%dT%H:%M}"
    chosen = [event.participations[number].id for number in numbers]
    return {"participations": chosen, "due_at": due, "language": "fr", "terms": "Frais payés.", **changes}


def page(delegation: Delegation, rest: str = "") -> str:
    return f"/fr/delegations/{delegation.token}/{rest}"


LI = {"name": "Li Wei", "email": "li.wei@example.org", "position": "Director", "capacity": "head"}


def test_the_board_shows_who_can_be_asked_and_how_far_each_is(alice, workshop):
    html = alice.get(BOARD).text
    assert "Ministry of Public Security" in html
    assert html.count("Not asked yet") == 2
    ask(workshop)
    assert alice.get(BOARD).text.count("Not asked yet") == 1


def test_organisations_are_asked_together(alice, workshop):
    answer = alice.post(f"{BOARD}ask", data=asking(workshop, 0, 1))
    assert answer.status_code == 303
    assert mails_to(CHEN_EMAIL) == ["delegation_asked"]
    first = db.session.query(Delegation).first()
    assert (first.language, first.terms) == ("fr", "Frais payés.")
    assert taken(workshop) == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"participations": []}, "participations"),
        ({"participations": [999]}, "participations"),
        ({"due_at": ""}, "due_at"),
        ({"due_at": "2001-01-01T10:00"}, "due_at"),
        ({"due_at": "2999-01-01T10:00"}, "due_at"),
        ({"terms": "x" * 4001}, "terms"),
    ],
)
def test_a_request_that_cannot_be_is_shown_again(alice, workshop, changes, field):
    answer = alice.post(f"{BOARD}ask", data=asking(workshop, 0, **changes))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert db.session.query(Delegation).count() == 0


def test_more_places_than_there_are_cannot_be_promised(alice, workshop):
    workshop.capacity = 1
    db.session.commit()
    answer = alice.post(f"{BOARD}ask", data=asking(workshop, 1, 0))
    assert answer.status_code == 422
    assert "There are not enough free places" in answer.text
    assert taken(workshop) == 0


@pytest.mark.parametrize("verb", ["remind", "release", "keep", "call-off"])
def test_organisers_may_and_outsiders_may_not(alice, eve, workshop, verb):
    delegation = ask(workshop)
    one = f"{BOARD}{delegation.id}/"
    assert eve.get(one).status_code == 404
    assert eve.post(one + verb).status_code == 404
    assert alice.get(one).status_code == 200
    assert alice.post(one + verb).status_code == 303


def test_a_reminder_goes_to_the_focal_point(alice, workshop):
    delegation = ask(workshop)
    alice.post(f"{BOARD}{delegation.id}/remind")
    assert mails_to(CHEN_EMAIL) == ["delegation_asked", "delegation_reminder"]


def test_an_organisation_that_was_asked_cannot_be_taken_off_the_event(alice, workshop):
    ask(workshop)
    form = alice.get("/desk/events/workshop/organizations/").text
    seen = form.split('name="seen"')[1].split('value="')[1].split('"')[0]
    answer = alice.post(
        "/desk/events/workshop/organizations/", data={"seen": seen, "new_language": "en", "new_kind": "ngo"}
    )
    assert answer.status_code == 422
    assert "Take that request back first" in answer.text
    assert len(workshop.participations) == 2


def test_a_focal_point_names_somebody_and_sends_the_list(client, workshop):
    delegation = ask(workshop, language="fr")
    assert client.post(page(delegation, "people/"), data=LI).status_code == 303
    html = client.get(page(delegation)).text
    assert "Li Wei" in html
    assert "1 nom n’a pas encore été envoyé" in html
    assert client.post(page(delegation, "send")).status_code == 303
    assert statuses(workshop)["Li Wei"] == "confirmed"
    db.session.expire_all()
    assert delegation.opened_at is not None


def test_reading_the_page_changes_nothing(client, workshop):
    delegation = ask(workshop)
    client.get(page(delegation))
    db.session.expire_all()
    assert delegation.opened_at is None
    client.post(page(delegation, "begin"))
    db.session.expire_all()
    assert delegation.opened_at is not None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "see www.example.org"}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@b\r\nBcc: c@example.org"}, "email"),
        ({"phone": "call me"}, "phone"),
        ({"capacity": ""}, "capacity"),
    ],
)
def test_a_wrong_field_is_told_and_what_was_typed_is_kept(client, workshop, changes, field):
    delegation = ask(workshop)
    answer = client.post(page(delegation, "people/"), data={**LI, "position": "Just typed", **changes})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "Just typed" in answer.text
    assert db.session.query(Nominee).count() == 0


def test_a_name_too_many_is_told_beside_the_form(client, workshop):
    delegation = ask(workshop)
    nominate(delegation, 0, 1)
    answer = client.post(page(delegation, "people/"), data=LI)
    assert answer.status_code == 422
    assert "n’a plus de place" in answer.text


def test_a_table_is_sent_as_a_file_or_pasted(client, workshop):
    delegation = ask(workshop)
    table = b"Nom;Adresse \xc3\xa9lectronique\nLi Wei;li.wei@example.org\n"
    data = {"file": (io.BytesIO(table), "people.csv"), "text": ""}
    assert client.post(page(delegation, "table"), data=data).status_code == 303
    assert client.post(page(delegation, "table"), data={"text": "Ann\tann@example.org"}).status_code == 303
    assert {each.name for each in db.session.query(Nominee)} == {"Li Wei", "Ann"}


def test_wrong_cells_are_listed_and_nobody_is_taken(client, workshop):
    delegation = ask(workshop)
    answer = client.post(page(delegation, "table"), data={"text": "Ann\tann@example.org\nBob\tbob"})
    assert answer.status_code == 422
    assert "Adresse électronique" in answer.text
    assert "Bob\tbob" in answer.text
    assert db.session.query(Nominee).count() == 0


def test_a_file_that_is_no_table_is_refused_in_words(client, workshop):
    data = {"file": (io.BytesIO(b"PK\x03\x04 no workbook"), "people.xlsx"), "text": ""}
    answer = client.post(page(ask(workshop), "table"), data=data)
    assert answer.status_code == 422
    assert "pas un tableau lisible" in answer.text


def test_the_empty_table_can_be_filled_in_and_sent_back(client, workshop):
    delegation = ask(workshop)
    answer = client.get(page(delegation, "table.xlsx"))
    data = {"file": (io.BytesIO(answer.data), "nominees.xlsx"), "text": ""}
    refused = client.post(page(delegation, "table"), data=data)
    assert "Ce tableau ne contient personne" in refused.text


def test_somebody_is_corrected_before_the_list_is_sent_and_not_after(client, workshop):
    delegation = ask(workshop)
    client.post(page(delegation, "people/"), data=LI)
    person = page(delegation, f"people/{delegation.nominees[0].id}/")
    assert "li.wei@example.org" in client.get(person).text
    assert client.post(person, data={**LI, "name": "Li Na"}).status_code == 303
    client.post(page(delegation, "send"))
    assert client.post(person, data={**LI, "name": "Wang"}).status_code == 422
    assert list(statuses(workshop)) == ["Li Na"]


def test_nobody_sees_or_changes_the_people_of_another_organisation(client, workshop):
    mine, other = ask(workshop), ask(workshop, 1)
    nominate(other, 0)
    send(other)
    stranger = other.nominees[0].id
    assert "Amal 0" not in client.get(page(mine)).text
    for rest in (f"people/{stranger}/", f"people/{stranger}/withdraw", f"people/{stranger}/up"):
        assert client.post(page(mine, rest), data=LI).status_code == 404
    assert statuses(workshop)["Amal 0"] == "confirmed"


def test_a_link_that_was_taken_back_opens_nothing(alice, client, workshop):
    delegation = ask(workshop)
    address = page(delegation)
    alice.post(f"{BOARD}{delegation.id}/call-off")
    assert client.get(address).status_code == 404


def test_secret_pages_are_stored_and_indexed_nowhere(client, workshop):
    answer = client.get(page(ask(workshop)))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
