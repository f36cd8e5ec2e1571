"""The page of an event, and its agenda."""

import struct
from datetime import datetime, timedelta

import pytest

from eventhub.agenda.models import Material, SessionKind
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events import actions
from eventhub.events.actions import EventDetails
from eventhub.events.models import AttendanceMode, EventStatus, Visibility
from tests.website.cast import (
    BEIJING,
    FAR,
    add_session,
    make_event,
    make_organization,
    make_programme,
    make_topic,
)
from tests.website.pages import elements, main_of, structured_data

PAGE = "/en/events/beijing-workshop/"


def test_it_says_when_and_where_by_the_clocks_of_the_venue(client):
    make_event()
    text = main_of(client, PAGE)
    for part in ("Workshop", "On 3 and 4 November 2090", "08:30–17:00", "China Standard Time (UTC+08:00)"):
        assert part in text
    assert "Beijing, China" in text
    assert "French and Chinese" in text


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("fr", "Les 3 et 4 novembre 2090"),
        ("es", "Los días 3 y 4 de noviembre de 2090"),
        ("ar", "يومي 3 و4 نوفمبر 2090"),
        ("zh", "2090年11月3日至4日"),
        ("ru", "3 и 4 ноября 2090 года"),
    ],
)
def test_dates_are_words_in_the_language_of_the_page(client, language, dates):
    make_event()
    assert dates in main_of(client, f"/{language}/events/beijing-workshop/")


def test_organizations_stand_by_role_with_the_office_at_their_head(client):
    make_event(participants=(make_organization("mps"), make_organization("dg", en="DG Home")))
    text = main_of(client, PAGE)
    order = [
        "Organised by",
        "IOM Liaison Office in China",
        "Participating organisations",
        "Ministry of Public",
        "DG Home",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_funding_shows_the_statement_beside_the_emblem(client):
    make_event(programme=make_programme())
    html = client.get(PAGE).text
    (figure,) = elements(html, "figure")
    words = "".join(figure.itertext())
    assert "Funded by the European Union" in words
    assert "Partnership Instrument" in words
    (emblem,) = [each for each in figure.iter() if each.tag.endswith("}img")]
    assert emblem.get("alt") == "Emblem: European Union"
    assert "Support the dialogue" in main_of(client, PAGE)


def test_a_text_from_another_language_says_which(client):
    make_event(title=Translated(fr="Le retour"), context=Translated(ar="سياق"))
    html = client.get(PAGE).text
    marks = {
        (each.get("lang"), each.get("dir"), each.text) for each in elements(html, "span") if each.get("dir")
    }
    assert ("fr", "ltr", "Le retour") in marks
    assert ("ar", "rtl", "سياق") in marks


def test_arabic_pages_run_from_right_to_left(client):
    make_event()
    (root,) = elements(
        "<!doctype html>" + client.get("/ar/events/beijing-workshop/").text.strip()[15:], "html"
    )
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_a_cancelled_event_says_so(client):
    make_event(status=EventStatus.CANCELLED)
    assert "This event has been cancelled." in main_of(client, PAGE)


def test_a_postponed_event_shows_the_old_dates_as_such_and_no_calendar_entry(client):
    make_event(status=EventStatus.POSTPONED)
    text = main_of(client, PAGE)
    assert "This event has been postponed." in text
    assert "It was first announced for 3–4 November 2090." in text
    assert "New dates to be announced" in text
    assert "Add to calendar" not in text


def test_a_postponed_event_with_new_dates_shows_both(client):
    event = make_event(status=EventStatus.POSTPONED)
    moved = EventDetails.of(event).__dict__ | {
        "starts_at": event.starts_at + timedelta(days=30),
        "ends_at": event.ends_at + timedelta(days=30),
    }
    actions.edit_event(event, EventDetails(**moved))
    db.session.commit()
    text = main_of(client, PAGE)
    assert "It was first announced for 3–4 November 2090." in text
    assert "On 3 and 4 December 2090" in text
    actions.publish(event)
    db.session.commit()
    assert "The dates have changed." in main_of(client, PAGE)


def test_an_event_that_is_on_and_one_that_is_over_say_so(client):
    make_event("on", start=now() - timedelta(hours=1), end=now() + timedelta(hours=1))
    make_event("over", start=now() - timedelta(hours=3), end=now() - timedelta(hours=1))
    assert "This event is taking place now." in main_of(client, "/en/events/on/")
    assert "This event has taken place." in main_of(client, "/en/events/over/")


@pytest.mark.parametrize("hidden", [{"status": EventStatus.DRAFT}, {"visibility": Visibility.PRIVATE}])
@pytest.mark.parametrize("path", [PAGE, PAGE + "agenda/"])
def test_drafts_and_private_events_do_not_exist_for_the_public(client, hidden, path):
    make_event(**hidden)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [PAGE, PAGE + "agenda/"])
def test_an_unlisted_event_is_there_for_those_who_know_and_not_for_search_engines(client, path):
    make_event(visibility=Visibility.UNLISTED)
    assert '<meta name="robots" content="noindex">' in client.get(path).text


def test_the_agenda_stands_by_day_in_local_time(client):
    event = make_event()
    add_session(event, datetime(FAR, 11, 4, 9, tzinfo=BEIJING), datetime(FAR, 11, 4, 10, tzinfo=BEIJING))
    # An hour that lies on 2 November by UTC belongs to the 3rd in Beijing.
    early = datetime(FAR, 11, 3, 7, 30, tzinfo=BEIJING)
    add_session(event, early, early + timedelta(hours=1), kind=SessionKind.BREAK, title=Translated(fr="Café"))
    text = main_of(client, PAGE + "agenda/")
    order = [
        "Friday, 3 November 2090",
        "07:30",
        "Café",
        "Saturday, 4 November 2090",
        "09:00",
        "EU return policy",
    ]
    places = [text.rindex(part) for part in order]
    assert places == sorted(places)


def test_parallel_sessions_stand_under_their_track(client):
    event = make_event()
    nine, ten = (datetime(FAR, 11, 3, hour, tzinfo=BEIJING) for hour in (9, 10))
    for track in ("Law", "Practice"):
        add_session(event, nine, ten, track=track, title=Translated(en=f"On {track.lower()}"))
    text = main_of(client, PAGE + "agenda/")
    # The names of the tracks stand above as well, to choose among them.
    items = text[text.index("09:00") :]
    places = [items.index(part) for part in ("Law", "On law", "Practice", "On practice")]
    assert places == sorted(places)


def test_the_structured_data_says_what_the_page_says(client):
    make_event(programme=make_programme(), topics=(make_topic(),))
    data = structured_data(client.get(PAGE).text)
    assert data["@type"] == "Event"
    assert data["startDate"] == "2090-11-03T08:30:00+08:00"
    assert data["endDate"] == "2090-11-04T17:00:00+08:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["location"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Beijing",
        "addressCountry": "CN",
    }
    assert [each["name"] for each in data["organizer"]] == ["IOM Liaison Office in China"]
    assert [each["name"] for each in data["funder"]] == ["European Union"]
    assert data["inLanguage"] == ["fr", "zh"]
    assert data["url"] == "http://localhost/en/events/beijing-workshop/"


@pytest.mark.parametrize(
    ("more", "status", "place"),
    [
        ({"status": EventStatus.CANCELLED}, "EventCancelled", "Place"),
        ({"status": EventStatus.POSTPONED}, "EventPostponed", "Place"),
        ({"mode": AttendanceMode.ONLINE}, "EventScheduled", "VirtualLocation"),
    ],
)
def test_the_structured_data_follows_the_state_of_the_event(client, more, status, place):
    make_event(**more)
    data = structured_data(client.get(PAGE).text)
    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert data["location"]["@type"] == place


def test_nothing_that_people_write_can_end_the_script_or_become_markup(client):
    evil = '</script><script>alert(1)</script><b onmouseover="x">'
    make_event(
        title=Translated(en=evil), context=Translated(fr=evil), venue=Translated(en=evil), contact_name=evil
    )
    html = client.get(PAGE).text
    assert structured_data(html)["name"] == evil
    assert [each for each in elements(html, "script") if "alert" in (each.text or "")][1:] == []
    assert not [each for each in elements(html, "b") if each.get("onmouseover")]


def test_a_material_becomes_neither_markup_nor_a_script(client):
    event, evil = make_event(), '"><script>alert(1)</script>'
    papers = [
        Material(title=Translated(en=evil), urls=Translated(en=f"https://example.org/{evil}")),
        # No form takes such an address; one that is there all the same does not run.
        Material(title=Translated(en="A script"), urls=Translated(en="javascript:alert(1)")),
    ]
    start = event.starts_at
    add_session(event, start, start + timedelta(hours=1), materials=papers)
    answer = client.get(PAGE)
    assert "example.org/" in answer.text
    assert "<script>alert" not in answer.text
    scripts = answer.headers["Content-Security-Policy"].partition("script-src ")[2].partition(";")[0]
    assert "unsafe" not in scripts


def test_the_page_costs_the_same_number_of_queries_whatever_it_shows(client, count_queries):
    costs = []
    for number in (1, 3):
        event = make_event(
            f"e{number}",
            programme=make_programme(f"p{number}"),
            topics=tuple(make_topic(f"t{number}{each}") for each in range(number)),
            participants=tuple(make_organization(f"o{number}{each}") for each in range(number)),
        )
        for hour in range(number):
            start = event.starts_at + timedelta(hours=hour)
            add_session(event, start, start + timedelta(hours=1))
        with count_queries() as sent:
            client.get(f"/en/events/e{number}/")
        costs.append(len(sent))
    assert costs == [13, 13]


def test_links_to_an_event_and_its_calendar_entry_come_with_a_picture(client):
    make_event()
    address = f"http://localhost{PAGE.rstrip('/')}.png"
    assert f'<meta property="og:image" content="{address}">' in client.get(PAGE).text
    assert f"IMAGE;VALUE=URI:{address}" in client.get(f"{PAGE.rstrip('/')}.ics").text
    picture = client.get(address)
    assert (picture.mimetype, picture.data[16:24]) == ("image/png", struct.pack(">II", 1200, 630))
    assert client.get(address, headers={"If-None-Match": picture.headers["ETag"]}).status_code == 304


def test_who_has_the_page_already_is_told_that_it_still_stands(client):
    make_event()
    first = client.get(PAGE)
    again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "no-cache" in first.headers["Cache-Control"]
