"""Somebody takes part in another way: places count where they are now, and what was answered is kept."""

from dataclasses import replace

import pytest

from eventhub.accounts.models import User
from eventhub.audit.models import AuditEntry
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events.models import Event, EventStaff
from eventhub.outbox.models import OutboxMessage
from eventhub.questions.actions import CategoryDetails, change_category
from eventhub.questions.models import Category
from eventhub.registration.answer_queries import answers_of
from eventhub.registration.answers import AnswerDetails
from eventhub.registration.changes import ask_for_change
from eventhub.registration.details import PersonDetails
from eventhub.registration.errors import NoPlaceError, RegistrationStatusError
from eventhub.registration.models import ChangeRequest, RegistrationStatus
from eventhub.registration.moving import move
from eventhub.registration.queries import desk_of
from tests.people import ALICE
from tests.questions.cast import category, question, section
from tests.registration.cast import cancel, mails_to, make_workshop, person, register

CONFIRMED, WAITLISTED = RegistrationStatus.CONFIRMED, RegistrationStatus.WAITLISTED


@pytest.fixture
def workshop(app) -> Event:
    return make_workshop(capacity=3)


@pytest.fixture
def media(workshop) -> Category:
    return category(workshop, "Media", capacity=1, lets_move=True)


@pytest.fixture
def speakers(workshop, media) -> Category:
    return category(workshop, "Speakers")


def moved(registration, to: Category) -> None:
    with transaction():
        move(registration, to, now=now())


def test_the_place_counts_for_the_new_category_and_the_old_one_has_one_more(workshop, media, speakers):
    first = register(workshop, replace(person(0), category=media))
    waiting = register(workshop, replace(person(1), category=media))
    assert waiting.status == WAITLISTED
    moved(first, speakers)
    assert (first.status, waiting.status) == (CONFIRMED, CONFIRMED)
    assert (media.taken, speakers.taken, desk_of(workshop).taken) == (1, 1, 2)
    assert mails_to(first.email) == ["registration_confirmed", "category_changed"]
    mail = db.session.query(OutboxMessage).filter_by(kind="category_changed").one()
    assert "from “Media” to “Speakers”" in mail.body
    entry = db.session.query(AuditEntry).filter_by(action="registration:category:move").one()
    assert entry.changes == {"category": ["media", "speakers"]}


def test_nobody_is_moved_to_a_category_that_is_full(workshop, media, speakers):
    register(workshop, replace(person(0), category=media))
    second = register(workshop, replace(person(1), category=speakers))
    with pytest.raises(NoPlaceError):
        moved(second, media)
    db.session.expire_all()
    assert (second.category, media.taken, speakers.taken) == (speakers, 1, 1)
    cancel(second)
    with pytest.raises(RegistrationStatusError):
        moved(second, media)


def test_who_waits_is_served_in_the_new_category_by_the_time_they_began_to_wait(workshop, media, speakers):
    register(workshop, replace(person(0), category=media))
    waiting = register(workshop, replace(person(1), category=media))
    moved(waiting, speakers)
    assert (waiting.status, speakers.taken) == (CONFIRMED, 1)


def test_what_was_answered_is_kept(workshop, media, speakers):
    why = question(section(workshop, category=media), "Why?")
    told = AnswerDetails({why.id: "To write"})
    first = register(workshop, replace(person(0), category=media, answers=told))
    moved(first, speakers)
    assert answers_of(first) == {why.id: "To write"}


def test_a_participant_asks_for_it_where_the_category_allows_and_organisers_decide(
    client, alice, workshop, media, speakers
):
    workshop.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    first = register(workshop, replace(person(0), category=speakers))
    own, desk = f"/en/registrations/{first.token}/", f"/desk/events/workshop/registrations/{first.id}/"
    assert f"{own}category/" in client.get(own).text
    assert client.post(f"{own}category/", data={"category": speakers.id}).status_code == 422
    assert client.post(f"{own}category/", data={"category": media.id}).location == own
    db.session.expire_all()
    assert first.category == speakers
    with transaction():
        details = PersonDetails(name="Amal Saleh")
        ask_for_change(first, details, consents={}, answers=AnswerDetails(), now=now())
    page = alice.get(desk).text
    assert ("Media" in page, "Amal Saleh" in page) == (True, True)
    alice.post(f"{desk}change/approve")
    db.session.expire_all()
    assert (first.category, first.name, db.session.query(ChangeRequest).count()) == (media, "Amal Saleh", 0)


def test_a_category_that_does_not_let_people_move_cannot_be_asked_for(client, workshop, media, speakers):
    with transaction():
        change_category(media, CategoryDetails(name=Translated(en="Media"), lets_move=False))
    first = register(workshop, replace(person(0), category=speakers))
    own = f"/en/registrations/{first.token}/"
    assert f"{own}category/" not in client.get(own).text
    assert client.post(f"{own}category/", data={"category": media.id}).status_code == 422
    assert db.session.query(ChangeRequest).count() == 0


def test_an_organiser_moves_somebody_at_the_desk(alice, workshop, media, speakers):
    workshop.staff = [EventStaff(user=db.session.query(User).filter_by(email=ALICE.email).one())]
    db.session.commit()
    first = register(workshop, replace(person(0), category=speakers))
    desk = f"/desk/events/workshop/registrations/{first.id}/"
    assert "Move to another category" in alice.get(desk).text
    assert alice.post(f"{desk}category", data={"category": media.id}).location == desk
    db.session.expire_all()
    assert first.category == media
