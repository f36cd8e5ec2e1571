"""The demo: something past and something coming, whatever day it is loaded on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.demo.calendar import DemoCalendar, next_third_of_november

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("loaded_on", "beijing"),
    [
        (date(2026, 11, 23), date(2027, 11, 3)),
        (date(2027, 11, 2), date(2027, 11, 3)),
        (date(2027, 11, 3), date(2028, 11, 3)),
    ],
)
def test_the_beijing_workshop_begins_on_the_next_third_of_november(loaded_on, beijing):
    assert DemoCalendar(loaded_on).moved("2016-11-03") == beijing


@given(DAYS)
def test_the_other_events_keep_their_weekday(loaded_on):
    assert DemoCalendar(loaded_on).moved("2027-03-01").weekday() == date(2027, 3, 1).weekday()


@given(DAYS)
def test_what_the_file_calls_completed_is_over_when_it_is_loaded(loaded_on):
    assert DemoCalendar(loaded_on).moved("2026-10-22") < loaded_on


@given(DAYS)
def test_what_the_file_has_as_coming_is_coming_when_it_is_loaded(loaded_on):
    assert loaded_on < DemoCalendar(loaded_on).moved("2026-11-24") <= loaded_on + timedelta(days=7)


@given(DAYS)
def test_next_november_is_within_a_year(loaded_on):
    assert timedelta(0) < next_third_of_november(loaded_on) - loaded_on <= timedelta(366)
