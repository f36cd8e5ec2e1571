"""Reading calendars: stored blocks, and private feeds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from eventhub.accounts.models import User
from eventhub.calendars.errors import FeedNotFoundError
from eventhub.calendars.models import CalendarBlock, PrivateFeed
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.permissions import looked_after_by
from eventhub.events.queries import WITH_FACTS, is_listed
from eventhub.formats.ical import Block
from eventhub.tokens import digest


def _blocks(language: str, *conditions: ColumnElement[bool]) -> list[Block]:
    rows = db.session.execute(
        select(CalendarBlock.text, CalendarBlock.time_zones)
        .join(CalendarBlock.event)
        .where(CalendarBlock.language == language, *conditions)
        .order_by(Event.starts_at, CalendarBlock.id)
    )
    return [Block(text=text, tzids=tuple(time_zones)) for text, time_zones in rows]


def blocks_of_listed_events(language: str, holds: ColumnElement[bool]) -> list[Block]:
    """One block for each listed event that the condition holds, cancelled ones included."""
    return _blocks(language, CalendarBlock.session_id.is_(None), is_listed(), holds)


def block_of_event(event: Event, language: str) -> list[Block]:
    return _blocks(language, CalendarBlock.event_id == event.id, CalendarBlock.session_id.is_(None))


def blocks_of_agenda(event: Event, language: str) -> list[Block]:
    """The event and its agenda items, which refer to it as their parent."""
    return _blocks(language, CalendarBlock.event_id == event.id)


def last_revision(language: str, event: Event | None = None) -> datetime | None:
    """When anything in the blocks of a language last changed. Over all events, hidden ones too: so it never goes
    back when an event leaves a feed."""
    query = select(func.max(CalendarBlock.revised_at)).where(CalendarBlock.language == language)
    if event is not None:
        query = query.where(CalendarBlock.event_id == event.id)
    return db.session.scalar(query)


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


def find_private_feed(user: User) -> PrivateFeed | None:
    return db.session.scalar(select(PrivateFeed).where(PrivateFeed.user_id == user.id))


def events_in_private_feed(user: Any) -> Sequence[Event]:
    """The events that ``user`` looks after, drafts included, in order of time."""
    return db.session.scalars(
        select(Event).where(looked_after_by(user)).options(*WITH_FACTS).order_by(Event.starts_at, Event.id)
    ).all()
