"""Entries, calendars and invitations, read back by two parsers."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from eventhub.formats.characters import clean, one_line
from eventhub.formats.errors import FormatError, InvalidAddressError, InvalidEntryError, InvalidLinkError
from eventhub.formats.ical import Attendee, Block, Organizer, calendar, event_block
from tests.formats.entries import BEIJING, DELEGATE, OFFICE, PARIS, entry

SCRIPTS = "abcéßœ¿ñ ЖщЙ العربيةلا 迁移研讨会 हिन्दी 👩🏽‍💻🇨🇳,;:\\\"'^\t\n"
PLAIN = str.maketrans('"^\\', "' /")
texts = st.one_of(st.text(alphabet=SCRIPTS, max_size=300), st.text(max_size=120))


def lines_of(block: Block) -> list[str]:
    return block.text.replace("\r\n ", "").split("\r\n")


def read(content: bytes) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(content)


def feed(*entries) -> bytes:
    return calendar([event_block(each) for each in entries], name="Feed", language="en")


@given(summary=texts, description=texts, location=texts, category=texts)
def test_texts_come_back_as_they_were(summary, description, location, category):
    given_entry = entry(
        summary=summary, description=description, location=location, categories=(category,), organizer=OFFICE
    )
    content = feed(given_entry)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert len(content.decode().splitlines()) == content.count(b"\r\n")

    (event,) = read(content).events
    assert event.get("summary", "") == one_line(summary)
    assert event.get("description", "") == clean(description)
    assert event.get("location", "") == one_line(location)
    assert [str(each) for each in event.categories] == [one_line(category)] * bool(one_line(category))

    (event,) = vobject.readOne(content.decode()).vevent_list
    assert event.contents["summary"][0].value == one_line(summary) if one_line(summary) else True
    assert event.contents["description"][0].value == clean(description) if clean(description) else True


@given(texts)
def test_folds_join_to_the_text(text):
    unfolded = event_block(entry(description="x" + text)).text.replace("\r\n ", "")
    escaped = (
        clean("x" + text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    )
    assert f"\r\nDESCRIPTION;LANGUAGE=en:{escaped}\r\n" in unfolded


@given(name=texts)
def test_names_cannot_leave_their_parameter(name):
    content = feed(entry(organizer=Organizer(name=name, email="events@example.org")))
    (event,) = read(content).events
    assert str(event["organizer"]) == "mailto:events@example.org"
    assert set(event["organizer"].params) <= {"CN"}
    assert event["organizer"].params.get("CN", "") == one_line(name).translate(PLAIN)


def test_vobject_writes_back_what_it_read():
    content = feed(entry(description="多语言\nline, two; three", organizer=OFFICE, categories=("Training",)))
    again = vobject.readOne(vobject.readOne(content.decode()).serialize())
    assert again.vevent.summary.value == "Workshop on safe migration"
    assert again.vevent.description.value == "多语言\nline, two; three"
    assert again.vevent.dtstart.value == datetime(2026, 11, 3, 9, tzinfo=BEIJING)
    assert again.vevent.dtend.value == datetime(2026, 11, 3, 17, 30, tzinfo=BEIJING)


def test_every_property_is_written_as_its_rfc_asks():
    block = event_block(
        entry(
            status="TENTATIVE",
            latitude=39.9042,
            longitude=116.4074,
            url="https://events.example.org/en/events/beijing/",
            organizer=OFFICE,
            attendee=DELEGATE,
            categories=("Migration, mobility", "Training"),
            color="teal",
            conference_url="https://meet.example.org/a;b,c",
            image_url="https://events.example.org/beijing.png",
            attachments=("https://events.example.org/agenda.pdf",),
            parent_uid="parent",
            alarm_before=timedelta(minutes=15),
        )
    )
    assert block.tzids == ("Asia/Shanghai",)
    assert sorted(lines_of(block)) == sorted(
        [
            "BEGIN:VEVENT",
            "SUMMARY;LANGUAGE=en:Workshop on safe migration",
            "DTSTART;TZID=Asia/Shanghai:20261103T090000",
            "DTEND;TZID=Asia/Shanghai:20261103T173000",
            "DTSTAMP:20260901T103000Z",
            "UID:5f0c1e9e-4f0e-4c5e-9d3b-2f6d8a3a1b11",
            "SEQUENCE:2",
            "ATTACH:https://events.example.org/agenda.pdf",
            'ATTENDEE;CN="Li Wei";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE'
            ":mailto:li.wei@example.org",
            "CATEGORIES:Migration\\, mobility,Training",
            "COLOR:teal",
            "CONFERENCE;VALUE=URI:https://meet.example.org/a;b,c",
            "CREATED:20260801T090000Z",
            "GEO:39.9042;116.4074",
            "IMAGE;VALUE=URI:https://events.example.org/beijing.png",
            "LAST-MODIFIED:20260901T103000Z",
            'ORGANIZER;CN="Liaison Office":mailto:events@example.org',
            "RELATED-TO;RELTYPE=PARENT:parent",
            "STATUS:TENTATIVE",
            "TRANSP:OPAQUE",
            "URL:https://events.example.org/en/events/beijing/",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Workshop on safe migration",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "END:VEVENT",
            "",
        ]
    )


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 11, 3), date(2026, 11, 4), ("20261103", "20261105")),
        (date(2028, 2, 28), date(2028, 2, 28), ("20280228", "20280229")),
        (date(2028, 2, 29), date(2028, 2, 29), ("20280229", "20280301")),
        (date(2026, 12, 30), date(2026, 12, 31), ("20261230", "20270101")),
    ],
)
def test_the_last_day_is_included(first, last, written):
    block = event_block(entry(start=first, end=last, transparent=True))
    assert block.tzids == ()
    assert f"\r\nDTSTART;VALUE=DATE:{written[0]}\r\nDTEND;VALUE=DATE:{written[1]}\r\n" in block.text
    assert "\r\nTRANSP:TRANSPARENT\r\n" in block.text


@pytest.mark.parametrize(
    ("start", "written"),
    [
        (datetime(2026, 3, 29, 1, 59, tzinfo=PARIS), "DTSTART;TZID=Europe/Paris:20260329T015900"),
        (datetime(2026, 3, 29, 2, 30, tzinfo=PARIS), "DTSTART:20260329T013000Z"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS), "DTSTART:20261025T003000Z"),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS), "DTSTART:20261025T013000Z"),
        (datetime(2026, 10, 25, 3, 0, tzinfo=PARIS), "DTSTART;TZID=Europe/Paris:20261025T030000"),
        (datetime(2026, 11, 3, 9, tzinfo=UTC), "DTSTART:20261103T090000Z"),
        (datetime(2026, 11, 3, 9, tzinfo=ZoneInfo("Etc/UTC")), "DTSTART:20261103T090000Z"),
        (datetime(2026, 11, 3, 9, tzinfo=timezone(timedelta(hours=8))), "DTSTART:20261103T010000Z"),
    ],
)
def test_a_time_that_clients_could_read_in_two_ways_is_written_in_utc(start, written):
    block = event_block(entry(start=start, end=datetime(2026, 12, 1, tzinfo=PARIS)))
    assert written in lines_of(block)
    assert block.tzids == (("Europe/Paris",) if "TZID" in written else ())


def test_an_entry_without_duration_has_no_end():
    moment = datetime(2026, 11, 3, 9, tzinfo=BEIJING)
    assert "DTEND" not in event_block(entry(start=moment, end=moment)).text


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": " \x00"},
        {"sequence": -1},
        {"start": datetime(2026, 11, 3, 9, tzinfo=BEIJING).replace(tzinfo=None)},
        {"revised_at": datetime(2026, 11, 3, 9, tzinfo=UTC).replace(tzinfo=None)},
        {"end": datetime(2026, 11, 3, 8, 59, tzinfo=BEIJING)},
        {"end": date(2026, 11, 4)},
        {"start": date(2026, 11, 4), "end": date(2026, 11, 3)},
        {"start": date(9999, 1, 1), "end": date(9999, 12, 31)},
        {"status": "DONE"},
        {"language": "en\r\nX:Y"},
        {"color": "#ff0000"},
        {"latitude": 39.9},
        {"latitude": 91.0, "longitude": 0.0},
        {"latitude": float("nan"), "longitude": 0.0},
    ],
)
def test_a_malformed_entry_is_refused(changes):
    with pytest.raises(InvalidEntryError):
        entry(**changes)


@pytest.mark.parametrize("field", ["url", "conference_url", "image_url"])
@pytest.mark.parametrize(
    "link", ["/events/", "javascript:alert(1)", "https://a b", "https://a/\r\nX:Y", "https://"]
)
def test_a_link_that_leads_nowhere_is_refused(field, link):
    with pytest.raises(InvalidLinkError):
        entry(**{field: link})


def test_international_links_are_written_in_ascii():
    assert entry(url="https://bücher.example/é?q=中#ж").url == (
        "https://xn--bcher-kva.example/%C3%A9?q=%E4%B8%AD#%D0%B6"
    )


@pytest.mark.parametrize(
    "email", ["", "office", "a@b@c.org", "a\r\nb@c.org", "ü@example.org", "a b@c.org", "a@-b.org"]
)
def test_an_address_that_mail_servers_refuse_is_refused(email):
    with pytest.raises(InvalidAddressError):
        Organizer(name="Office", email=email)


def test_every_refusal_is_of_one_family():
    assert issubclass(InvalidEntryError, FormatError)
    assert issubclass(InvalidLinkError, FormatError)


def test_an_answer_that_does_not_exist_is_refused():
    with pytest.raises(InvalidEntryError):
        Attendee(email="li.wei@example.org", partstat="MAYBE")  # pyright: ignore[reportArgumentType] – meant


def test_control_characters_are_dropped():
    block = event_block(entry(summary="a\x00b\x0bc\x85d\u2028e", description="f\x07\r\ng\x7f"))
    assert "SUMMARY;LANGUAGE=en:abc d e" in lines_of(block)
    assert "DESCRIPTION;LANGUAGE=en:f\\ng" in lines_of(block)
