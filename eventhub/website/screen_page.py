"""Screens at the doors of rooms: what is on there now, and next."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from eventhub.agenda.errors import RoomNotFoundError
from eventhub.agenda.items import Item
from eventhub.agenda.presentation import SessionView, session_view
from eventhub.agenda.published import published_agenda
from eventhub.agenda.rules import in_room, now_and_next
from eventhub.events.models import Event, EventStatus
from eventhub.events.presentation import place_of
from eventhub.text import calendar
from eventhub.text.languages import in_language
from eventhub.web.language import current_language
from eventhub.website.agenda_page import day_name


def one_room(event: Event, room: str, at: datetime) -> dict[str, Any]:
    """What the screen of a room shows.

    Raises:
        RoomNotFoundError: nothing of the agenda is in a room of this name.
    """
    agenda = published_agenda(event)
    if room not in _rooms(agenda.items):
        raise RoomNotFoundError
    return {**_head(event, at), "room": room, **_shown(event, in_room(_held(event, agenda.items), room), at)}


def all_rooms(event: Event, at: datetime) -> dict[str, Any]:
    """What the screen in the entrance shows: each room in the order of the names."""
    agenda = published_agenda(event)
    items = _held(event, agenda.items)
    return {
        **_head(event, at),
        "rooms": [(room, _shown(event, in_room(items, room), at)) for room in _rooms(agenda.items)],
        "everywhere": _shown(event, items, at),
    }


def _held(event: Event, items: Sequence[Item]) -> Sequence[Item]:
    """Nothing of an event that does not take place, or not on these days."""
    return [] if event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED) else items


def _rooms(items: Iterable[Item]) -> list[str]:
    return sorted({each.room for each in items if each.room})


def _head(event: Event, at: datetime) -> dict[str, Any]:
    return {
        "event": event,
        "title": in_language(event.title, current_language())[0],
        "clock": calendar.clock(at, event.time_zone, current_language()),
        "today": day_name(at.astimezone(event.zone).date()),
        "place": place_of(event),
    }


def _shown(event: Event, items: Sequence[Item], at: datetime) -> dict[str, Any]:
    found = now_and_next(items, at)
    day = found.next[0].starts_at.astimezone(event.zone).date() if found.next else None
    is_today = day == at.astimezone(event.zone).date()
    return {
        "now": _views(event, found.now),
        "next": _views(event, found.next),
        "next_day": "" if day is None or is_today else day_name(day),
    }


def _views(event: Event, items: Iterable[Item]) -> list[SessionView]:
    return [session_view(each, event.time_zone) for each in items]
