"""Reading calendars: stored blocks, and private feeds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from eventhub.accounts.models import User
from eventhub.calendars.errors import FeedNotFoundError
from eventhub.calendars.models import CalendarBlock, CalendarState, PrivateFeed
from eventhub.db import Translated, db
from eventhub.events.errors import EventNotFoundError
from eventhub.events.models import Event, EventStatus
from eventhub.events.permissions import looked_after_by
from eventhub.events.queries import WITH_FACTS, is_listed, is_readable
from eventhub.formats.ical import Block
from eventhub.tokens import digest

PRIVATE_PAST = timedelta(days=365)
"""For how long an event that is over stays in a private feed."""


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


def _blocks(language: str, *conditions: ColumnElement[bool]) -> list[Block]:
    rows = db.session.execute(
        select(CalendarBlock.text, CalendarBlock.time_zones)
        .join(CalendarBlock.event)
        .where(CalendarBlock.language == language, *conditions)
    )
    return [Block(text=text, tzids=tuple(time_zones)) for text, time_zones in rows]


def blocks_of_listed_events(language: str, holds: ColumnElement[bool]) -> list[Block]:
    """One block for each listed event that the condition holds, cancelled ones included."""
    return _blocks(language, CalendarBlock.session_id.is_(None), is_listed(), holds)


def block_of_event(event: CalendarEvent, language: str) -> list[Block]:
    return _blocks(language, CalendarBlock.event_id == event.id, CalendarBlock.session_id.is_(None))


def blocks_of_agenda(event: CalendarEvent, language: str) -> list[Block]:
    """The event and its agenda items, which refer to it as their parent."""
    return _blocks(language, CalendarBlock.event_id == event.id)


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


def get_private_feed(token: str) -> PrivateFeed:
    """The private feed that ``token`` opens.

    Raises:
        FeedNotFoundError: unknown, rotated, ended, or its user may not sign in any more.
    """
    feed = db.session.scalar(
        select(PrivateFeed)
        .join(PrivateFeed.user)
        .where(PrivateFeed.token_digest == digest(token), User.is_active)
    )
    if feed is None:
        raise FeedNotFoundError
    return feed


def find_private_feed(user: Any) -> PrivateFeed | None:
    return db.session.scalar(select(PrivateFeed).where(PrivateFeed.user_id == user.id))


def blocks_for(user: Any, language: str, *, at: datetime) -> list[Block]:
    """The published events that ``user`` looks after, private ones included, from a year before ``at``."""
    return _blocks(
        language,
        CalendarBlock.session_id.is_(None),
        looked_after_by(user),
        Event.status != EventStatus.DRAFT,
        Event.ends_at >= at - PRIVATE_PAST,
    )


def drafts_for(user: Any, *, at: datetime) -> Sequence[Event]:
    """The drafts that ``user`` looks after, which have no stored blocks, from a year before ``at``."""
    return db.session.scalars(
        select(Event)
        .where(looked_after_by(user), Event.status == EventStatus.DRAFT, Event.ends_at >= at - PRIVATE_PAST)
        .options(*WITH_FACTS)
    ).all()
