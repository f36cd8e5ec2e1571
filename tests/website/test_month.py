"""The month of events."""

from datetime import date, datetime

import pytest

from eventhub.db import Translated
from eventhub.events.models import EventStatus
from eventhub.website.month import month_in, neighbour
from tests.website.cast import BEIJING, make_event
from tests.website.pages import elements, main_of

NOVEMBER = "/en/events/?view=month&month=2090-11"


def days_with_events(client, path: str) -> dict[str, list[str]]:
    """Date: the titles of the events that stand on it."""
    found = {}
    for cell in elements(client.get(path).text, "td"):
        (day,) = [each for each in cell.iter() if each.tag.endswith("}time")]
        links = ["".join(each.itertext()) for each in cell.iter() if each.tag.endswith("}a")]
        if links:
            found[day.get("datetime")] = links
    return found


def test_an_event_stands_on_each_day_on_which_it_meets(client):
    make_event(title=Translated(en="Course"), session_days=["2090-11-03", "2090-11-06"])
    assert days_with_events(client, NOVEMBER) == {"2090-11-03": ["Course"], "2090-11-06": ["Course"]}


def test_days_are_those_of_the_venue(client):
    start = datetime(2090, 11, 1, 0, 30, tzinfo=BEIJING)
    make_event(title=Translated(en="Night"), start=start, end=start.replace(hour=3))
    assert days_with_events(client, NOVEMBER) == {"2090-11-01": ["Night"]}


def test_dates_that_no_longer_stand_are_left_out(client):
    make_event(status=EventStatus.POSTPONED)
    assert days_with_events(client, NOVEMBER) == {}


def test_filters_count_here_too_and_stay_in_the_links(client):
    make_event("one", title=Translated(en="One"))
    make_event("two", title=Translated(en="Two"), country="SN")
    path = f"{NOVEMBER}&country=SN"
    assert all(titles == ["Two"] for titles in days_with_events(client, path).values())
    (onward,) = [
        each.get("href") for each in elements(client.get(path).text, "a") if each.get("rel") == "next"
    ]
    assert onward == "/en/events/?country=SN&view=month&month=2090-12"


def test_an_empty_month_says_so(client):
    assert "Nothing takes place in this month." in main_of(client, NOVEMBER)


@pytest.mark.parametrize("text", [None, "", "x", "2090", "2090-13", "2090-11-03", "-1-1"])
def test_what_is_no_month_is_the_present_one(text):
    assert month_in(text, date(2026, 11, 23)) == date(2026, 11, 1)


def test_time_has_an_end_here():
    assert month_in("9999-12", date(2026, 1, 1)) == date(2999, 12, 1)
    assert neighbour(date(2999, 12, 1), 1) is None
    assert neighbour(date(1900, 1, 1), -1) is None
    assert neighbour(date(2026, 1, 1), -1) == date(2025, 12, 1)
