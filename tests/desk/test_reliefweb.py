"""Announcing an event on ReliefWeb: its fields from our facts, and what it will ask for besides."""

import json

import pytest

from eventhub.db import Translated, db
from eventhub.events.models import AttendanceMode, EventKind, Visibility
from tests.calendars.cast import make_topic
from tests.desk.cast import draft_of_alice, event_of_alice

AT = "/desk/events/workshop/reliefweb"


def complete(event):
    event.context, event.aim = Translated(en="Why it matters."), Translated(en="agree on procedures")
    event.working_languages, event.country = ["en", "fr"], "CN"
    event.topics = [make_topic("return")]
    db.session.commit()
    return event


def posting(alice) -> dict:
    return json.loads(alice.get(f"{AT}.json").data)


def test_the_posting_holds_the_facts_in_the_fields_of_reliefweb(alice):
    event = complete(event_of_alice())
    found = posting(alice)
    assert found["title"] == event.title["en"]
    assert found["date"]["start"] == event.local_start.isoformat()
    assert found["date"]["registration"] <= found["date"]["start"] <= found["date"]["end"]
    assert found["country"] == [{"iso3166_1": "CN", "name": "China"}]
    assert (found["format"], found["type"], found["cost"]) == (["on-site"], ["Training/Workshop"], "free")
    assert (found["language"], found["training_language"]) == (["en"], ["en", "fr"])
    assert found["event_url"] == "http://localhost/en/events/workshop/"
    assert "http://localhost/en/events/workshop/register/" in found["how_to_register"]
    assert found["body"].startswith("Why it matters.")


def test_what_reliefweb_alone_knows_is_all_that_a_complete_event_lacks(alice):
    complete(event_of_alice())
    page = alice.get(f"{AT}/").text
    assert "Career categories" in page
    for text in (
        "What it is about",
        "A theme",
        "The working languages",
        "The country",
        "A type",
        "not public",
    ):
        assert text not in page


@pytest.mark.parametrize(
    ("lack", "message"),
    [
        ({"context": Translated(), "aim": Translated()}, "What it is about"),
        ({"topics": []}, "A theme: no topic is chosen"),
        ({"working_languages": []}, "The working languages"),
        ({"country": None}, "The country"),
        ({"kind": EventKind.LAUNCH}, "A type: ReliefWeb lists trainings"),
        ({"visibility": Visibility.PRIVATE}, "the event is not public"),
        ({"title": Translated(fr="Atelier")}, "A title in the language of the posting: English"),
    ],
)
def test_what_is_missing_is_said(alice, lack, message):
    event = complete(event_of_alice())
    for name, value in lack.items():
        setattr(event, name, value)
    db.session.commit()
    assert message in alice.get(f"{AT}/").text


def test_an_online_event_needs_no_country(alice):
    event = complete(event_of_alice())
    event.mode, event.country = AttendanceMode.ONLINE, None
    db.session.commit()
    assert "The country" not in alice.get(f"{AT}/").text
    assert posting(alice)["format"] == ["online"]


def test_a_draft_is_told_that_nobody_can_open_its_page_or_register(alice):
    complete(draft_of_alice())
    page = alice.get(f"{AT}/").text
    assert "the event is not public" in page
    assert "registration is not open" in page


def test_it_is_the_business_of_those_who_look_after_the_event(alice, eve):
    complete(event_of_alice())
    assert eve.get(f"{AT}/").status_code == 404
    assert eve.get(f"{AT}.json").status_code == 404
