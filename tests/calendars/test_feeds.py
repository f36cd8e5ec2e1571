"""Which feeds there are, and which events each holds."""

from dataclasses import replace

import icalendar
import pytest
import vobject

from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.actions import Part
from eventhub.events.models import ParticipationRole, Visibility
from eventhub.organizations.models import Office, Organization, OrganizationKind
from eventhub.organizations.signals import office_changed, organization_changed
from eventhub.programmes.actions import FundingDetails, edit_funding_source
from eventhub.programmes.signals import programme_changed
from eventhub.text.languages import CODES
from tests.calendars.cast import (
    add_session,
    cancel,
    edit,
    entries_in,
    kept,
    make_draft,
    make_event,
    make_funder,
    make_office,
    make_programme,
    make_topic,
    one_day,
)

NAMES = [
    "all",
    "programme-dialogue",
    "organization-mps",
    "organization-eu",
    "office-beijing",
    "topic-return",
    "country-cn",
]
NO_NAMES = ["", "ALL", "programme", "programme-", "programme-none", "venue-x", "country-xx", "country-CN"]


@pytest.fixture
def ministry(app):
    ministry = kept(
        Organization(
            slug="mps",
            kind=OrganizationKind.GOVERNMENT,
            name=Translated(en="Ministry of Public Security", zh="公安部"),
            acronym=Translated(),
        )
    )
    db.session.commit()
    return ministry


@pytest.fixture
def workshop(ministry):
    """An event that every kind of feed holds."""
    event = make_event(programme=make_programme(funder=make_funder()))
    actions.set_topics(event, [make_topic()])
    actions.set_participations(event, [Part(organization=ministry, role=ParticipationRole.PARTICIPANT)])
    add_session(event)
    db.session.commit()
    return event


@pytest.fixture
def elsewhere(app):
    """An event that only the feed of all events holds."""
    return make_event("manila", office=make_office("manila", en="Manila office"), country="PH", **one_day())


def uids(client, name, language="en"):
    return set(entries_in(client.get(f"/{language}/calendars/{name}.ics")))


def test_a_feed_holds_the_events_of_its_kind(client, workshop, elsewhere):
    for name in NAMES:
        expected = {workshop.uid, elsewhere.uid} if name == "all" else {workshop.uid}
        assert uids(client, name) == expected, name


@pytest.mark.parametrize("language", CODES)
def test_two_parsers_read_every_feed(client, workshop, elsewhere, language):
    for name in NAMES:
        content = client.get(f"/{language}/calendars/{name}.ics").data
        first = icalendar.Calendar.from_ical(content)
        second = vobject.readOne(content.decode())
        assert {str(each["UID"]) for each in first.events} == {each.uid.value for each in second.vevent_list}
        assert not any(each.errors for each in first.walk())


def test_a_feed_is_called_after_what_it_is_of_in_its_language(client, workshop):
    def name_of(path):
        return icalendar.Calendar.from_ical(client.get(path).data)["X-WR-CALNAME"]

    assert name_of("/en/calendars/organization-mps.ics") == "Ministry of Public Security"
    assert name_of("/zh/calendars/organization-mps.ics") == "公安部"
    assert name_of("/en/calendars/country-cn.ics") == "China"


def test_the_feed_of_a_funder_holds_what_its_programmes_do_unless_they_are_paid_otherwise(client, workshop):
    assert uids(client, "organization-eu") == {workshop.uid}
    actions.set_fundings(workshop, [], replaces_programme_funding=True)
    db.session.commit()
    assert uids(client, "organization-eu") == set()


def test_a_thing_without_events_has_an_empty_calendar(client, ministry):
    content = client.get("/en/calendars/organization-mps.ics").data
    assert icalendar.Calendar.from_ical(content).events == []
    assert uids(client, "country-fj") == set()


def test_a_feed_of_nothing_is_not_found_in_plain_words(client):
    for name in NO_NAMES:
        answer = client.get(f"/en/calendars/{name}.ics")
        assert (answer.status_code, answer.mimetype, answer.text) == (404, "text/plain", "404\n"), name


def test_drafts_unlisted_and_private_events_are_in_no_feed(client):
    make_draft("draft")
    make_event("unlisted", visibility=Visibility.UNLISTED)
    make_event("private", visibility=Visibility.PRIVATE)
    assert uids(client, "all") == set()


def test_an_event_leaves_the_feeds_when_it_becomes_unlisted(client, workshop):
    edit(workshop, visibility=Visibility.UNLISTED)
    assert uids(client, "all") == set()


def test_cancelled_events_stay(client, workshop):
    cancel(workshop)
    entry = entries_in(client.get("/fr/calendars/all.ics"))[workshop.uid]
    assert entry["STATUS"] == "CANCELLED"


def test_an_event_moves_with_its_programme(client, workshop):
    other = make_programme("another")
    edit(workshop, programme=other)
    assert uids(client, "programme-dialogue") == set()
    assert uids(client, "programme-another") == {workshop.uid}


def test_a_renamed_office_reaches_the_entries_of_what_is_to_come(client, workshop):
    office = db.session.query(Office).filter_by(slug="beijing").one()
    before = entries_in(client.get("/en/calendars/all.ics"))[workshop.uid]
    office.name = Translated(en="Office in Beijing")
    db.session.flush()
    office_changed.send(office)
    db.session.commit()
    after = entries_in(client.get("/en/calendars/all.ics"))[workshop.uid]
    assert after["ORGANIZER"].params["CN"] == "Office in Beijing"
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_a_new_wording_of_a_funder_reaches_the_entries_of_what_is_to_come(client):
    programme = make_programme(funder=make_funder())
    event = make_event(programme=programme)
    source = programme.fundings[0].source
    wording = Translated(en="Co-funded by the European Union")
    edit_funding_source(source, replace(FundingDetails.of(source), statement=wording))
    db.session.commit()
    entry = entries_in(client.get("/en/calendars/all.ics"))[event.uid]
    assert "Co-funded by the European Union" in entry["DESCRIPTION"]


@pytest.mark.parametrize(
    ("name", "model_name", "signal"),
    [
        ("organization-mps", "ministry", organization_changed),
        ("programme-dialogue", "workshop", programme_changed),
    ],
)
def test_a_new_name_is_the_name_of_the_feed_at_once(client, request, workshop, name, model_name, signal):
    thing = request.getfixturevalue(model_name)
    thing = thing.programme if name.startswith("programme") else thing
    client.get(f"/en/calendars/{name}.ics")
    thing.name = Translated(en="New name")
    db.session.flush()
    signal.send(thing)
    db.session.commit()
    assert b"X-WR-CALNAME:New name\r\n" in client.get(f"/en/calendars/{name}.ics").data


@pytest.mark.parametrize("events", [1, 3])
def test_a_feed_takes_two_queries_whatever_it_holds_and_one_when_asked_again(client, count_queries, events):
    for number in range(events):
        make_event(f"workshop-{number}", programme=None)
    kept(make_topic("queries"))
    db.session.commit()
    with count_queries() as first:
        client.get("/en/calendars/country-cn.ics")
    with count_queries() as again:
        client.get("/en/calendars/country-cn.ics")
    assert (len(first), len(again)) == (2, 1)


def test_the_page_offers_every_kind(client, workshop):
    page = client.get("/en/calendars/").text
    for name in ("all", "programme-dialogue", "office-beijing", "topic-return", "country-cn"):
        assert f"/en/calendars/{name}.ics" in page
    assert "webcal://localhost/en/calendars/all.ics" in page
    assert "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Flocalhost" in page


def test_feeds_hold_the_same_on_each_database(app_on_each_database):
    client = app_on_each_database.test_client()
    funder = make_funder()
    event = make_event(programme=make_programme(funder=funder))
    actions.set_topics(event, [make_topic()])
    actions.set_participations(event, [Part(organization=funder, role=ParticipationRole.PARTNER)])
    add_session(event)
    db.session.commit()
    for name in set(NAMES) - {"organization-mps"}:
        assert uids(client, name) == {event.uid}
    edit(event, title=Translated(en="Renamed"))
    assert entries_in(client.get("/en/calendars/all.ics"))[event.uid]["SUMMARY"] == "Renamed"
    assert len(entries_in(client.get("/en/events/workshop/agenda.ics"))) == 2
