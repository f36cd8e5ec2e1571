"""Parts that several public pages share."""

from collections.abc import Sequence
from datetime import datetime

from eventhub.events.models import Event
from eventhub.events.presentation import EventCard, card


def cards(events: Sequence[Event], at: datetime) -> list[EventCard]:
    """Entries of a list, in the order given."""
    return [card(event, at) for event in events]
