"""Many at once: exactly as many places as there are, one registration a person, no error."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from flask import Flask

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.actions import EventDetails, edit_event
from eventhub.events.models import Event
from eventhub.outbox.models import OutboxMessage
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.queries import desk_of
from tests.registration.cast import make_workshop, register

TRIES, AT_ONCE, PLACES = 200, 32, 50


def form(number: int, key: str | None = None) -> dict[str, str]:
    return {
        "name": f"Person {number}",
        "email": f"person.{number}@example.org",
        "consent_participation": "y",
        "form_key": key or f"a key that only form number {number} has",
    }


def post(app: Flask, fields: dict[str, str]) -> tuple[int, str]:
    with app.app_context():
        answer = app.test_client().post("/en/events/workshop/register/", data=fields)
        db.session.remove()
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize("has_waiting_list", [True, False])
def test_200_tries_at_50_places_give_exactly_50(app_on_each_database, has_waiting_list):
    app = app_on_each_database
    event = make_workshop(capacity=PLACES, desk=DeskDetails(has_waiting_list=has_waiting_list))
    db.session.commit()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda number: post(app, form(number))[0], range(TRIES)))
    db.session.rollback()
    found = Counter(status for (status,) in db.session.query(Registration.status))
    assert found[RegistrationStatus.CONFIRMED] == PLACES == desk_of(event).taken
    if has_waiting_list:
        assert Counter(answers) == {303: TRIES}
        assert found[RegistrationStatus.WAITLISTED] == TRIES - PLACES
    else:
        assert Counter(answers) == {303: PLACES, 409: TRIES - PLACES}


def test_the_same_form_six_times_at_once_is_one_registration_and_one_mail(app_on_each_database):
    app = app_on_each_database
    make_workshop(capacity=5)
    db.session.commit()
    start = Barrier(6)

    def send(_again: int) -> tuple[int, str]:
        start.wait()
        return post(app, form(1))

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(send, range(6)))
    db.session.rollback()
    assert len(answers) == 1
    status, location = answers.pop()
    registration = db.session.query(Registration).one()
    assert (status, registration.token in location) == (303, True)
    assert db.session.query(OutboxMessage).count() == 1


def test_nobody_waits_beside_a_free_place_when_all_come_go_and_places_are_added(app_on_each_database):
    app = app_on_each_database
    event = make_workshop(capacity=4)
    event_id = event.id
    numbers = [register(event, number).id for number in range(8)]
    db.session.commit()

    def come(number: int) -> None:
        post(app, form(number))

    def go(number: int) -> None:
        with app.app_context():
            with transaction():
                actions.cancel(db.session.get_one(Registration, numbers[number]), now=now())
            db.session.remove()

    def widen(places: int) -> None:
        with app.app_context():
            with transaction():
                # Whoever comes last with fewer places must not take those back that people have by then.
                found = db.session.get_one(Event, event_id, with_for_update=True)
                edit_event(found, replace(EventDetails.of(found), capacity=max(places, found.capacity)))
            db.session.remove()

    deeds = [(come, n) for n in range(20)] + [(go, n) for n in range(8)] + [(widen, n) for n in (5, 6, 7)]
    deeds = deeds[::3] + deeds[1::3] + deeds[2::3]
    with ThreadPoolExecutor(12) as pool:
        for done in [pool.submit(verb, value) for verb, value in deeds]:
            done.result()
    db.session.expire_all()
    event = db.session.get_one(Event, event_id)
    found = Counter(status for (status,) in db.session.query(Registration.status))
    assert found[RegistrationStatus.CONFIRMED] == desk_of(event).taken == event.capacity
    assert found[RegistrationStatus.WAITLISTED] == 20 - event.capacity
