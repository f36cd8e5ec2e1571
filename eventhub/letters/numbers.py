"""Numbers of letters."""

from datetime import datetime

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.letters.models import LetterCounter


def next_reference(event: Event, now: datetime) -> str:
    """The number of the next letter, such as 2026/12-03: the year, the event, and which letter of it.

    Whoever calls it holds the desk of the event (``registration.places.hold_desk``): no two are numbered at once.
    """
    counter = db.session.get(LetterCounter, event.id, populate_existing=True)
    if counter is None:
        counter = LetterCounter(event_id=event.id, last=0)
        db.session.add(counter)
    counter.last += 1
    db.session.flush()
    return f"{now:%Y}/{event.id}-{counter.last:02}"
