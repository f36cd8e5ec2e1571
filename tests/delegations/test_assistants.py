"""A personal assistant has a seat besides the quota of the organisation (JIU/REP/2018/6)."""

import pytest

from eventhub.db import db
from eventhub.delegations.errors import QuotaError, TooManyAssistantsError
from eventhub.registration.models import RegistrationStatus
from tests.delegations.cast import ask, make_asked_workshop, nominate, nominee, send, taken, withdraw
from tests.registration.cast import register, statuses

ASSISTANT = nominee(2, is_assistant=True)


def test_the_assistant_comes_on_a_place_of_its_own(app):
    event = make_asked_workshop(capacity=10, quota=2)
    delegation = ask(event)
    nominate(delegation, 0, 1, ASSISTANT)
    send(delegation)
    assert set(statuses(event).values()) == {RegistrationStatus.CONFIRMED}
    assert (delegation.held, taken(event)) == (3, 3)
    with pytest.raises(QuotaError):
        nominate(delegation, 3)


def test_the_seat_goes_back_with_the_assistant_and_to_the_next_in_line(app):
    event = make_asked_workshop(capacity=2, quota=1)
    delegation = ask(event)
    nominate(delegation, 0, ASSISTANT)
    send(delegation)
    assert register(event, 5).status == RegistrationStatus.WAITLISTED
    withdraw(delegation, 1)
    assert (delegation.held, taken(event)) == (1, 2)
    assert statuses(event)["Farid 5"] == RegistrationStatus.CONFIRMED


def test_where_no_place_is_left_the_organisers_decide(app):
    event = make_asked_workshop(capacity=1, quota=1)
    delegation = ask(event)
    nominate(delegation, 0, ASSISTANT)
    send(delegation)
    assert statuses(event) == {
        "Amal 0": RegistrationStatus.CONFIRMED,
        "Carla 2": RegistrationStatus.PENDING,
    }
    assert (delegation.held, taken(event)) == (1, 1)


def test_nobody_comes_to_assist_nobody(app):
    delegation = ask(make_asked_workshop())
    with pytest.raises(TooManyAssistantsError):
        nominate(delegation, ASSISTANT)
    db.session.rollback()
