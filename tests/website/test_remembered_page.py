"""What the page of an event says is worked out once for all who ask, and never older than the facts."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from eventhub.agenda.models import Session
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.db.state import tables_read
from eventhub.demo.load import load_demo
from eventhub.events.models import Event
from eventhub.events.queries import is_readable
from eventhub.web.language import in_language
from eventhub.website import event_page
from tests.calendars.cast import edit
from tests.registration.cast import make_workshop, register
from tests.releases.newsroom import make_release
from tests.website.cast import add_session

PAGE = "/en/events/workshop/"
pytestmark = pytest.mark.usefixtures("early_in_a_minute")
WITH_COOKIE = {"Cookie": "seen=once"}
"""Whoever brings a cookie is not answered with what was kept of the whole page."""


@pytest.fixture
def workshop(app) -> Event:
    workshop = make_workshop(capacity=2)
    add_session(workshop, workshop.starts_at, workshop.starts_at + timedelta(hours=1))
    return workshop


def ask(client) -> str:
    return client.get(PAGE, headers=WITH_COOKIE).text


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_who_asks_after_somebody_has_registered_costs_two_queries(client, workshop, count_queries):
    first = ask(client)
    register(workshop, 0)
    with count_queries() as sent:
        second = ask(client)
    assert second == first.replace("2 places are left", "1 place is left")
    assert [each.split("FROM ")[1].split()[0] for each in sent] == ["events", "registration_desks"]


CHANGES = {
    "the event": (lambda event: edit(event, title=Translated(en="A new title")), "A new title"),
    "an item of the agenda": (
        lambda event: setattr(
            db.session.scalars(select(Session).where(Session.event_id == event.id)).one(),
            "title",
            Translated(en="Another subject"),
        ),
        "Another subject",
    ),
    "the name of the office": (
        lambda event: setattr(event.office, "name", Translated(en="Another office")),
        "Another office",
    ),
    "a release": (make_release, "Newsroom"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_shows_at_once(client, workshop, change):
    act, says = CHANGES[change]
    assert says not in main_of(ask(client))
    with transaction():
        act(workshop)
    assert says in main_of(ask(client))


def test_what_comes_with_the_time_shows_at_its_minute(client, workshop):
    edit(workshop, outcomes=Translated(en="Forty people agreed."))
    with time_machine.travel(now(), tick=False) as clock:
        assert "Forty people agreed." not in ask(client)
        clock.move_to(workshop.ends_at + timedelta(seconds=1))
        assert "Forty people agreed." in ask(client)


def test_no_table_is_read_of_which_no_change_is_noticed(app):
    with transaction():
        load_demo()
    with app.test_request_context(), in_language("en"), tables_read() as tables:
        for event in db.session.scalars(select(Event).where(is_readable())):
            event_page.page_of(event)
    assert tables == event_page.REMEMBERED.tables
