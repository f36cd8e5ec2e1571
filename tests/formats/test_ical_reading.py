"""Calendars of others, good ones and bad ones."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.formats.ical import calendar, event_block
from eventhub.formats.ical_reading import (
    Remark,
    TooManyEventsError,
    UnreadableCalendarError,
    read_events,
)
from tests.formats.entries import BEIJING, PARIS, entry


def file(*events: str, head: str = "") -> bytes:
    blocks = "".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{blocks}END:VCALENDAR\n".encode()


def read_one(event: str, head: str = ""):
    (found,) = read_events(file(event, head=head), BEIJING)
    return found


def test_what_we_write_we_read():
    written = entry(
        description="One\nTwo",
        location="Beijing",
        latitude=39.9,
        longitude=116.4,
        conference_url="https://meet.example.org/x",
    )
    content = calendar([event_block(written)], name="All", language="en")
    (found,) = read_events(content, PARIS)
    assert (found.uid, found.title, found.description) == (written.uid, written.summary, "One\nTwo")
    assert (found.first, found.last, found.time_zone) == (written.start, written.end, "Asia/Shanghai")
    assert (found.location, found.latitude, found.longitude) == ("Beijing", 39.9, 116.4)
    assert found.conference_url == "https://meet.example.org/x"
    assert found.remarks == frozenset()


@pytest.mark.parametrize(
    ("times", "first", "last"),
    [
        ("DTSTART;VALUE=DATE:20260504", date(2026, 5, 4), date(2026, 5, 4)),
        ("DTSTART;VALUE=DATE:20260504\nDTEND;VALUE=DATE:20260507", date(2026, 5, 4), date(2026, 5, 6)),
        ("DTSTART;VALUE=DATE:20260504\nDURATION:P2D", date(2026, 5, 4), date(2026, 5, 5)),
        (
            "DTSTART:20260504T010000Z\nDTEND:20260504T030000Z",
            datetime(2026, 5, 4, 9, tzinfo=BEIJING),
            datetime(2026, 5, 4, 11, tzinfo=BEIJING),
        ),
        (
            "DTSTART:20260504T090000\nDURATION:PT2H",
            datetime(2026, 5, 4, 9, tzinfo=BEIJING),
            datetime(2026, 5, 4, 11, tzinfo=BEIJING),
        ),
        (
            "DTSTART;TZID=Europe/Paris:20260504T090000",
            datetime(2026, 5, 4, 9, tzinfo=PARIS),
            datetime(2026, 5, 4, 9, tzinfo=PARIS),
        ),
    ],
)
def test_times_are_read_in_all_their_forms(times, first, last):
    found = read_one(f"UID:a\nSUMMARY:A\n{times}")
    assert (found.first, found.last) == (first, last)
    assert found.is_usable


def test_a_calendar_may_name_the_zone_of_its_times():
    found = read_one("UID:a\nDTSTART:20260504T090000", head="X-WR-TIMEZONE:Europe/Paris\n")
    assert (found.first, found.time_zone) == (datetime(2026, 5, 4, 9, tzinfo=PARIS), "Europe/Paris")


@pytest.mark.parametrize(
    ("event", "remark", "is_usable"),
    [
        ("UID:a\nSUMMARY:A", Remark.NO_TIME, False),
        ("UID:a\nSUMMARY:A\nDTSTART:yesterday", Remark.NO_TIME, False),
        ("UID:a\nSUMMARY:A\nDTSTART:00010101T000000Z", Remark.NO_TIME, False),
        (
            "UID:a\nSUMMARY:A\nDTSTART:20260504T090000Z\nDTEND:20260504T080000Z",
            Remark.ENDS_BEFORE_START,
            False,
        ),
        (
            "UID:a\nSUMMARY:A\nDTSTART;VALUE=DATE:20260504\nDTEND;VALUE=DATE:20260501",
            Remark.ENDS_BEFORE_START,
            False,
        ),
        ("UID:a\nSUMMARY:A\nDTSTART:20260504T090000Z\nRRULE:FREQ=WEEKLY", Remark.REPEATS, True),
        ("UID:a\nSUMMARY:A\nDTSTART:20260504T090000Z\nSTATUS:CANCELLED", Remark.CANCELLED, True),
        ("UID:a\nDTSTART:20260504T090000Z", Remark.NO_TITLE, True),
    ],
)
def test_what_is_odd_is_said(event, remark, is_usable):
    found = read_one(event)
    assert found.remarks == {remark}
    assert found.is_usable == is_usable


def test_several_of_one_uid_are_one_and_the_order_is_that_of_time():
    content = file(
        "UID:b\nSUMMARY:Later\nDTSTART:20260601T090000Z",
        "UID:a\nSUMMARY:First\nDTSTART:20260504T090000Z\nRRULE:FREQ=DAILY",
        "UID:a\nRECURRENCE-ID:20260505T090000Z\nSUMMARY:Moved\nDTSTART:20260505T100000Z",
        "UID:a\nSUMMARY:Again\nDTSTART:20260504T090000Z",
    )
    assert [each.title for each in read_events(content, BEIJING)] == ["First", "Later"]


def test_an_event_without_uid_gets_one_that_is_the_same_each_time():
    event = "SUMMARY:A\nDTSTART:20260504T090000Z"
    assert read_one(event).uid == read_one(event).uid != read_one(event.replace("A", "B")).uid


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Not found</html>",
        b"BEGIN:VCALENDAR\nVERSION:2.0\n",
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Li Wei\nEND:VCARD\n",
        b"END:VCALENDAR\n",
        b"\xff\xfe\x00BEGIN:VCALENDAR",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(UnreadableCalendarError):
        read_events(content, BEIJING)


def test_more_events_than_a_person_can_look_at_are_refused():
    with pytest.raises(TooManyEventsError):
        read_events(file(*(f"UID:{number}" for number in range(501))), BEIJING)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_that_is_sent_brings_the_reader_down(noise):
    for content in (noise, file("UID:a\nDTSTART:20260504T090000Z\n" + noise.decode("utf-8", "replace"))):
        with suppress(UnreadableCalendarError, TooManyEventsError):
            read_events(content, BEIJING)


@given(
    st.integers(631152000, 3786912000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.timedeltas(timedelta(minutes=1), timedelta(days=30)),
    st.sampled_from([BEIJING, PARIS]),
)
def test_whatever_moment_we_write_we_read(start, length, zone):
    begins = start.astimezone(zone)
    written = entry(start=begins, end=(begins + length).replace(microsecond=0))
    (found,) = read_events(calendar([event_block(written)], name="All", language="en"), zone)
    assert (found.first, found.last) == (written.start, written.end)
