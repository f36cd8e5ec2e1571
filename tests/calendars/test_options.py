"""What the address of a feed may ask for."""

from datetime import date, datetime, timedelta

import icalendar
import pytest

from eventhub.db import Translated
from tests.calendars.cast import (
    FAR,
    SHANGHAI,
    add_session,
    cancel,
    edit,
    entries_in,
    make_event,
    one_day,
)

FEED = "/en/calendars/all.ics"


def asked(client, query: str, path: str = FEED):
    return entries_in(client.get(f"{path}?{query}"))


def test_a_feed_comes_with_agenda_items_for_who_asks(client):
    event = make_event()
    session = add_session(event)
    assert asked(client, "").keys() == {event.uid}
    assert asked(client, "agenda=no").keys() == {event.uid}
    assert asked(client, "agenda=yes").keys() == {event.uid, session.uid}
    assert asked(client, "agenda=yes", "/en/events/workshop.ics").keys() == {event.uid, session.uid}


def test_several_days_come_by_their_hours_and_one_day_as_a_whole_for_who_asks(client):
    several, one = make_event("several"), make_event("one", **one_day())
    hours = asked(client, "times=hours")
    assert hours[several.uid].start == datetime(FAR, 11, 3, 9, tzinfo=SHANGHAI)
    assert hours[several.uid].end == datetime(FAR, 11, 4, 17, tzinfo=SHANGHAI)
    assert hours[several.uid]["TRANSP"] == "OPAQUE"
    assert hours[one.uid] == asked(client, "")[one.uid]
    days = asked(client, "times=days")
    assert (days[one.uid].start, days[one.uid].end) == (date(FAR, 11, 3), date(FAR, 11, 4))
    assert days[one.uid]["TRANSP"] == "TRANSPARENT"
    assert days[several.uid] == asked(client, "")[several.uid]


def test_zones_come_along_with_the_hours_and_stay_away_with_the_days(client):
    make_event("several")
    assert b"TZID:Asia/Shanghai" in client.get(f"{FEED}?times=hours").data
    make_event("one", **one_day())
    assert b"VTIMEZONE" not in client.get(f"{FEED}?times=days").data


def test_agenda_items_keep_their_hours(client):
    session = add_session(make_event())
    assert asked(client, "agenda=yes&times=days")[session.uid].start.hour == 10


def test_a_move_reaches_both_forms(client):
    event = make_event("one", **one_day())
    edit(event, **one_day(day=10))
    assert asked(client, "times=days")[event.uid].start == date(FAR, 11, 10)
    assert asked(client, "times=hours")[event.uid].start == datetime(FAR, 11, 10, 9, tzinfo=SHANGHAI)


def test_reminders_come_before_what_has_an_hour_and_in_the_morning_before_whole_days(client):
    several, one = make_event("several"), make_event("one", **one_day())
    entries = asked(client, "alarm=30")
    (timed,) = entries[one.uid].alarms.times
    assert timed.trigger == datetime(FAR, 11, 3, 8, 30, tzinfo=SHANGHAI)
    (alarm,) = entries[several.uid].walk("VALARM")
    assert (alarm["TRIGGER"].dt, alarm["ACTION"], alarm["DESCRIPTION"]) == (
        timedelta(hours=-15),
        "DISPLAY",
        "Reminder",
    )
    assert not entries_in(client.get(FEED))[one.uid].walk("VALARM")


def test_nobody_is_reminded_of_what_is_cancelled(client):
    event = make_event(**one_day())
    cancel(event)
    assert not asked(client, "alarm=30")[event.uid].walk("VALARM")


def test_the_feed_names_itself_with_its_options_in_one_order(client):
    make_event()
    read = icalendar.Calendar.from_ical(client.get(f"{FEED}?x=1&alarm=30&agenda=yes&times=").data)
    assert read["SOURCE"] == "http://localhost/en/calendars/all.ics?agenda=yes&alarm=30"
    assert read["COLOR"] == "teal"


@pytest.mark.parametrize("query", ["agenda=maybe", "times=weeks", "alarm=7", "alarm=soon", "alarm=-5"])
def test_what_is_not_offered_is_refused_in_plain_words(client, query):
    answer = client.get(f"{FEED}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")


def test_options_can_be_chosen_on_the_page(client):
    page = client.get("/en/calendars/?agenda=yes&times=hours&alarm=1440").text
    assert "http://localhost/en/calendars/all.ics?agenda=yes&amp;times=hours&amp;alarm=1440" in page
    assert '<option value="1440" selected>1 day</option>' in page


def test_a_title_that_looks_like_a_time_is_left_alone(client):
    title = Translated(en="TRANSP:OPAQUE\nDTSTART:20260101")
    event = make_event(title=title, aim=Translated(en="x" * 59 + " DTSTART:19990101 END:VEVENT"))
    entry = asked(client, "times=hours&alarm=60")[event.uid]
    assert entry["SUMMARY"] == "TRANSP:OPAQUE DTSTART:20260101"
    assert "DTSTART:19990101 END:VEVENT" in entry["DESCRIPTION"]
