"""Calendars in JSON say what the calendars in text say."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.formats.characters import clean, one_line
from eventhub.formats.ical import calendar, event_block
from eventhub.formats.jcal import jcal, jscalendar
from eventhub.formats.timezones import known_zones
from tests.formats.entries import BEIJING, OFFICE, PARIS, entry

SCRIPTS = "abcéßœ¿ñ ЖщЙ العربيةلا 迁移研讨会 👩🏽‍💻🇨🇳,;:\\\"'^\t\n"
texts = st.text(alphabet=SCRIPTS, max_size=200) | st.text(max_size=80)
FULL = {
    "summary": "Safe migration",
    "description": "One\nTwo; three, four",
    "location": "Beijing",
    "latitude": 39.9,
    "longitude": 116.4,
    "url": "https://example.org/en/",
    "organizer": OFFICE,
    "categories": ("Return, readmission", "Workshop"),
    "color": "teal",
    "conference_url": "https://meet.example.org/room",
    "attachments": ("https://papers.example.org/1.pdf?a;b,c",),
    "parent_uid": "parent",
    "alarm_before": timedelta(minutes=30),
}


def feed(*entries) -> bytes:
    return calendar(
        [event_block(each) for each in entries],
        name="Feed; all",
        language="en",
        source_url="https://example.org/all.ics",
        color="teal",
    )


def event_of(content: bytes) -> dict:
    (event,) = json.loads(jscalendar(content))["entries"]
    return event


def test_jcal_is_read_by_another_library_as_the_text_is():
    content = feed(entry(**FULL), entry(uid="days", start=date(2026, 5, 4), end=date(2026, 5, 6)))
    read = icalendar.Calendar.from_jcal(json.loads(jcal(content)))
    meant = icalendar.Calendar.from_ical(content)
    for one, other in zip(read.events, meant.events, strict=True):
        assert {name: value for name, value in one.items() if name != "CATEGORIES"} == {
            name: value for name, value in other.items() if name != "CATEGORIES"
        }
        assert (one.start, one.end) == (other.start, other.end)


@given(summary=texts, description=texts, location=texts, category=texts)
def test_texts_come_back_as_they_were(summary, description, location, category):
    words = {"summary": summary, "description": description, "location": location}
    content = feed(entry(**words, categories=(category, "fixed")))
    properties = {name: value for name, _parameters, _type, *value in json.loads(jcal(content))[2][-1][1]}
    assert properties.get("summary", [""]) == [one_line(summary)]
    assert properties.get("description", [""]) == [clean(description)]
    assert properties["categories"] == [*([one_line(category)] if one_line(category) else []), "fixed"]
    event = event_of(content)
    assert event.get("title", "") == one_line(summary)
    assert event.get("locations", {"1": {}})["1"].get("name", "") == one_line(location)
    assert set(event["keywords"]) == set(properties["categories"])


@pytest.mark.parametrize(
    "tzid", ["Asia/Shanghai", "Europe/Paris", "Africa/Casablanca", "Australia/Lord_Howe"]
)
def test_time_zones_are_written_with_numbers_as_numbers(tzid):
    assert tzid in known_zones()
    start = datetime(2026, 7, 1, 9, tzinfo=ZoneInfo(tzid))
    content = feed(entry(start=start, end=start + timedelta(hours=1)))
    zone = next(each for each in json.loads(jcal(content))[2] if each[0] == "vtimezone")
    rules = [value for part in zone[2] for name, _p, _t, value in part[1] if name == "rrule"]
    assert all(isinstance(rule["bymonth"], int) for rule in rules)
    offsets = [value for part in zone[2] for name, _p, _t, value in part[1] if name == "tzoffsetto"]
    assert all(len(offset) == 6 and offset[3] == ":" for offset in offsets)


def test_a_group_says_what_it_is():
    group = json.loads(jscalendar(feed(entry())))
    assert (group["@type"], group["title"], group["locale"], group["color"], group["source"]) == (
        "Group",
        "Feed; all",
        "en",
        "teal",
        "https://example.org/all.ics",
    )
    assert group["updated"] == "2026-09-01T10:30:00Z"
    assert json.loads(jscalendar(feed()))["uid"] == group["uid"]


def test_an_event_says_all_that_its_entry_says():
    event = event_of(feed(entry(**FULL, status="TENTATIVE", transparent=True)))
    assert {name: event[name] for name in ("title", "description", "status", "freeBusyStatus", "color")} == {
        "title": "Safe migration",
        "description": "One\nTwo; three, four",
        "status": "tentative",
        "freeBusyStatus": "free",
        "color": "teal",
    }
    assert event["locations"]["1"] == {
        "@type": "Location",
        "name": "Beijing",
        "coordinates": "geo:39.9,116.4",
    }
    assert event["virtualLocations"]["1"]["uri"] == "https://meet.example.org/room"
    assert event["replyTo"] == {"imip": "mailto:events@example.org"}
    assert event["participants"]["1"]["name"] == "Liaison Office"
    assert event["keywords"] == {"Return, readmission": True, "Workshop": True}
    assert event["relatedTo"]["parent"]["relation"] == {"parent": True}
    assert {link["rel"]: link["href"] for link in event["links"].values()} == {
        "alternate": "https://example.org/en/",
        "enclosure": "https://papers.example.org/1.pdf?a;b,c",
    }
    assert event["alerts"]["1"]["trigger"] == {"@type": "OffsetTrigger", "offset": "-PT30M"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2028, 2, 28), date(2028, 3, 1), ("2028-02-28T00:00:00", None, "P3D")),
        (
            datetime(2026, 11, 3, 9, tzinfo=BEIJING),
            datetime(2026, 11, 3, 17, 30, tzinfo=BEIJING),
            ("2026-11-03T09:00:00", "Asia/Shanghai", "PT8H30M"),
        ),
        (
            # The night in which the clocks of Paris go forward is an hour short.
            datetime(2026, 3, 28, 22, tzinfo=PARIS),
            datetime(2026, 3, 29, 8, tzinfo=PARIS),
            ("2026-03-28T22:00:00", "Europe/Paris", "PT9H"),
        ),
        (
            datetime(2026, 1, 1, 9, tzinfo=UTC),
            datetime(2026, 1, 1, 9, tzinfo=UTC),
            ("2026-01-01T09:00:00", "Etc/UTC", "PT0S"),
        ),
    ],
)
def test_an_event_says_when_it_is(start, end, expected):
    event = event_of(feed(entry(start=start, end=end)))
    assert (event["start"], event.get("timeZone"), event["duration"]) == expected
    assert event.get("showWithoutTime", False) == (expected[1] is None)
