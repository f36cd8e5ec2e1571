"""What an organiser meets at the desk: events that Alice looks after, each made with what matters to the test."""

from eventhub.accounts.queries import find_user_by_email
from eventhub.db import db
from eventhub.events import actions
from eventhub.events.models import Event
from tests.calendars.cast import FAR, make_draft, make_event
from tests.people import ALICE, Person

BASICS = {
    "title-en": "Workshop on reintegration",
    "kind": "workshop",
    "first_day": f"{FAR}-03-02",
    "last_day": f"{FAR}-03-03",
    "start_time": "09:00",
    "end_time": "17:00",
    "time_zone": "Asia/Shanghai",
}


def give(event: Event, person: Person) -> Event:
    """Let ``person``, who has an account, look after the event."""
    user = find_user_by_email(person.email)
    assert user is not None
    actions.add_staff(event, user)
    db.session.commit()
    return event


def draft_of_alice(slug: str = "workshop", **more) -> Event:
    return give(make_draft(slug, **more), ALICE)


def event_of_alice(slug: str = "workshop", **more) -> Event:
    return give(make_event(slug, **more), ALICE)
