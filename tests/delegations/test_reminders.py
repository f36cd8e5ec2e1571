"""Organisations that have not answered are reminded by themselves: before their time runs out, and once after."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.delegations import actions
from eventhub.delegations.models import Delegation
from eventhub.delegations.rules import next_reminder
from eventhub.events import actions as events
from eventhub.events.models import Event
from tests.delegations.cast import CHEN_EMAIL, ask, make_asked_workshop, nominate, send
from tests.mailings.cast import mails_of
from tests.registration.cast import mails_to


def let_time_pass(delegation: Delegation) -> bool:
    """Come to the next reminder; whether the worker found something to do."""
    with transaction():
        db.session.get_one(Delegation, delegation.id).remind_at = now() - timedelta(seconds=1)
    return work()


def work() -> bool:
    with transaction():
        return actions.remind_next_late()


def test_a_reminder_falls_due_three_days_before_and_another_one_day_after(app):
    delegation = ask(make_asked_workshop(), due=timedelta(days=10))
    assert delegation.remind_at == delegation.due_at - timedelta(days=3)
    assert work() is False
    assert (let_time_pass(delegation), work()) == (True, False)
    assert mails_to(CHEN_EMAIL) == ["delegation_asked", "delegation_reminder"]


def test_after_the_date_the_mail_says_that_it_has_passed(app):
    delegation = ask(make_asked_workshop(), due=timedelta(days=1))
    assert delegation.remind_at == delegation.due_at + timedelta(days=1)
    with transaction():
        db.session.get_one(Delegation, delegation.id).due_at = now() - timedelta(days=1)
    let_time_pass(delegation)
    assert "which was asked to nominate by" in mails_of("delegation_reminder")[0].body
    assert delegation.remind_at is None


def test_whoever_has_answered_is_left_in_peace(app):
    delegation = ask(make_asked_workshop())
    nominate(delegation, 0)
    send(delegation)
    let_time_pass(delegation)
    assert "delegation_reminder" not in mails_to(CHEN_EMAIL)


@pytest.mark.parametrize("end", [events.cancel, events.postpone])
def test_nobody_is_reminded_of_an_event_that_does_not_stand(app, end):
    event = make_asked_workshop()
    delegation = ask(event)
    with transaction():
        end(event)
    assert let_time_pass(delegation) is False


def test_who_asks_can_leave_reminding_to_people(app):
    event = make_asked_workshop()
    with transaction():
        delegation = actions.ask(
            event.participations[0],
            language="en",
            due_at=now() + timedelta(days=9),
            reminds=False,
            now=now(),
        )
    assert delegation.remind_at is None


@given(st.integers(-20, 60), st.integers(-20, 60))
def test_a_reminder_lies_ahead_and_before_the_event(due_in, passed):
    at = now()
    event = Event(starts_at=at + timedelta(days=40))
    moment = next_reminder(at + timedelta(days=due_in), event, at + timedelta(days=passed))
    assert moment is None or at + timedelta(days=passed) < moment < event.starts_at
