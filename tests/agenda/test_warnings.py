"""What an agenda is warned of: nothing that is right, and all that is doubtful."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.agenda.models import Interpretation, Room, SessionKind, Speaker
from eventhub.agenda.warnings import overlaps, warnings_of
from eventhub.events.models import Event
from tests.agenda.test_timing import item

PARIS = "Europe/Paris"


def event(**more) -> Event:
    """A conference of one day in Paris that is in no database."""
    usual = {
        "starts_at": datetime(2026, 11, 3, 8, tzinfo=UTC),
        "ends_at": datetime(2026, 11, 3, 17, tzinfo=UTC),
        "time_zone": PARIS,
        "session_days": [],
        "interpretation": [],
    }
    return Event(**{**usual, **more})


def said(*sessions, rooms=(), **more) -> list[str]:
    return [str(each.message) for each in warnings_of(event(**more), sessions, "en", rooms)]


@pytest.fixture(autouse=True)
def in_english(app):
    with app.test_request_context():
        yield


def in_hall(start, end, **more):
    return item(start, end, **{"room": "Hall A", **more})


def test_two_items_in_one_room_are_told_of_whatever_its_capitals():
    assert said(in_hall("09:00", "10:00"), item("09:30", "10:30", room="hall a")) == [
        "At the same time in Hall A"
    ]


def test_what_begins_when_another_ends_does_not_meet_it():
    assert said(in_hall("09:00", "10:00"), in_hall("10:00", "11:00")) == []


def test_what_is_cancelled_meets_nothing():
    assert said(in_hall("09:00", "10:00"), in_hall("09:00", "10:00", cancelled=True)) == []


def test_two_items_in_one_track_are_told_of_unless_each_has_its_room():
    tracks = [item("09:00", "10:00", track="Law"), item("09:00", "10:00", track="Law")]
    assert said(*tracks) == ["At the same time in the track Law"]
    tracks[0].room, tracks[1].room = "Hall A", "Hall B"
    assert said(*tracks) == []


def speaking(room, name, organization_id=None):
    return in_hall(
        "09:00", "10:00", room=room, speakers=[Speaker(name=name, organization_id=organization_id)]
    )


def test_nobody_is_in_two_places_at_once():
    assert said(speaking("A", "Zoë Müller"), speaking("B", "ZOE  MULLER")) == [
        "ZOE  MULLER is in two places at once"
    ]
    assert said(speaking("A", "Li Wei", 1), speaking("B", "Li Wei", 2)) == []
    assert said(speaking("A", ""), speaking("B", "")) == []


def interpreted(room, *pairs, kind=SessionKind.SESSION):
    return in_hall(
        "09:00",
        "10:00",
        room=room,
        kind=kind,
        interpretations=[Interpretation(source=source, target=target) for source, target in pairs],
    )


def test_a_team_of_interpreters_works_in_one_place_in_both_directions():
    assert said(interpreted("A", ("en", "fr")), interpreted("B", ("fr", "en"))) == [
        "The interpreters for English–French are needed twice at once"
    ]
    assert said(interpreted("A", ("en", "fr")), interpreted("B", ("en", "ru"))) == []


def test_parallel_items_of_an_interpreted_event_need_interpretation():
    parallel = [interpreted("A", ("en", "fr")), interpreted("B")]
    assert said(*parallel) == ["Beside other items, and without interpretation"]
    assert said(interpreted("A"), interpreted("B")) == []
    assert len(said(interpreted("A"), interpreted("B"), interpretation=["fr"])) == 2
    assert said(interpreted("A", ("en", "fr")), interpreted("B", kind=SessionKind.FIELD_VISIT)) == []


ROOMS = [Room(name="Hall A", capacity=50)]


def test_a_room_holds_as_many_as_are_expected():
    expected = ["Hall A holds 50 people, and there are 80 places"]
    assert said(in_hall("09:00", "10:00"), rooms=ROOMS, capacity=80) == expected
    assert said(in_hall("09:00", "10:00", takes_sign_ups=True, capacity=80), rooms=ROOMS) == expected
    assert said(in_hall("09:00", "10:00"), rooms=ROOMS, capacity=50) == []
    # Who comes to one of several tracks, nobody knows.
    assert said(in_hall("09:00", "10:00", track="Law"), rooms=ROOMS, capacity=80) == []


def test_a_day_of_the_event_is_one_by_the_clocks_of_the_venue():
    late = item("23:00", "23:30")
    assert said(late) == []
    ends_at = datetime(2026, 11, 3, 15, tzinfo=UTC)
    assert said(late, time_zone="Asia/Shanghai", ends_at=ends_at) == ["Not a day of the event"]


def test_a_full_day_has_lunch_or_time_for_it():
    morning, afternoon = item("09:00", "12:30"), item("13:00", "17:00")
    assert said(morning, afternoon) == ["No lunch on this day"]
    assert said(morning, item("12:30", "13:00", kind=SessionKind.LUNCH), afternoon) == []
    assert said(morning, item("13:15", "17:00")) == []
    assert said(morning) == []
    # What goes on beside it leaves no time free.
    assert said(morning, item("12:00", "13:30", track="B"), item("13:30", "17:00")) == [
        "No lunch on this day"
    ]


MINUTES = st.integers(0, 20 * 60)


@st.composite
def sessions(draw):
    """Items of random times over the night in which the clocks go back."""
    found = []
    for start, length in draw(st.lists(st.tuples(MINUTES, st.integers(1, 180)), max_size=20)):
        each = in_hall("09:00", "10:00", room=draw(st.sampled_from(["Hall A", "hall a", "B", ""])))
        each.starts_at = datetime(2026, 10, 24, 16, tzinfo=UTC) + timedelta(minutes=start)
        each.ends_at = each.starts_at + timedelta(minutes=length)
        found.append(each)
    return found


@given(sessions())
def test_all_pairs_that_overlap_are_found_and_no_other(found):
    pairs = {
        frozenset((one.id, other.id))
        for one, other in overlaps(sorted(found, key=lambda each: (each.starts_at, each.ends_at)))
    }
    assert pairs == {
        frozenset((one.id, other.id))
        for one, other in combinations(found, 2)
        if max(one.starts_at, other.starts_at) < min(one.ends_at, other.ends_at)
    }


@given(sessions(), st.sampled_from(["UTC", PARIS, "Asia/Shanghai", "America/New_York"]))
def test_overlaps_are_the_same_by_all_clocks_and_in_all_orders(found, zone):
    def clashes(some, time_zone):
        return sorted(
            sorted(session.id for session in each.sessions)
            for each in warnings_of(event(time_zone=time_zone), some, "en")
            if len(each.sessions) == 2
        )

    assert clashes(found[::-1], zone) == clashes(found, PARIS)


def test_findings_come_in_the_order_of_time():
    days = {"ends_at": datetime(2026, 11, 4, 17, tzinfo=UTC)}
    second = [
        in_hall("09:00", "10:00", day=date(2026, 11, 4)),
        in_hall("09:30", "10:00", day=date(2026, 11, 4)),
    ]
    first = [in_hall("15:00", "16:00", room="B"), in_hall("15:00", "16:00", room="B")]
    assert said(*second, *first, **days) == ["At the same time in B", "At the same time in Hall A"]
