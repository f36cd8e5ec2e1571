"""Reading stored calendar entries."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from eventhub.calendars.models import CalendarBlock, CalendarState
from eventhub.calendars.options import StoredEntry
from eventhub.db import Translated, db
from eventhub.events.errors import EventNotFoundError
from eventhub.events.models import Event, EventStatus
from eventhub.events.queries import is_readable
from eventhub.formats.ical import Block


class State(NamedTuple):
    """What public calendars are known by: another token, other contents; ``changed_at`` never goes back."""

    token: str
    changed_at: datetime | None


class CalendarEvent(NamedTuple):
    """As much of an event as its calendar needs."""

    id: int
    title: Translated


def current_state() -> State:
    row = db.session.execute(select(CalendarState.token, CalendarState.changed_at)).one_or_none()
    return State(*row) if row else State("", None)


def get_calendar_event(slug: str) -> CalendarEvent:
    """A public or unlisted event by its slug.

    Raises:
        EventNotFoundError
    """
    row = db.session.execute(
        select(Event.id, Event.title).where(Event.slug == slug, is_readable())
    ).one_or_none()
    if row is None:
        raise EventNotFoundError
    return CalendarEvent(*row)


def stored_entries(
    language: str, *conditions: ColumnElement[bool], with_agenda: bool = False
) -> list[StoredEntry]:
    """The entries of the events that the conditions hold, cancelled ones included; with their agenda items or not."""
    if not with_agenda:
        conditions = (CalendarBlock.session_id.is_(None), *conditions)
    rows = db.session.execute(
        select(
            CalendarBlock.text,
            CalendarBlock.time_zones,
            CalendarBlock.other_times,
            CalendarBlock.other_time_zones,
        )
        .join(CalendarBlock.event)
        .where(CalendarBlock.language == language, *conditions)
    )
    return [
        StoredEntry(Block(text, tuple(zones)), Block(times, tuple(other_zones)))
        for text, zones, times, other_zones in rows
    ]


def last_revision_of(event: CalendarEvent, language: str) -> datetime | None:
    """When anything in the blocks of an event last changed; agenda items stay stored, so it never goes back."""
    return db.session.scalar(
        select(func.max(CalendarBlock.revised_at)).where(
            CalendarBlock.event_id == event.id, CalendarBlock.language == language
        )
    )


def ids_of_stored_events() -> Sequence[int]:
    """The events that have stored blocks, or ought to."""
    return db.session.scalars(
        select(Event.id).where(Event.status != EventStatus.DRAFT).order_by(Event.id)
    ).all()
