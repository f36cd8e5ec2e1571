"""What is forgotten some days after an event, by itself."""

from datetime import timedelta

import pytest
import time_machine

from eventhub.accounts.models import User
from eventhub.db import db, transaction
from eventhub.events.models import Event, EventStaff
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.answers import AnswerDetails
from eventhub.registration.models import Answer, Registration
from eventhub.registration.retention import due_of, forget_next_due
from tests.people import ALICE
from tests.questions.cast import question, section
from tests.registration.cast import make_workshop, person, register


@pytest.fixture
def workshop(app) -> Event:
    """One person has answered two questions, one of which is kept for ten days."""
    event = make_workshop(desk=DeskDetails(retention_days=30))
    made = section(event)
    diet, group = question(made, "Food?", retention_days=10), question(made, "Group?")
    answers = AnswerDetails({diet.id: "Halal", group.id: "Law"})
    register(event, person(0, answers=answers))
    return event


def look_after(event: Event, days: int) -> None:
    """Let the worker look so many days after the event."""
    with time_machine.travel(event.ends_at + timedelta(days=days, hours=1), tick=False):
        more = True
        while more:
            with transaction():
                more = forget_next_due()
    db.session.expire_all()


def test_answers_go_when_their_time_is_over_and_no_others(workshop):
    look_after(workshop, 9)
    assert db.session.query(Answer).count() == 2
    look_after(workshop, 10)
    assert [each.value for each in db.session.query(Answer)] == ["Law"]


def test_people_become_anonymous_when_the_time_of_the_event_is_over(workshop):
    look_after(workshop, 29)
    assert db.session.query(Registration).one().erased_at is None
    look_after(workshop, 30)
    gone = db.session.query(Registration).one()
    assert (gone.name, gone.status.value, gone.erased_at is None) == ("—", "confirmed", False)
    assert due_of(workshop) == []


def test_without_days_nobody_is_forgotten(workshop):
    with transaction():
        actions.set_desk(workshop, DeskDetails())
    look_after(workshop, 5000)
    assert db.session.query(Registration).one().erased_at is None


def test_the_desk_says_before_what_will_go(alice, workshop):
    workshop.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    page = alice.get("/desk/events/workshop/registrations/retention/").text
    assert "Answers to “Food?”" in page
    assert "Everybody becomes anonymous" in page
    assert "Group?" not in page
