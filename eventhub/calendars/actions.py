"""Storing calendar blocks, and private feeds."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventhub.accounts.models import User
from eventhub.agenda.models import Session
from eventhub.audit.actions import record
from eventhub.calendars.entries import event_entry, session_entry
from eventhub.calendars.models import CalendarBlock, PrivateFeed
from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event, EventStatus
from eventhub.formats.ical import Entry, event_block
from eventhub.text.languages import CODES
from eventhub.tokens import digest, new_token
from eventhub.web.language import in_language


def store_blocks(event: Event) -> None:
    """Write the entries of ``event`` and its agenda anew, in all languages. A draft has none: nobody may see it."""
    if event.status == EventStatus.DRAFT:
        return
    sessions = db.session.scalars(
        select(Session)
        .where(Session.event_id == event.id)
        .options(selectinload(Session.speakers), selectinload(Session.materials))
    ).all()
    stored = {
        (block.uid, block.language): block
        for block in db.session.scalars(select(CalendarBlock).where(CalendarBlock.event_id == event.id))
    }
    for language in CODES:
        with in_language(language):
            _store(stored, language, event, None, event_entry(event))
            for session in sessions:
                _store(stored, language, event, session, session_entry(session))
    db.session.flush()


def _store(stored: dict, language: str, event: Event, session: Session | None, entry: Entry) -> None:
    row = stored.get((entry.uid, language))
    if row is None:
        row = CalendarBlock(event_id=event.id, session=session, uid=entry.uid, language=language)
        db.session.add(row)
    block = event_block(entry)
    row.text, row.time_zones, row.revised_at = block.text, list(block.tzids), entry.revised_at


def rotate_private_feed(user: User) -> str:
    """Give ``user`` a new private feed and end the one before; its token comes back, this once."""
    feed = db.session.scalar(select(PrivateFeed).where(PrivateFeed.user_id == user.id))
    if feed is None:
        feed = PrivateFeed(user_id=user.id)
        db.session.add(feed)
    token = new_token()
    feed.token_digest, feed.created_at, feed.last_used_at = digest(token), now(), None
    db.session.flush()
    record("calendar:feed:rotate", feed)
    return token


def end_private_feed(user: User) -> None:
    feed = db.session.scalar(select(PrivateFeed).where(PrivateFeed.user_id == user.id))
    if feed is not None:
        record("calendar:feed:end", feed)
        db.session.delete(feed)
        db.session.flush()
