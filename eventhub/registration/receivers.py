"""Registrations follow what happens to events, within the same transaction."""

from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.signals import event_changed
from eventhub.questions.signals import category_changed
from eventhub.registration.actions import open_desk
from eventhub.registration.places import fill_places, hold_desk_of_held


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    event_changed.connect(_event_changed)
    category_changed.connect(_category_changed)


def _event_changed(event: Event) -> None:
    """Every event has a desk; places that were added go to those who wait."""
    desk = hold_desk_of_held(event)
    if desk is None:
        open_desk(event)
    else:
        fill_places(desk, event, now=now())


def _category_changed(event: Event) -> None:
    """Places that a category may take go to those who wait for them."""
    desk = hold_desk_of_held(event)
    if desk is not None:
        fill_places(desk, event, now=now())
