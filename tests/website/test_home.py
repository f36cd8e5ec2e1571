"""The way in: the choice of a language, and the first page."""

from datetime import timedelta

import pytest

from eventhub.clock import now
from eventhub.db import Translated
from eventhub.events.models import EventStatus, Visibility
from tests.website.cast import make_event
from tests.website.pages import main_of, titles


@pytest.mark.parametrize(
    ("preferred", "language"),
    [("fr-CA,en;q=0.5", "fr"), ("de, ar;q=0.4", "ar"), ("de", "en"), ("", "en"), ("no;;sense", "en")],
)
def test_the_address_of_the_site_leads_to_the_language_that_the_browser_prefers(client, preferred, language):
    response = client.get("/", headers={"Accept-Language": preferred})
    assert (response.status_code, response.location) == (302, f"/{language}/")
    assert "Accept-Language" in response.headers["Vary"]


def test_a_language_that_the_site_does_not_speak_is_an_unknown_address(client):
    assert client.get("/de/").status_code == 404


def test_an_empty_site_says_so(client):
    assert "Nothing is planned at the moment" in main_of(client, "/en/")


def test_coming_events_stand_in_the_order_in_which_they_take_place(client):
    for number in (3, 1, 2):
        start = now() + timedelta(days=number)
        make_event(
            f"e{number}", title=Translated(en=f"Number {number}"), start=start, end=start + timedelta(hours=8)
        )
    assert titles(client, "/en/") == ["Number 1", "Number 2", "Number 3"]


def test_what_is_on_now_stands_first_and_once(client):
    start = now() - timedelta(hours=1)
    make_event("now", title=Translated(en="Now"), start=start, end=start + timedelta(hours=8))
    make_event("later", title=Translated(en="Later"))
    assert titles(client, "/en/") == ["Now", "Later"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": EventStatus.DRAFT},
        {"visibility": Visibility.UNLISTED},
        {"visibility": Visibility.PRIVATE},
    ],
)
def test_what_is_not_public_is_not_shown(client, hidden):
    make_event(**hidden)
    assert titles(client, "/en/") == []


def test_the_page_costs_the_same_number_of_queries_whatever_it_shows(client, count_queries):
    costs = []
    for number in range(3):
        make_event(f"e{number}")
        if number != 1:
            with count_queries() as sent:
                client.get("/en/")
            costs.append(len(sent))
    assert costs[0] == costs[1]
