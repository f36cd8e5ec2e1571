"""Guessing gets slower and slower, and never locks out whoever the account belongs to."""

import threading
from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from eventhub.accounts import throttle
from eventhub.accounts.errors import TooManyTriesError
from eventhub.accounts.models import Throttle
from eventhub.accounts.rules import FORGIVEN_AFTER, FREE_TRIES, LONGEST_WAIT, Gate, wait_after
from eventhub.clock import now
from eventhub.db import db, transaction
from tests.people import ALICE, BOB, EVE, PASSWORD, make_user, sign_in

LOGIN = "/desk/login"
WRONG = "a wrong password"


def attempt(client, email=ALICE.email, password=WRONG, address="203.0.113.7"):
    return client.post(
        LOGIN, data={"email": email, "password": password}, environ_base={"REMOTE_ADDR": address}
    )


def wear_out(client, email=ALICE.email, **keywords):
    """Guess until the account is closed for a while."""
    for _ in range(FREE_TRIES[Gate.ACCOUNT] + 1):
        answer = attempt(client, email, **keywords)
    return answer


@given(st.integers(0, 10_000), st.sampled_from(Gate))
def test_the_wait_grows_from_nothing_to_a_quarter_of_an_hour_and_no_further(tries, gate):
    assert timedelta(0) <= wait_after(tries, gate) <= wait_after(tries + 1, gate) <= LONGEST_WAIT
    assert (wait_after(tries, gate) == timedelta(0)) == (tries < FREE_TRIES[gate])


@pytest.mark.parametrize("email", [ALICE.email, EVE.email], ids=["known", "unknown"])
def test_whoever_guesses_has_to_wait_and_is_told_the_same_whether_the_address_is_known(client, email):
    make_user(ALICE)
    answer = wear_out(client, email)
    assert answer.status_code == 429
    assert "Too many tries. Wait 1 minute, or let us send you a link by mail." in answer.text
    assert int(answer.headers["Retry-After"]) >= 1


def test_the_right_password_has_to_wait_as_well(client):
    make_user(ALICE)
    wear_out(client)
    assert attempt(client, password=PASSWORD).status_code == 429


def test_known_and_unknown_addresses_take_the_same_way_through_the_database(client, count_queries):
    make_user(ALICE)
    ways = []
    for email in (ALICE.email, EVE.email):
        attempt(client, email)
        with count_queries() as sent:
            attempt(client, email)
        ways.append(sent)
    assert ways[0] == ways[1]


def test_strangers_do_not_slow_down_a_browser_that_was_signed_in_before(app, client):
    make_user(ALICE)
    own = sign_in(app.test_client(), ALICE)
    own.post("/desk/logout")
    wear_out(client)
    assert attempt(client, password=PASSWORD).status_code == 429
    assert attempt(own, password=PASSWORD).status_code == 303


def test_a_browser_that_was_signed_in_before_is_slowed_down_by_its_own_guesses(client):
    make_user(ALICE)
    sign_in(client, ALICE).post("/desk/logout")
    assert wear_out(client).status_code == 429


def test_a_browser_is_known_for_its_own_account_only(app, client):
    make_user(ALICE)
    make_user(BOB)
    own = sign_in(app.test_client(), ALICE)
    wear_out(client, BOB.email)
    assert attempt(own, BOB.email).status_code == 429


@pytest.mark.parametrize("forged", ["", "x", "W1s.x.y", "null"])
def test_nobody_writes_themselves_the_cookie_of_a_known_browser(client, forged):
    make_user(ALICE)
    client.set_cookie("device", forged)
    assert wear_out(client).status_code == 429


def test_one_address_that_tries_many_accounts_has_to_wait(client):
    make_user(ALICE)
    answers = {
        attempt(client, f"nobody{number}@example.org").status_code
        for number in range(FREE_TRIES[Gate.ADDRESS])
    }
    assert answers == {422}
    assert attempt(client, password=PASSWORD).status_code == 429
    assert attempt(client, password=PASSWORD, address="198.51.100.1").status_code == 303


def test_one_who_has_an_account_does_not_clear_the_count_of_their_address(client):
    make_user(ALICE)
    make_user(EVE)
    for number in range(FREE_TRIES[Gate.ADDRESS]):
        assert attempt(client, f"nobody{number}@example.org").status_code == 422
        if number < FREE_TRIES[Gate.ADDRESS] - 1:
            # Each from a browser that nobody knows.
            client.delete_cookie("device")
            assert attempt(client, EVE.email, PASSWORD).status_code == 303
            client.post("/desk/logout")
    client.delete_cookie("device")
    assert attempt(client, EVE.email, PASSWORD).status_code == 429


def test_signing_in_forgets_the_typing_errors_before(client):
    make_user(ALICE)
    for _ in range(2):
        for _ in range(FREE_TRIES[Gate.ACCOUNT] - 1):
            assert attempt(client).status_code == 422
        assert attempt(client, password=PASSWORD).status_code == 303
        client.post("/desk/logout")
        client.delete_cookie("device")


def test_after_a_day_nothing_is_held_against_anybody(app):
    gates = throttle.sign_in_gates(ALICE.email, address="", device=None)
    with transaction():
        for _ in range(FREE_TRIES[Gate.ACCOUNT]):
            throttle.begin_try(gates)
    for row in db.session.query(Throttle):
        row.tried_at -= FORGIVEN_AFTER
    db.session.commit()
    with transaction():
        throttle.begin_try(gates)
    assert {row.tries for row in db.session.query(Throttle)} == {1}


def test_who_has_tried_stands_nowhere_in_the_database(client):
    attempt(client)
    assert all(ALICE.email not in row.key and "203" not in row.key[:4] for row in db.session.query(Throttle))
    assert {len(row.key) for row in db.session.query(Throttle)} == {64}


def test_of_many_guesses_at_once_no_more_get_through_than_one_after_the_other(app_on_each_database):
    app, through = app_on_each_database, []

    def guess():
        with app.app_context():
            try:
                with transaction():
                    throttle.begin_try({Gate.FACTOR: "one account"})
                through.append(1)
            except TooManyTriesError:
                pass
            db.session.remove()

    threads = [threading.Thread(target=guess) for _ in range(FREE_TRIES[Gate.FACTOR] * 3)]
    # A slow machine must not let the wait after the free tries go by.
    with time_machine.travel(now(), tick=False):
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert len(through) == FREE_TRIES[Gate.FACTOR]
