"""What a calendar says of an event and its agenda."""

from dataclasses import replace
from datetime import date, datetime

import icalendar
import pytest
import vobject

from eventhub.calendars.models import CalendarBlock
from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.models import AttendanceMode, Event, Visibility
from eventhub.text.languages import CODES
from tests.calendars.cast import (
    FAR,
    SHANGHAI,
    add_session,
    cancel,
    edit,
    entries_in,
    make_draft,
    make_event,
    make_funder,
    make_programme,
    make_topic,
    one_day,
)


def entry_of(client, event, language="en"):
    return entries_in(client.get(f"/{language}/events/{event.slug}.ics"))[event.uid]


def test_several_days_are_one_entry_that_leaves_them_free(client):
    entry = entry_of(client, make_event())
    assert (entry.start, entry.end) == (date(FAR, 11, 3), date(FAR, 11, 5))
    assert entry["TRANSP"] == "TRANSPARENT"


def test_one_day_is_timed_in_the_zone_of_the_venue(client):
    entry = entry_of(client, make_event(**one_day()))
    assert entry.start == datetime(FAR, 11, 3, 9, tzinfo=SHANGHAI)
    assert entry["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert entry["TRANSP"] == "OPAQUE"


def test_an_entry_says_who_where_what_for_and_who_pays(client):
    event = make_event(
        programme=make_programme(funder=make_funder()),
        aim=Translated(en="To learn; to share"),
        venue=Translated(en="Friendship Hotel"),
        latitude=39.9,
        longitude=116.4,
        contact_email="press@example.org",
    )
    actions.set_topics(event, [make_topic()])
    db.session.commit()
    entry = entry_of(client, event)
    assert entry["ORGANIZER"] == "mailto:eventhub@localhost"
    assert entry["ORGANIZER"].params["CN"] == "Liaison Office in China"
    assert entry["LOCATION"] == "Friendship Hotel, Beijing, China"
    assert entry["GEO"].to_ical() == "39.9;116.4"
    assert entry["URL"] == "http://localhost/en/events/workshop/"
    assert entry["CATEGORIES"].cats == ["Workshop", "Return, readmission"]
    assert entry["DESCRIPTION"].split("\n\n") == [
        "To learn; to share",
        "Dialogue on migration",
        "Funded by the European Union",
        "http://localhost/en/events/workshop/",
    ]


def test_each_language_has_its_own_words(client):
    event = make_event()
    entry = entry_of(client, event, "fr")
    assert (entry["SUMMARY"], entry["SUMMARY"].params["LANGUAGE"]) == ("Migration sûre", "fr")
    assert entry["ORGANIZER"].params["CN"] == "Bureau de liaison en Chine"
    assert entry_of(client, event, "zh")["SUMMARY"] == "安全移民"


def test_where_to_join_is_not_for_the_public(client):
    event = make_event(mode=AttendanceMode.HYBRID, online_url="https://meet.example.org/secret-room")
    add_session(event)
    for path in ("events/workshop.ics", "events/workshop/agenda.ics", "calendars/all.ics"):
        assert b"secret-room" not in client.get(f"/en/{path}").data


def test_an_online_event_takes_place_online(client):
    event = make_event(mode=AttendanceMode.ONLINE, city=Translated(), country=None)
    assert entry_of(client, event)["LOCATION"] == "Online"


def test_agenda_items_belong_to_their_event(client):
    event = make_event()
    session = add_session(event, room="Room 2", materials=("https://papers.example.org/1.pdf",))
    entries = entries_in(client.get("/en/events/workshop/agenda.ics"))
    assert entries.keys() == {event.uid, session.uid}
    item = entries[session.uid]
    assert (item["RELATED-TO"], item["RELATED-TO"].params["RELTYPE"]) == (event.uid, "PARENT")
    assert item.start == datetime(FAR, 11, 3, 10, tzinfo=SHANGHAI)
    assert item["LOCATION"] == "Room 2, Beijing, China"
    assert item["ATTACH"] == "https://papers.example.org/1.pdf"
    assert item["DESCRIPTION"] == "What has been learnt.\n\nLi Wei, Head of office"


def test_an_agenda_item_that_is_gone_stays_as_cancelled(client):
    event = make_event()
    session = add_session(event, cancelled=True)
    item = entries_in(client.get("/en/events/workshop/agenda.ics"))[session.uid]
    assert (item["STATUS"], item["SUMMARY"]) == ("CANCELLED", "Cancelled: Panel")


def test_with_the_event_its_agenda_is_cancelled(client):
    event = make_event()
    session = add_session(event)
    before = entries_in(client.get("/en/events/workshop/agenda.ics"))[session.uid]
    cancel(event)
    item = entries_in(client.get("/en/events/workshop/agenda.ics"))[session.uid]
    assert (item["STATUS"], item["SUMMARY"]) == ("CANCELLED", "Cancelled: Panel")
    assert item["SEQUENCE"] == before["SEQUENCE"] + 1


def test_a_postponed_event_is_tentative(client):
    event = make_event()
    actions.postpone(event)
    db.session.commit()
    entry = entry_of(client, event)
    assert (entry["STATUS"], entry["SUMMARY"]) == ("TENTATIVE", "Postponed: Safe migration")


def test_an_entry_keeps_its_uid_and_counts_what_matters(client):
    event = make_event(**one_day())
    first = entry_of(client, event)
    edit(event, title=Translated(en="Safer migration"))
    renamed = entry_of(client, event)
    edit(event, **one_day(day=10))
    moved = entry_of(client, event)
    cancel(event)
    cancelled = entry_of(client, event)
    states = (first, renamed, moved, cancelled)
    assert {str(each["UID"]) for each in states} == {event.uid}
    assert [each["SEQUENCE"] for each in states] == [0, 0, 1, 2]
    assert moved.start.day == 10
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["SUMMARY"] == "Cancelled: Safer migration"
    assert all(each["DTSTAMP"].dt == each["LAST-MODIFIED"].dt for each in states)


def test_a_paper_without_usable_address_is_left_out_of_the_entry(client):
    event = make_event()
    session = add_session(event, materials=("see the annex", "https://papers.example.org/2.pdf"))
    item = entries_in(client.get("/en/events/workshop/agenda.ics"))[session.uid]
    assert item["ATTACH"] == "https://papers.example.org/2.pdf"


@pytest.mark.parametrize("wrong", [{"latitude": 200.0, "longitude": 0.0}, {"country": "QQ"}])
def test_facts_that_no_calendar_can_carry_leave_the_last_good_entry(client, wrong):
    event = make_event()
    edit(event, title=Translated(en="Better title"), **wrong)
    assert event.title["en"] == "Better title"
    assert entry_of(client, event)["SUMMARY"] == "Safe migration"
    assert len(entries_in(client.get("/en/calendars/all.ics"))) == 1


def test_without_usable_sender_there_is_no_organizer_but_an_entry(app, client):
    app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], mail_from="nobody")
    assert "ORGANIZER" not in entry_of(client, make_event())


def test_what_has_not_changed_is_not_written_again(client, count_queries):
    event = make_event()
    for hour in (10, 11):
        add_session(event, hour)
    with count_queries() as statements:
        edit(event, title=Translated(en="Safer migration"))
    written = [each for each in statements if each.startswith("UPDATE calendar_blocks")]
    assert len(written) == 1
    stored = db.session.query(CalendarBlock).filter_by(event_id=event.id, language="en").all()
    assert sorted(block.revised_at == event.revised_at for block in stored) == [False, False, True]


def test_storing_takes_as_many_queries_for_one_item_as_for_three(app, count_queries):
    def queries_for(items: int, day: int) -> int:
        event = make_event(f"workshop-{items}")
        for hour in range(items):
            add_session(event, 10 + hour)
        event_id = event.id
        db.session.expunge_all()
        with count_queries() as statements:
            edit(db.session.get_one(Event, event_id), **one_day(day))
        return len(statements)

    assert queries_for(1, day=5) == queries_for(3, day=6) <= 24


def test_a_draft_has_no_entry_in_any_language(app):
    make_draft()
    assert db.session.query(CalendarBlock).count() == 0


def test_published_it_has_one_in_each(app):
    make_event()
    assert sorted(block.language for block in db.session.query(CalendarBlock)) == sorted(CODES)


def test_a_hidden_event_keeps_its_entries_for_its_own_people_only(client):
    event = make_event(visibility=Visibility.PRIVATE)
    assert db.session.query(CalendarBlock).count() == len(CODES)
    for path in ("events/workshop.ics", "events/workshop/agenda.ics"):
        assert client.get(f"/en/{path}").status_code == 404
    edit(event, visibility=Visibility.UNLISTED)
    assert client.get("/en/events/workshop.ics").status_code == 200


@pytest.mark.parametrize("language", CODES)
def test_two_parsers_read_every_language(client, language):
    event = make_event(**one_day(), address="1, Main Street; back\nyard", aim=Translated(en="Long " * 60))
    add_session(event, materials=("https://papers.example.org/a,b;c",))
    content = client.get(f"/{language}/events/workshop/agenda.ics").data
    assert len(icalendar.Calendar.from_ical(content).events) == 2
    assert len(vobject.readOne(content.decode()).vevent_list) == 2
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
