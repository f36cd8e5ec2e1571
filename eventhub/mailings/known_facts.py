"""Date and place of an event as people know them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventhub.db import Translated
from eventhub.events.models import AttendanceMode, Event, EventStatus
from eventhub.mailings.models import ToldFacts

FACTS = (
    "status",
    "starts_at",
    "ends_at",
    "time_zone",
    "session_days",
    "mode",
    "venue",
    "address",
    "city",
    "country",
    "online_url",
)
ONLY_FOR_PLACES = {"online_url"}
"""What is told to those only who have a place."""


def facts(source: Event | ToldFacts) -> dict[str, Any]:
    """As an event has them, or as its people were told."""
    return {name: getattr(source, name) for name in FACTS}


def to_json(known: Mapping[str, Any]) -> dict[str, Any]:
    """In values that JSON knows; ``from_json`` reads it."""
    moments = {name: known[name].isoformat() for name in ("starts_at", "ends_at")}
    return {**known, **moments}


def from_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **kept,
        "status": EventStatus(kept["status"]),
        "mode": AttendanceMode(kept["mode"]),
        **{name: datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at")},
        **{name: Translated(kept[name]) for name in ("venue", "city")},
    }


def as_known(event: Event, known: Mapping[str, Any]) -> Event:
    """The event as people know it: in no session, and never stored."""
    return Event(**known, title=event.title, status_reason=Translated(), postponed_from=event.postponed_from)
