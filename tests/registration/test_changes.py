"""Changes after the deadline for changes: the organisers decide, and the place is the person's whatever they do."""

from datetime import timedelta

import pytest

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import Event, EventStaff
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.answer_queries import answers_of
from eventhub.registration.models import ChangeRequest, Registration, RegistrationStatus
from tests.people import ALICE, DINA
from tests.questions.cast import question, section
from tests.registration.cast import DINAS, mails_to, make_workshop, register

LIST = "/desk/events/workshop/registrations/"


@pytest.fixture
def workshop(app, alice) -> Event:
    """Alice's; the time for changes is over."""
    event = make_workshop(capacity=1, desk=DeskDetails(changes_until=now() - timedelta(hours=1)))
    event.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    return event


@pytest.fixture
def registration(workshop) -> Registration:
    return register(workshop, DINAS)


def change(client, registration: Registration, **more) -> str:
    own = f"/en/registrations/{registration.token}/"
    answer = client.post(f"{own}change/", data={"name": DINA.name, **more}, follow_redirects=True)
    db.session.expire_all()
    return answer.text


def decide(alice, registration: Registration, what: str) -> None:
    answer = alice.post(f"{LIST}{registration.id}/change/{what}")
    assert answer.status_code == 303
    db.session.expire_all()


def test_what_is_prepared_by_goes_before_the_organisers_and_the_rest_is_changed_at_once(client, registration):
    page = change(client, registration, name="Dina H.", phone="+961 7", position="Judge")
    assert "The organisers decide on your change" in page
    assert (registration.name, registration.position, registration.phone) == (DINA.name, "", "+961 7")
    assert registration.status == RegistrationStatus.CONFIRMED


def test_what_was_approved_is_changed_and_told(client, alice, registration, workshop):
    asked = question(section(workshop), "Which group?")
    change(client, registration, name="Dina H.", **{f"q{asked.id}": "Law"})
    assert "1 change awaits your decision" in alice.get(LIST).text
    page = alice.get(f"{LIST}{registration.id}/").text
    assert all(each in page for each in ("Dina H.", "Which group?", "Law"))
    decide(alice, registration, "approve")
    assert (registration.name, answers_of(registration)) == ("Dina H.", {asked.id: "Law"})
    assert mails_to(DINA.email)[-1] == "registration_change_approved"
    assert "awaits your decision" not in alice.get(LIST).text


def test_what_was_refused_changes_nothing_and_the_place_is_kept(client, alice, registration):
    change(client, registration, name="Dina H.")
    decide(alice, registration, "refuse")
    assert (registration.name, registration.status) == (DINA.name, RegistrationStatus.CONFIRMED)
    assert mails_to(DINA.email)[-1] == "registration_change_refused"
    assert alice.post(f"{LIST}{registration.id}/change/approve").status_code == 404


def test_the_last_wish_counts_and_going_back_leaves_nothing_to_decide(client, registration):
    change(client, registration, name="Dina H.")
    change(client, registration, name="D. Haddad")
    assert db.session.query(ChangeRequest).one().details == {"name": "D. Haddad"}
    change(client, registration)
    assert db.session.query(ChangeRequest).count() == 0


def test_before_the_deadline_people_change_what_they_like(client, registration, workshop):
    with transaction():
        actions.set_desk(workshop, DeskDetails(changes_until=now() + timedelta(hours=1)))
    assert "Your changes are saved." in change(client, registration, name="Dina H.")
    assert registration.name == "Dina H."


def test_somebody_else_decides_on_nothing(eve, client, registration):
    change(client, registration, name="Dina H.")
    assert eve.post(f"{LIST}{registration.id}/change/approve").status_code == 404
    db.session.expire_all()
    assert registration.name == DINA.name
