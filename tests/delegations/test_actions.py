"""What happens between the letter and the list."""

from datetime import timedelta

import pytest

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.delegations import actions
from eventhub.delegations.errors import (
    ClosedError,
    NamedTwiceError,
    NoPlacesToHoldError,
    QuotaError,
    SecondHeadError,
)
from eventhub.delegations.models import Capacity
from eventhub.delegations.rules import Stage, stage_of
from eventhub.registration.models import Registration, RegistrationStatus
from tests.delegations.cast import (
    CHEN_EMAIL,
    ask,
    make_asked_workshop,
    nominate,
    nominee,
    send,
    taken,
    withdraw,
)
from tests.registration.cast import cancel, mails_to, person, register, statuses

CONFIRMED, PENDING, CANCELLED, WAITLISTED = (
    RegistrationStatus.CONFIRMED,
    RegistrationStatus.PENDING,
    RegistrationStatus.CANCELLED,
    RegistrationStatus.WAITLISTED,
)


def test_an_organisation_that_is_asked_has_its_places_kept_and_its_focal_point_written_to(app):
    event = make_asked_workshop(capacity=3)
    delegation = ask(event)
    assert (delegation.held, taken(event)) == (2, 2)
    assert mails_to(CHEN_EMAIL) == ["delegation_asked"]
    register(event, 0)
    assert register(event, 1).status == WAITLISTED


def test_places_that_are_not_there_cannot_be_kept(app):
    event = make_asked_workshop(capacity=1)
    with pytest.raises(NoPlacesToHoldError):
        ask(event)
    db.session.rollback()
    assert taken(event) == 0
    assert mails_to(CHEN_EMAIL) == []


def test_letters_are_numbered(app):
    event = make_asked_workshop()
    numbers = [ask(event, number).reference for number in (0, 1)]
    assert [each.rpartition("-")[2] for each in numbers] == ["01", "02"]
    assert numbers[0].startswith(f"{now():%Y}/{event.id}-")


def test_the_number_of_a_letter_that_was_taken_back_is_never_given_again(app):
    event = make_asked_workshop()
    ask(event)
    second = ask(event, 1)
    number = second.reference
    with transaction():
        actions.call_off(second, now=now())
    assert ask(event, 1).reference == number.replace("-02", "-03")


def test_nobody_is_written_to_before_the_list_is_sent(app):
    delegation = ask(make_asked_workshop())
    nominate(delegation, 0)
    assert mails_to("amal.0@example.org") == []
    send(delegation)
    assert mails_to("amal.0@example.org") == ["delegate_nominated"]
    assert mails_to(CHEN_EMAIL) == ["delegation_asked", "delegation_received"]


def test_nominees_fill_the_places_that_were_kept_and_no_others(app):
    event = make_asked_workshop(capacity=2)
    delegation = ask(event)
    nominate(delegation, 0, 1)
    send(delegation)
    assert statuses(event) == {"Amal 0": CONFIRMED, "Boris 1": CONFIRMED}
    assert taken(event) == 2


def test_a_place_that_a_nominee_gives_up_stays_with_the_organisation(app):
    event = make_asked_workshop(capacity=2)
    delegation = ask(event)
    nominate(delegation, 0, 1)
    send(delegation)
    waiting = register(event, 5)
    cancel(delegation.nominees[0].registration)
    db.session.refresh(waiting)
    assert (waiting.status, taken(event)) == (WAITLISTED, 2)
    nominate(delegation, 2)
    send(delegation)
    assert statuses(event)["Carla 2"] == CONFIRMED


def test_somebody_withdrawn_is_told_and_another_may_come(app):
    event = make_asked_workshop()
    delegation = ask(event)
    nominate(delegation, 0, 1)
    send(delegation)
    withdraw(delegation, 0)
    assert mails_to("amal.0@example.org") == ["delegate_nominated", "registration_cancelled"]
    nominate(delegation, 2)
    send(delegation)
    assert statuses(event) == {"Amal 0": CANCELLED, "Boris 1": CONFIRMED, "Carla 2": CONFIRMED}


def test_no_more_people_than_places(app):
    delegation = ask(make_asked_workshop())
    nominate(delegation, 0, 1)
    with pytest.raises(QuotaError):
        nominate(delegation, 2)
    db.session.rollback()
    nominate(delegation, nominee(2, is_reserve=True))
    with pytest.raises(QuotaError), transaction():
        actions.move_up(delegation.nominees[2], now=now())


def test_the_reserve_is_not_written_to_until_somebody_moves_up(app):
    event = make_asked_workshop()
    delegation = ask(event)
    nominate(delegation, 0, 1, nominee(2, is_reserve=True))
    send(delegation)
    assert mails_to("carla.2@example.org") == []
    withdraw(delegation, 0)
    with transaction():
        actions.move_up(delegation.nominees[1], now=now())
    send(delegation)
    assert statuses(event)["Carla 2"] == CONFIRMED


def test_a_delegation_has_one_head(app):
    delegation = ask(make_asked_workshop())
    nominate(delegation, nominee(0, capacity=Capacity.HEAD))
    with pytest.raises(SecondHeadError):
        nominate(delegation, nominee(1, capacity=Capacity.HEAD))


def test_one_person_stands_once_on_a_list(app):
    delegation = ask(make_asked_workshop())
    with pytest.raises(NamedTwiceError):
        nominate(delegation, 0, nominee(0, email="AMAL.0@example.org", name="amal 0"))
    db.session.rollback()
    assert delegation.nominees == []


def test_a_table_is_taken_whole_or_not_at_all(app):
    delegation = ask(make_asked_workshop())
    with pytest.raises(QuotaError):
        nominate(delegation, 0, 1, 2)
    db.session.rollback()
    assert delegation.nominees == []


def test_late_names_wait_for_the_organisers(app):
    event = make_asked_workshop()
    delegation = ask(event, due=timedelta(hours=1))
    later = now() + timedelta(hours=2)
    nominate(delegation, 0, at=later)
    send(delegation, at=later)
    assert statuses(event) == {"Amal 0": PENDING}
    assert mails_to("amal.0@example.org") == ["delegate_nominated"]


def test_nothing_is_named_once_the_event_has_begun(app):
    event = make_asked_workshop()
    delegation = ask(event)
    with pytest.raises(ClosedError):
        nominate(delegation, 0, at=event.starts_at)


def test_who_has_registered_already_gets_the_kept_place_and_frees_their_own(app):
    event = make_asked_workshop(capacity=3)
    mine = register(event, person(0, phone="+1 234"))
    delegation = ask(event)
    waiting = register(event, 5)
    assert waiting.status == WAITLISTED
    nominate(delegation, nominee(0, name="Somebody Else"))
    send(delegation)
    db.session.refresh(waiting)
    assert (waiting.status, taken(event)) == (CONFIRMED, 3)
    db.session.refresh(mine)
    assert (mine.name, mine.phone, mine.place_is_held) == ("Amal 0", "+1 234", True)


def test_who_waits_is_given_the_kept_place(app):
    event = make_asked_workshop(capacity=3)
    ask(event, 1)
    register(event, 5)
    delegation_places = ask_with_quota_one(event)
    waiting = register(event, 0)
    assert waiting.status == WAITLISTED
    nominate(delegation_places, 0)
    send(delegation_places)
    db.session.refresh(waiting)
    assert waiting.status == CONFIRMED
    assert taken(event) == 3


def ask_with_quota_one(event):
    event.participations[0].quota = 1
    db.session.commit()
    return ask(event)


def test_whom_two_organisations_name_belongs_to_the_first(app):
    event = make_asked_workshop()
    first, second = ask(event), ask(event, 1)
    nominate(first, 0)
    send(first)
    nominate(second, 0)
    with transaction():
        elsewhere = actions.send_list(second, now=now())
    assert [each.name for each in elsewhere] == ["Amal 0"]
    assert db.session.query(Registration).count() == 1
    assert mails_to("amal.0@example.org") == ["delegate_nominated"]


def test_places_that_nobody_fills_go_to_those_who_wait(app):
    event = make_asked_workshop(capacity=2)
    delegation = ask(event)
    nominate(delegation, 0)
    send(delegation)
    waiting = register(event, 5)
    with transaction():
        assert actions.release_places(delegation, now=now()) == 1
    db.session.refresh(waiting)
    assert (waiting.status, taken(event)) == (CONFIRMED, 2)
    # What the organisation names from now on is for the organisers to decide.
    nominate(delegation, 1)
    send(delegation)
    assert statuses(event)["Boris 1"] == PENDING


def test_a_request_that_is_taken_back_takes_all_places_back(app):
    event = make_asked_workshop(capacity=2)
    delegation = ask(event)
    nominate(delegation, 0)
    send(delegation)
    with transaction():
        actions.call_off(delegation, now=now())
    assert taken(event) == 0
    assert mails_to("amal.0@example.org")[-1] == "registration_cancelled"


def test_a_changed_number_of_places_is_kept_when_asked_for(app):
    event = make_asked_workshop(capacity=5)
    delegation = ask(event)
    for quota in (4, 1):
        event.participations[0].quota = quota
        db.session.commit()
        with transaction():
            actions.keep_quota(delegation, now=now())
        assert (delegation.held, taken(event)) == (quota, quota)


def test_stages(app):
    event = make_asked_workshop()
    assert stage_of(None, now()) == Stage.NOT_ASKED
    delegation = ask(event)
    assert stage_of(delegation, now()) == Stage.ASKED
    with transaction():
        actions.begin(delegation, now=now())
    assert stage_of(delegation, now()) == Stage.OPENED
    nominate(delegation, 0)
    assert stage_of(delegation, now()) == Stage.NOMINATING
    assert stage_of(delegation, delegation.due_at) == Stage.OVERDUE
    send(delegation)
    assert stage_of(delegation, delegation.due_at) == Stage.SENT
