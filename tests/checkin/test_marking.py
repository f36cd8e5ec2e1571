"""Noting who came: once for each person and occasion, whoever notes it, however often, in whatever order."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.checkin import actions, rules
from eventhub.checkin.errors import NotAdmittedAtDoorError
from eventhub.checkin.models import Act, AttendanceAct
from eventhub.checkin.queries import get_occasion
from eventhub.checkin.rules import Outcome, is_called
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.registration import actions as registrations
from eventhub.registration.errors import NoPlaceError
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.queries import desk_of
from eventhub.text.normalise import search_key
from tests.calendars.cast import add_session
from tests.checkin.cast import FIRST, SECOND, a_press, attendances, mark
from tests.registration.cast import DINAS, cancel, mails_to, make_workshop, person, register

IN, OUT, UNDO = Act.CHECK_IN, Act.CHECK_OUT, Act.UNDO
MORNING = datetime(2026, 11, 3, 1, tzinfo=UTC)


@pytest.fixture
def event(app):
    return make_workshop(capacity=2)


@pytest.fixture
def dina(event):
    return register(event, DINAS)


def test_the_second_desk_is_told_when_and_where_the_first_one_did_it(dina):
    first = mark(dina, press=a_press(desk="Entrance A"))
    second = mark(dina, press=a_press(desk="Entrance B"))
    assert (first.outcome, second.outcome) == (Outcome.ARRIVED, Outcome.ALREADY)
    assert second.attendance.desk == "Entrance A"
    assert len(attendances()) == 1


def test_each_day_and_each_session_is_for_itself(event, dina):
    session = add_session(event)
    for day in (FIRST, SECOND, f"session-{session.id}"):
        assert mark(dina, day=day).outcome == Outcome.ARRIVED
    assert [each.day.isoformat() for each in attendances()] == [FIRST, SECOND, FIRST]


def test_the_same_press_again_changes_nothing(dina):
    press = a_press("once")
    assert mark(dina, press=press).outcome == Outcome.ARRIVED
    mark(dina, UNDO)
    assert mark(dina, press=press).outcome == Outcome.ARRIVED
    assert attendances() == []
    assert db.session.query(AttendanceAct).count() == 2


def test_who_left_can_come_back(dina):
    outcomes = [mark(dina, act).outcome for act in (OUT, IN, OUT, OUT, IN)]
    assert outcomes == [Outcome.NOTHING, Outcome.ARRIVED, Outcome.LEFT, Outcome.NOTHING, Outcome.BACK]
    assert [each.left_at for each in attendances()] == [None]


def test_of_two_arrivals_the_first_counts_although_it_is_heard_of_later(dina):
    mark(dina, press=a_press(done_at=MORNING + timedelta(minutes=9), desk="B"))
    mark(dina, press=a_press(done_at=MORNING, desk="A"))
    [attendance] = attendances()
    assert (attendance.arrived_at, attendance.desk) == (MORNING, "A")


def test_who_has_no_place_does_not_get_in(dina):
    cancel(dina)
    with pytest.raises(NotAdmittedAtDoorError):
        mark(dina)
    assert attendances() == []


def test_of_many_desks_at_once_one_has_the_arrival(app_on_each_database):
    dina_id = register(make_workshop(), DINAS).id
    together, outcomes = Barrier(6), []

    def press(number: int) -> None:
        with app_on_each_database.app_context():
            dina = db.session.get_one(Registration, dina_id)
            together.wait()
            # Three presses, each sent twice at the same moment.
            outcomes.append(mark(dina, press=a_press(f"press {number // 2}")).outcome)
            db.session.remove()

    threads = [Thread(target=press, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == sorted([Outcome.ARRIVED] * 2 + [Outcome.ALREADY] * 4)
    assert len(attendances()) == 1
    assert db.session.query(AttendanceAct).count() == 3


@given(st.lists(st.sampled_from([IN, OUT, UNDO]), max_size=12))
def test_what_acts_come_to_is_what_they_say(acts):
    """Over all sequences: somebody is there after a check-in, and not after a check-out or an undoing."""
    found = None
    for act in acts:
        outcome = rules.outcome_of(act, found)
        if outcome in (Outcome.ARRIVED, Outcome.BACK):
            found = rules.Attendance(left_at=None)
        elif outcome == Outcome.LEFT:
            found = rules.Attendance(left_at=MORNING)
        elif outcome == Outcome.UNDONE:
            found = None
        assert (found is not None and found.left_at is None) == (
            act == IN or (outcome == Outcome.NOTHING and found is not None and found.left_at is None)
        )


def test_a_clock_that_goes_wrong_dates_nothing_into_the_future_or_far_back():
    assert rules.done_at(MORNING, -500) == MORNING
    assert rules.done_at(MORNING, 90) == MORNING - timedelta(seconds=90)
    assert rules.done_at(MORNING, float("inf")) == MORNING - rules.LONGEST_WAIT


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Émilie Lefèvre", "lefevre emi"),
        ("أحمد الإدريسي", "احمد الادريسى"),
        ("王 伟", "王伟"),
        ("欧阳娜娜", "娜娜"),
        ("Đặng Thị Łucja", "dang lucja"),
        ("Фёдор", "федор"),
    ],
)
def test_people_are_found_however_their_names_are_typed(name, typed):
    assert is_called(search_key(name), typed)
    assert not is_called(search_key(name), f"{typed} smith")
    assert not is_called(search_key(name), "…")


def let_in(event, details, press=None, **more):
    with transaction():
        event = db.session.merge(event)
        occasion = get_occasion(event, FIRST)
        return actions.let_in(event, details, occasion, press or a_press(), language="en", **more)


def test_a_walk_in_without_an_address_is_there_at_once_and_gets_no_mail(event):
    for _ in range(2):
        done = let_in(event, person(name="Same Name", email="", consents={}))
        assert done.outcome == Outcome.ARRIVED
    assert len(attendances()) == 2
    assert mails_to("") == []


def test_a_walk_in_with_an_address_gets_the_confirmation_with_the_link(event):
    let_in(event, DINAS)
    assert mails_to(DINAS.email) == ["registration_confirmed"]


def test_a_full_event_takes_a_walk_in_only_when_the_organiser_says_so(event):
    register(event, 0)
    register(event, 1)
    press = a_press()
    with pytest.raises(NoPlaceError):
        let_in(event, DINAS, press)
    let_in(event, DINAS, press, beyond_capacity=True)
    let_in(event, DINAS, press, beyond_capacity=True)
    assert desk_of(event).taken == 3
    assert len(attendances()) == 1


def test_a_walk_in_who_was_on_the_waiting_list_keeps_the_registration(event):
    for number in range(2):
        register(event, number)
    waiting = register(event, DINAS)
    assert waiting.status == RegistrationStatus.WAITLISTED
    done = let_in(event, person(name="D. Haddad", email=DINAS.email.upper()), beyond_capacity=True)
    assert done.registration.id == waiting.id
    assert (waiting.status, waiting.name) == (RegistrationStatus.CONFIRMED, DINAS.name)


def test_nobody_walks_into_an_event_that_is_over(event):
    late = a_press(done_at=event.ends_at + timedelta(hours=1))
    with pytest.raises(registrations.RegistrationStatusError):
        let_in(event, DINAS, late)
    assert late.done_at > now()
