"""The calendar of a participant: all that they have registered for."""

import re

import pytest

from eventhub.agenda.models import Session
from eventhub.calendars.models import PrivateFeed
from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import AttendanceMode, Event
from eventhub.registration import actions as registrations
from eventhub.registration.actions import RegistrationDetails
from eventhub.registration.models import Registration
from tests.calendars.cast import add_session, cancel, entries_in, make_event, one_day


def register(event: Event, email: str = "li.wei@example.org") -> Registration:
    details = RegistrationDetails(name="Li Wei", email=email)
    done = registrations.register(event, details, language="fr", now=now())
    db.session.commit()
    return done.registration


@pytest.fixture
def mine(app) -> Registration:
    return register(
        make_event(
            "mine", mode=AttendanceMode.HYBRID, online_url="https://meet.example.org/room", **one_day()
        )
    )


def make_address(client, registration: Registration) -> str:
    page = client.post(f"/en/registrations/{registration.token}/calendar/make")
    assert page.headers["Cache-Control"] == "private, no-store"
    return re.search(r"http://localhost(/calendars/private/[\w-]+\.ics)", page.text)[1]


def test_it_holds_all_that_the_address_of_the_person_has_registered_for_and_no_more(client, mine):
    other = register(make_event("other"))
    register(make_event("of-others"), email="somebody@example.org")
    entries = entries_in(client.get(make_address(client, mine)))
    assert entries.keys() == {mine.event.uid, other.event.uid}
    assert entries[mine.event.uid]["SUMMARY"] == "Migration sûre"


def test_who_has_a_place_finds_where_to_join(client, mine):
    address = make_address(client, mine)
    entry = entries_in(client.get(address))[mine.event.uid]
    assert (entry["STATUS"], entry["CONFERENCE"]) == ("CONFIRMED", "https://meet.example.org/room")
    sequence = entry["SEQUENCE"]
    registrations.cancel(mine, now=now())
    db.session.commit()
    entry = entries_in(client.get(address))[mine.event.uid]
    assert (entry["STATUS"], "CONFERENCE" in entry) == ("CANCELLED", False)
    assert entry["SEQUENCE"] > sequence


def test_who_waits_has_a_tentative_entry(client):
    event = make_event(capacity=1)
    register(event, email="first@example.org")
    waiting = register(event)
    assert entries_in(client.get(make_address(client, waiting)))[event.uid]["STATUS"] == "TENTATIVE"


def test_a_cancelled_event_is_cancelled_for_everybody(client, mine):
    address = make_address(client, mine)
    cancel(mine.event)
    assert entries_in(client.get(address))[mine.event.uid]["STATUS"] == "CANCELLED"


def test_agenda_items_come_along_for_who_asks(client, mine):
    session: Session = add_session(mine.event)
    address = make_address(client, mine)
    assert entries_in(client.get(f"{address}?agenda=yes")).keys() == {mine.event.uid, session.uid}


def test_a_new_address_ends_the_one_before_and_the_last_can_be_ended(client, mine):
    first = make_address(client, mine)
    second = make_address(client, mine)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    page = f"/en/registrations/{mine.token}/calendar/"
    assert client.post(f"{page}end").headers["Location"] == page
    assert client.get(second).status_code == 410
    assert client.get(page).status_code == 200


def test_the_address_is_another_secret_than_that_of_the_registration(client, mine):
    assert mine.token not in make_address(client, mine)
    assert client.get(f"/calendars/private/{mine.token}.ics").status_code == 404


def test_a_wrong_link_makes_nothing(client):
    assert client.post("/en/registrations/guess/calendar/make").status_code == 404
    assert db.session.query(PrivateFeed).count() == 0


def test_the_page_of_a_registration_leads_there(client, mine):
    assert f"/registrations/{mine.token}/calendar/" in client.get(f"/en/registrations/{mine.token}/").text


def test_who_comes_back_to_the_page_reads_since_when_there_is_an_address(client, mine):
    make_address(client, mine)
    page = client.get(f"/en/registrations/{mine.token}/calendar/")
    assert (page.status_code, "Make a new address" in page.text) == (200, True)
