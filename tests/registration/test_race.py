"""Many at once: exactly as many places as there are, one registration a person, no error."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.errors import DomainError
from eventhub.events.actions import EventDetails, edit_event
from eventhub.events.models import Event
from eventhub.outbox.models import OutboxMessage
from eventhub.questions.models import QuestionKind
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.offers import accept, lapse_next_offer
from eventhub.registration.queries import desk_of
from tests.questions.cast import category, question, section
from tests.registration.cast import cancel, make_workshop, register

PAGE = "/en/events/workshop/register/"
TRIES, AT_ONCE, PLACES = 200, 32, 50


def form(number: int, key: str | None = None) -> dict[str, str]:
    return {
        "name": f"Person {number}",
        "email": f"person.{number}@example.org",
        "consent_participation": "y",
        "form_key": key or f"a key that only form number {number} has",
    }


def post(app: Flask, fields: dict[str, str], page: str = PAGE) -> tuple[int, str]:
    with app.app_context():
        answer = app.test_client().post(page, data=fields)
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


def test_an_answer_and_a_category_have_as_many_people_as_places(app_on_each_database):
    app = app_on_each_database
    event = make_workshop(capacity=20)
    media = category(event, "Media", capacity=6)
    visit = question(section(event), "Which visit?", QuestionKind.CHOICE, [("Port", 4), "School"])
    port, school = (str(each.id) for each in visit.options)
    name, page = f"q{visit.id}", f"/en/events/workshop/register/as/{media.key}/"
    db.session.commit()

    def come(number: int) -> int:
        status = post(app, form(number) | {name: port}, page)[0]
        return status if status == 303 else post(app, form(number) | {name: school}, page)[0] + 1000

    with ThreadPoolExecutor(12) as pool:
        answers = Counter(pool.map(come, range(16)))
    db.session.rollback()
    assert answers == {303: 4, 1303: 12}
    found = Counter(each.status for each in db.session.query(Registration))
    assert found == {RegistrationStatus.CONFIRMED: 6, RegistrationStatus.WAITLISTED: 10}
    assert (media.taken, desk_of(event).taken, visit.options[0].taken) == (6, 6, 4)


def test_an_offer_is_accepted_or_passes_on_and_never_both(app_on_each_database):
    app = app_on_each_database
    event = make_workshop(capacity=1, desk=DeskDetails(offer_hours=1))
    first, second, third = (register(event, number) for number in range(3))
    cancel(first)
    ended = now() - timedelta(seconds=1)
    second.offered_until = ended
    db.session.commit()
    number = second.id
    start = Barrier(6)

    def accept_in_time(_again: int) -> None:
        with app.app_context():
            start.wait()
            with suppress(DomainError), transaction():
                accept(db.session.get_one(Registration, number), at=ended - timedelta(seconds=1))
            db.session.remove()

    def let_lapse(_again: int) -> None:
        with app.app_context():
            start.wait()
            with transaction():
                lapse_next_offer()
            db.session.remove()

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(verb, 0) for verb in (accept_in_time, let_lapse) for _again in range(3)]:
            done.result()
    db.session.rollback()
    outcome = (second.status, third.status)
    assert outcome in {
        (RegistrationStatus.CONFIRMED, RegistrationStatus.WAITLISTED),
        (RegistrationStatus.CANCELLED, RegistrationStatus.OFFERED),
    }
    assert desk_of(event).taken == 1
