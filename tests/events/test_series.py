"""Editions of one workshop: linked when it is repeated, shown to readers, and a calendar of their own."""

import json
from datetime import datetime

import pytest

from eventhub.db import db
from eventhub.events.actions import duplicate_event, publish
from eventhub.events.models import Event, Series
from eventhub.events.series import put_into_series, series_to_continue
from tests.calendars.cast import FAR, SHANGHAI, cancel, entries_in, make_event
from tests.desk.cast import event_of_alice
from tests.desk.forms import filled

AT = "/desk/events/workshop/"
NEXT_YEAR = {
    "starts_at": datetime(FAR + 1, 11, 3, 9, tzinfo=SHANGHAI),
    "ends_at": datetime(FAR + 1, 11, 4, 17, tzinfo=SHANGHAI),
}
FEED = "/en/calendars/series-safe-migration.ics"


def held_again(event: Event) -> Event:
    edition = duplicate_event(event, series=series_to_continue(event), **NEXT_YEAR)
    publish(edition)
    db.session.commit()
    return edition


def series_of(slug: str) -> str | None:
    event = db.session.query(Event).filter_by(slug=slug).one()
    return event.series and event.series.slug


def test_a_workshop_that_is_repeated_is_another_edition_unless_the_organiser_says_it_is_not(alice):
    event_of_alice()
    dates = {"first_day": f"{FAR + 1}-05-10", "last_day": f"{FAR + 1}-05-11"}
    alice.post(f"{AT}duplicate", data=filled(alice, f"{AT}duplicate", is_edition=None, **dates))
    assert [each.series for each in db.session.query(Event)] == [None, None]
    alice.post(f"{AT}duplicate", data=filled(alice, f"{AT}duplicate", **dates))
    assert [each.series and each.series.slug for each in db.session.query(Event).order_by(Event.id)] == [
        "safe-migration",
        None,
        "safe-migration",
    ]


def test_the_page_of_each_edition_names_the_others_that_the_public_may_see(client):
    first = make_event()
    second = held_again(first)
    duplicate_event(first, series=first.series, **NEXT_YEAR)
    db.session.commit()
    page = client.get("/en/events/workshop/").text
    assert f'href="/en/events/{second.slug}/"' in page
    assert page.count(f"{FAR + 1}</a>") == 1
    assert FEED in page
    assert 'href="/en/events/workshop/"' in client.get(f"/en/events/{second.slug}/").text


def test_an_only_edition_says_nothing_of_others(client):
    make_event()
    assert "Other editions" not in client.get("/en/events/workshop/").text


def test_search_engines_are_told_of_the_series(client):
    held_again(make_event())
    page = client.get("/en/events/workshop/").text
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["superEvent"] == {"@type": "EventSeries", "name": "Safe migration"}


def test_its_calendar_holds_all_editions_cancelled_ones_included_and_follows(client):
    first = make_event()
    second = held_again(first)
    make_event("elsewhere")
    cancel(second)
    entries = entries_in(client.get(FEED))
    assert {uid: str(entry["status"]) for uid, entry in entries.items()} == {
        first.uid: "CONFIRMED",
        second.uid: "CANCELLED",
    }
    assert "X-WR-CALNAME:Safe migration" in client.get(FEED).text
    put_into_series(second, None)
    db.session.commit()
    assert set(entries_in(client.get(FEED))) == {first.uid}


def test_the_page_of_calendars_and_caldav_offer_it_once_somebody_may_see_an_edition(client):
    series_to_continue(make_event())
    db.session.commit()
    assert FEED in client.get("/en/calendars/").text
    calendars = client.open("/dav/en/", method="PROPFIND", headers={"Depth": "1"}).text
    assert "/dav/en/series-safe-migration/" in calendars


def test_at_the_desk_a_series_is_begun_joined_renamed_and_left(alice):
    event_of_alice()
    event_of_alice("second")
    alice.post(f"{AT}series/", data=filled(alice, f"{AT}series/", series="new"))
    number = str(db.session.query(Series).one().id)
    second = "/desk/events/second/series/"
    alice.post(second, data=filled(alice, second, series=number, **{"name-en": "Not its name yet"}))
    assert (series_of("second"), db.session.query(Series).one().name["en"]) == (
        "safe-migration",
        "Safe migration",
    )
    alice.post(second, data=filled(alice, second, **{"name-en": "Safe migration, each year"}))
    assert db.session.query(Series).one().name["en"] == "Safe migration, each year"
    assert "Safe migration, each year" in alice.get("/desk/events/second/").text
    for address in (second, f"{AT}series/"):
        alice.post(address, data=filled(alice, address, series=""))
    assert db.session.query(Series).count() == 0


def test_a_series_that_is_not_offered_is_refused(alice):
    event_of_alice()
    answer = alice.post(f"{AT}series/", data=filled(alice, f"{AT}series/", series="999"))
    assert (answer.status_code, series_of("workshop")) == (422, None)


@pytest.mark.parametrize("method", ["get", "post"])
def test_whose_event_it_is_not_sees_no_series_of_it(eve, method):
    make_event()
    assert getattr(eve, method)(f"{AT}series/").status_code == 404


def test_two_series_of_one_name_have_addresses_of_their_own(app):
    names = {series_to_continue(make_event(slug)).slug for slug in ("one", "two")}
    assert names == {"safe-migration", "safe-migration-2"}
