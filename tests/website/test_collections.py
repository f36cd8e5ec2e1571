"""Pages of programmes, organizations, offices and topics."""

from datetime import datetime

import pytest

from eventhub.db import Translated
from eventhub.events.models import EventStatus
from tests.website.cast import BEIJING, make_event, make_organization, make_programme, make_topic
from tests.website.pages import elements, main_of, titles

PATHS = {
    "programme": "/en/programmes/mmsp/",
    "organization": "/en/organizations/mps/",
    "office": "/en/offices/beijing/",
    "topic": "/en/topics/return/",
}


@pytest.fixture
def everything(app):
    """An event that belongs to one of each, one that is past, and a draft."""
    of = {"programme": make_programme(), "topics": (make_topic(),), "participants": (make_organization(),)}
    make_event("coming", title=Translated(en="Coming"), **of)
    make_event(
        "past",
        title=Translated(en="Past"),
        start=datetime(2016, 11, 3, 9, tzinfo=BEIJING),
        end=datetime(2016, 11, 3, 17, tzinfo=BEIJING),
        **of,
    )
    make_event("draft", title=Translated(en="Draft"), status=EventStatus.DRAFT, **of)


@pytest.mark.parametrize("path", PATHS.values())
def test_it_lists_coming_events_then_past_ones(client, everything, path):
    assert titles(client, path) == ["Coming", "Past"]


@pytest.mark.parametrize(("kind", "path"), PATHS.items())
def test_it_offers_its_calendar(client, everything, kind, path):
    slug = path.strip("/").rsplit("/", 1)[-1]
    (link,) = [
        each for each in elements(client.get(path).text, "link") if each.get("type") == "text/calendar"
    ]
    assert link.get("href") == f"http://localhost/en/calendars/{kind}-{slug}.ics"


@pytest.mark.parametrize(
    "path", ["/en/programmes/x/", "/en/organizations/x/", "/en/offices/x/", "/en/topics/x/"]
)
def test_what_is_not_there_is_a_page_that_says_so(client, path):
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (404, "text/html")


def test_a_programme_says_what_it_aims_at_and_who_pays(client, everything):
    text = main_of(client, PATHS["programme"])
    assert "Support the dialogue" in text
    assert "Funded by the European Union" in text


def test_an_organization_says_how_often_it_took_which_part(client, everything):
    text = main_of(client, PATHS["organization"])
    assert "Government" in text
    assert "China" in text
    assert "Participant 2 events" in text


@pytest.mark.parametrize("path", PATHS.values())
def test_it_costs_the_same_number_of_queries_whatever_it_shows(client, everything, count_queries, path):
    of = {
        "programme": make_programme("p2"),
        "topics": (make_topic("t2"),),
        "participants": (make_organization("o2"),),
    }
    with count_queries() as before:
        client.get(path)
    for number in range(2):
        make_event(f"more{number}", **of)
    with count_queries() as after:
        client.get(path)
    assert len(before) == len(after)
