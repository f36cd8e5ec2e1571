"""Polls follow what happens to their events, within the same transaction."""

from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.signals import event_changed
from eventhub.polls.actions import withdraw
from eventhub.polls.queries import find_running_poll
from eventhub.polls.rules import may_poll


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    event_changed.connect(_event_changed)


def _event_changed(event: Event) -> None:
    """Once an event is published or cancelled, nobody need say any more when it could be."""
    if may_poll(event):
        return
    poll = find_running_poll(event)
    if poll is not None:
        withdraw(poll, now=now())
