"""What the public reads of an event that is not as announced, or over."""

from datetime import datetime

from eventhub.db import Translated, db
from eventhub.events import actions
from tests.calendars.cast import SHANGHAI, cancel, edit, make_event

REASON = Translated(en="The venue is not available.", fr="La salle n’est pas disponible.")
OVER = {
    "starts_at": datetime(2020, 3, 2, 9, tzinfo=SHANGHAI),
    "ends_at": datetime(2020, 3, 3, 17, tzinfo=SHANGHAI),
}


def test_why_an_event_is_cancelled_stands_on_its_page(client):
    event = make_event()
    edit(event, status_reason=REASON)
    cancel(event)
    assert "La salle n’est pas disponible." in client.get("/fr/events/workshop/").text


def test_why_an_event_is_postponed_stands_on_its_page(client):
    event = make_event()
    edit(event, status_reason=REASON)
    actions.postpone(event)
    db.session.commit()
    assert "The venue is not available." in client.get("/en/events/workshop/").text


def test_what_came_of_an_event_is_told_once_it_is_over(client):
    outcomes = Translated(en="They agreed on contact points.")
    edit(make_event("coming"), outcomes=outcomes)
    edit(make_event("past", **OVER), outcomes=outcomes)
    assert "They agreed" not in client.get("/en/events/coming/").text
    assert "They agreed" in client.get("/en/events/past/").text
