"""Screens at the doors of rooms."""

from datetime import datetime

import pytest
import time_machine

from eventhub.db import Translated
from eventhub.events import actions
from eventhub.events.models import Event
from tests.calendars.cast import SHANGHAI, add_session, cancel, make_event
from tests.website.pages import main_of

SCREEN = "/en/events/workshop/screen/"


@pytest.fixture
def event(app) -> Event:
    event = make_event()
    for hour, title, room in (
        (9, "Opening", "Hall A"),
        (10, "On law", "Hall A"),
        (10, "On practice", "Hall B"),
        (11, "Lunch", ""),
    ):
        add_session(event, hour, title=Translated(en=title), room=room)
    tomorrow = event.local_end.replace(hour=9, minute=0)
    add_session(
        event,
        starts_at=tomorrow,
        ends_at=tomorrow.replace(hour=10),
        title=Translated(en="Second day"),
        room="Hall A",
    )
    return event


def shown(client, room: str, moment: str) -> str:
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI), tick=False):
        return main_of(client, f"{SCREEN}{room}")


def test_a_room_shows_what_is_on_there_and_what_is_next(client, event):
    text = shown(client, "Hall A/", "2090-11-03T10:20")
    assert "Hall A Now 10:00–10:45 On law Li Wei Up next 11:00–11:45 Lunch" in text
    assert "10:20" in text
    assert "On practice" not in text


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        ("2090-11-03T06:00", "Nothing is on at the moment. Up next 09:00–09:45 Opening"),
        (
            "2090-11-02T23:59",
            "Nothing is on at the moment. Up next · Friday, 3 November 2090 09:00–09:45 Opening",
        ),
        ("2090-11-03T09:44:59", "Now 09:00–09:45 Opening"),
        ("2090-11-03T09:45", "Nothing is on at the moment. Up next 10:00–10:45 On law"),
        ("2090-11-03T20:00", "Up next · Saturday, 4 November 2090 09:00–10:00 Second day"),
        ("2090-11-04T10:00", "Nothing more is to come."),
    ],
)
def test_it_is_right_at_the_beginning_and_the_end_of_the_day_to_the_minute(client, event, moment, part):
    assert part in shown(client, "Hall A/", moment)


def test_all_rooms_stand_side_by_side(client, event):
    text = shown(client, "", "2090-11-03T10:00")
    for part in ("Hall A Now 10:00–10:45 On law", "Hall B Now 10:00–10:45 On practice"):
        assert part in text


def test_a_room_whose_name_has_a_slash_has_a_screen(client, event):
    add_session(event, 15, room="A/B 1", title=Translated(en="Corner"))
    assert "Corner" in shown(client, "A/B 1/", "2090-11-03T15:00")


def test_no_room_no_screen(client, event):
    assert client.get(f"{SCREEN}Cellar/").status_code == 404


def test_it_asks_again_by_itself(client, event):
    html = client.get(f"{SCREEN}Hall A/").text
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in html
    assert "js/screen." in html


@pytest.mark.parametrize("verb", [cancel, actions.postpone])
def test_nothing_is_on_at_an_event_that_does_not_take_place(client, event, verb):
    verb(event)
    assert "Nothing more is to come." in shown(client, "Hall A/", "2090-11-03T10:20")
