"""Who gets a place, who waits, and who comes next."""

from dataclasses import replace

import pytest

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import EventStatus
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails
from eventhub.registration.errors import NoPlaceError, NotAdmittedError, RegistrationStatusError
from eventhub.registration.figures import figures
from eventhub.registration.line_queries import place_in_line
from eventhub.registration.models import RegistrationStatus
from eventhub.registration.queries import desk_of, state_for_public
from eventhub.registration.rules import Refusal
from tests.calendars.cast import cancel as cancel_event
from tests.calendars.cast import edit
from tests.registration.cast import cancel, mails_to, make_workshop, person, register, statuses

CONFIRMED, WAITLISTED = RegistrationStatus.CONFIRMED, RegistrationStatus.WAITLISTED


def test_the_first_to_come_get_the_places_and_the_others_wait(app):
    event = make_workshop(capacity=2)
    for number in range(4):
        register(event, number)
    assert list(statuses(event).values()) == [CONFIRMED, CONFIRMED, WAITLISTED, WAITLISTED]
    assert desk_of(event).taken == 2


def test_without_a_limit_everybody_gets_a_place(app):
    event = make_workshop(capacity=None)
    assert {register(event, number).status for number in range(3)} == {CONFIRMED}
    assert state_for_public(event, now()).places_left is None


def test_a_place_that_becomes_free_goes_to_who_has_waited_longest(app):
    event = make_workshop(capacity=1)
    first, second, third = (register(event, number) for number in range(3))
    cancel(first)
    assert (second.status, third.status) == (CONFIRMED, WAITLISTED)
    assert place_in_line(third) == 1
    assert mails_to(second.email) == ["registration_waitlisted", "registration_promoted"]


def test_more_places_go_to_those_who_wait(app):
    event = make_workshop(capacity=1)
    people = [register(event, number) for number in range(4)]
    edit(event, capacity=3)
    assert [each.status for each in people] == [CONFIRMED, CONFIRMED, CONFIRMED, WAITLISTED]


def test_fewer_places_take_nobody_s_away(app):
    event = make_workshop(capacity=2)
    people = [register(event, number) for number in range(3)]
    edit(event, capacity=1)
    assert [each.status for each in people] == [CONFIRMED, CONFIRMED, WAITLISTED]
    cancel(people[0])
    assert people[2].status == WAITLISTED
    cancel(people[1])
    assert people[2].status == CONFIRMED


def test_without_a_waiting_list_the_next_one_is_refused(app):
    event = make_workshop(capacity=1, desk=DeskDetails(has_waiting_list=False))
    register(event, 0)
    with pytest.raises(NotAdmittedError) as refused:
        register(event, 1)
    assert refused.value.refusal == Refusal.FULL
    assert figures(event).total == 1


def test_approval_comes_before_the_place(app):
    event = make_workshop(capacity=1, desk=DeskDetails(needs_approval=True))
    first, second = register(event, 0), register(event, 1)
    assert {first.status, second.status} == {RegistrationStatus.PENDING}
    for each in (second, first):
        with transaction():
            actions.confirm(each, now=now())
    assert (second.status, first.status) == (CONFIRMED, WAITLISTED)
    assert mails_to(second.email) == ["registration_pending", "registration_confirmed"]


def test_nobody_is_confirmed_past_the_waiting_list(app):
    event = make_workshop(capacity=1)
    register(event, 0)
    waiting = register(event, 1)
    with pytest.raises(NoPlaceError), transaction():
        actions.confirm(waiting, now=now())


def test_who_cancelled_may_come_back_and_queues_anew(app):
    event = make_workshop(capacity=1)
    first, second = register(event, 0), register(event, 1)
    old_link = first.token
    cancel(first)
    again = register(event, 0)
    assert (again.id, again.status, again.token != old_link) == (first.id, WAITLISTED, True)
    assert second.status == CONFIRMED


def test_who_was_declined_does_not_come_back_by_the_form(app):
    event = make_workshop(desk=DeskDetails(needs_approval=True))
    registration = register(event, 0)
    with transaction():
        actions.decline(registration, now=now())
    register(event, 0)
    assert registration.status == RegistrationStatus.DECLINED


def test_somebody_with_a_place_is_not_declined_but_cancelled(app):
    registration = register(make_workshop(), 0)
    with pytest.raises(RegistrationStatusError), transaction():
        actions.decline(registration, now=now())


def test_a_cancelled_event_is_told_to_everybody_who_had_or_hoped_for_a_place(app):
    event = make_workshop(capacity=1)
    first, second, third = (register(event, number) for number in range(3))
    cancel(third)
    cancel_event(event)
    assert event.status == EventStatus.CANCELLED
    assert mails_to(first.email)[-1] == mails_to(second.email)[-1] == "event_cancelled"
    assert mails_to(third.email)[-1] == "registration_cancelled"


def test_an_organiser_adds_somebody_after_registration_has_closed(app):
    event = make_workshop(desk=DeskDetails(is_offered=False))
    with transaction():
        added = actions.add_by_hand(event, person(0), language="fr", now=now())
    assert (added.status, added.language) == (CONFIRMED, "fr")


def test_figures_take_one_query(app, count_queries):
    event = make_workshop(capacity=2)
    for number in range(3):
        register(event, number)
    db.session.refresh(event)
    with count_queries() as sent:
        found = figures(event)
    assert (found.confirmed, found.waitlisted, found.places_left, len(sent)) == (2, 1, 0, 1)


def test_the_same_form_again_is_the_same_registration_and_no_second_mail(app):
    event = make_workshop()
    for _again in range(6):
        register(event, 0, token="the form")
    assert len(statuses(event)) == 1
    assert mails_to(person(0).email) == ["registration_confirmed"]


def test_another_form_with_a_known_address_changes_nothing(app):
    event = make_workshop()
    registration = register(event, 0, token="first")
    register(event, replace(person(0), name="Somebody else"), token="second")
    assert (registration.name, registration.token) == (person(0).name, "first")
