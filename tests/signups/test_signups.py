"""Participants choose among the items of an agenda that have places of their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from eventhub.agenda.models import Session
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.registration import actions as registrations
from eventhub.registration.models import Registration
from eventhub.signups import actions
from eventhub.signups.errors import NoPlaceLeftError, SignUpClosedError
from eventhub.signups.models import SignUp
from tests.calendars.cast import add_session, make_event
from tests.desk.cast import event_of_alice
from tests.registration.cast import register

GROUP = {"takes_sign_ups": True, "capacity": 2, "room": "Hall B"}


def page_of(registration: Registration) -> str:
    return f"/en/registrations/{registration.token}/sessions/"


def choose(client, registration: Registration, session: Session, choice: str = "join"):
    return client.post(f"{page_of(registration)}{session.id}/", data={"choice": choice})


def participants(event, number: int) -> list[Registration]:
    return [register(event, each) for each in range(number)]


def signed_up(session: Session) -> int:
    db.session.expire_all()
    return session.places_taken


def test_a_participant_signs_up_and_withdraws_by_the_secret_link(client):
    event = make_event()
    session = add_session(event, **GROUP)
    [person] = participants(event, 1)
    assert "2 places left" in client.get(page_of(person)).text
    assert choose(client, person, session).location == page_of(person)
    page = client.get(page_of(person)).text
    assert ("You are signed up." in page, "1 place left" in page) == (True, True)
    choose(client, person, session)
    assert signed_up(session) == 1
    choose(client, person, session, "leave")
    assert signed_up(session) == 0


def test_the_last_place_is_given_once(client):
    event = make_event()
    session = add_session(event, **GROUP)
    one, two, three = participants(event, 3)
    choose(client, one, session)
    choose(client, two, session)
    answer = choose(client, three, session)
    assert "All places are taken" in client.get(answer.location).text
    assert signed_up(session) == 2


def test_who_gives_up_the_event_gives_up_the_item(client):
    event = make_event()
    session = add_session(event, **GROUP)
    one, two, three = participants(event, 3)
    choose(client, one, session)
    choose(client, two, session)
    with transaction():
        registrations.cancel(db.session.get_one(Registration, one.id), now=now())
    assert "1 place left" in client.get(page_of(three)).text
    choose(client, three, session)
    assert signed_up(session) == 2
    assert db.session.query(SignUp).filter_by(registration_id=one.id).count() == 0


def test_items_for_everybody_and_those_of_other_events_are_not_to_choose(client):
    event = make_event()
    [person] = participants(event, 1)
    with pytest.raises(SignUpClosedError):
        actions.sign_up(add_session(event), person, now=now())
    other = add_session(make_event("other"), **GROUP)
    assert choose(client, person, other).status_code == 404


def test_what_is_at_the_same_time_is_told(client):
    event = make_event()
    session = add_session(event, **GROUP)
    add_session(event, **GROUP)
    [person] = participants(event, 1)
    choose(client, person, session)
    assert "At the same time as: Panel" in client.get(page_of(person)).text


def test_organisers_see_who_has_signed_up(alice, bob):
    event = event_of_alice()
    session = add_session(event, **GROUP)
    [person] = participants(event, 1)
    choose(alice, person, session)
    path = f"/desk/events/workshop/agenda/{session.id}/sign-ups"
    page = alice.get(path).text
    assert (person.name in page, "1 of 2 places taken" in page) == (True, True)
    assert bob.get(path).status_code == 404


def test_many_at_once_take_exactly_the_places_that_there_are(app_on_each_database):
    app = app_on_each_database
    event = make_event()
    session_id = add_session(event, takes_sign_ups=True, capacity=5).id
    people = [each.id for each in participants(event, 16)]
    db.session.remove()

    def try_once(person_id: int) -> bool:
        with app.app_context():
            try:
                with transaction():
                    session = db.session.get_one(Session, session_id)
                    actions.sign_up(session, db.session.get_one(Registration, person_id), now=now())
            except NoPlaceLeftError:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        given = sum(pool.map(try_once, [*people, *people[:4]]))
    assert signed_up(db.session.get_one(Session, session_id)) == 5
    assert db.session.query(SignUp).count() == 5
    assert given >= 5
