"""The calendar around the entries, and invitations."""

from datetime import date, datetime

import icalendar
import pytest
import vobject

from eventhub.formats.errors import InvalidEntryError, InvalidLinkError
from eventhub.formats.ical import Block, calendar, event_block, invitation
from tests.formats.entries import BEIJING, DELEGATE, OFFICE, PARIS, entry

IN_PARIS = entry(
    uid="paris", start=datetime(2026, 5, 4, 9, tzinfo=PARIS), end=datetime(2026, 5, 4, 12, tzinfo=PARIS)
)
ALL_DAY = entry(uid="days", start=date(2026, 5, 4), end=date(2026, 5, 6))


def test_the_header_says_what_clients_ask_for():
    content = calendar(
        [],
        name="Ateliers; Pékin, 2026\r\nX-EVIL:1",
        language="fr",
        source_url="https://events.example.org/fr/calendars/all.ics",
        description="Tous les ateliers",
        color="teal",
        method="PUBLISH",
    )
    assert content.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//EventHub//EventHub//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME;LANGUAGE=fr:Ateliers\\; Pékin\\, 2026 X-EVIL:1",
        "X-WR-CALNAME:Ateliers\\; Pékin\\, 2026 X-EVIL:1",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "DESCRIPTION;LANGUAGE=fr:Tous les ateliers",
        "X-WR-CALDESC:Tous les ateliers",
        "SOURCE;VALUE=URI:https://events.example.org/fr/calendars/all.ics",
        "COLOR:teal",
        "END:VCALENDAR",
        "",
    ]


def test_a_source_that_is_no_address_is_refused():
    with pytest.raises(InvalidLinkError):
        calendar([], name="All", language="en", source_url="calendars/all.ics")


def test_each_zone_in_use_is_described_once_and_no_other():
    blocks = [event_block(each) for each in (entry(), entry(uid="second"), IN_PARIS, ALL_DAY)]
    content = calendar(blocks, name="All", language="en").decode()
    assert content.count("BEGIN:VTIMEZONE") == 2
    assert content.index("TZID:Asia/Shanghai") < content.index("TZID:Europe/Paris")
    assert "BEGIN:VTIMEZONE" not in calendar([event_block(ALL_DAY)], name="All", language="en").decode()


def test_the_same_blocks_in_another_order_are_the_same_bytes():
    blocks = [event_block(entry(uid=f"event-{number}")) for number in range(20)] + [event_block(IN_PARIS)]
    first = calendar(blocks, name="All", language="en")
    assert calendar(reversed(blocks), name="All", language="en") == first


def test_stored_blocks_join_to_what_was_written():
    block = event_block(IN_PARIS)
    stored = Block(text=str(block.text), tzids=tuple(block.tzids))
    assert calendar([stored], name="A", language="en") == calendar([block], name="A", language="en")


def test_two_parsers_read_a_feed():
    blocks = [event_block(each) for each in (entry(), IN_PARIS, ALL_DAY)]
    content = calendar(blocks, name="All", language="en")
    assert {str(event["uid"]): event.start for event in icalendar.Calendar.from_ical(content).events} == {
        entry().uid: datetime(2026, 11, 3, 9, tzinfo=BEIJING),
        "paris": datetime(2026, 5, 4, 9, tzinfo=PARIS),
        "days": date(2026, 5, 4),
    }
    assert {
        event.uid.value: event.dtstart.value for event in vobject.readOne(content.decode()).vevent_list
    } == {
        entry().uid: datetime(2026, 11, 3, 9, tzinfo=BEIJING),
        "paris": datetime(2026, 5, 4, 9, tzinfo=PARIS),
        "days": date(2026, 5, 4),
    }


def test_a_request_invites_one_person_to_one_event():
    content = invitation(entry(organizer=OFFICE, attendee=DELEGATE))
    read = icalendar.Calendar.from_ical(content)
    (event,) = read.events
    assert read["method"] == "REQUEST"
    assert event["organizer"] == "mailto:events@example.org"
    assert event["attendee"] == "mailto:li.wei@example.org"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert len(read.timezones) == 1


def test_a_cancellation_says_so():
    read = icalendar.Calendar.from_ical(
        invitation(entry(organizer=OFFICE, attendee=DELEGATE), method="CANCEL")
    )
    assert read["method"] == "CANCEL"
    assert [event["status"] for event in read.events] == ["CANCELLED"]


@pytest.mark.parametrize(
    "changes",
    [{"organizer": None}, {"attendee": None}, {"status": "CANCELLED"}],
)
def test_what_nobody_can_answer_is_no_invitation(changes):
    with pytest.raises(InvalidEntryError):
        invitation(entry(**{"organizer": OFFICE, "attendee": DELEGATE, **changes}))
