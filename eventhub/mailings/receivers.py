"""Mailings follow what happens to events, within the same transaction."""

from eventhub.events.models import Event
from eventhub.events.signals import event_changed
from eventhub.mailings.actions import follow
from eventhub.mailings.queries import scheduled_for


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    event_changed.connect(_event_changed)


def _event_changed(event: Event) -> None:
    follow(scheduled_for(event), event)
