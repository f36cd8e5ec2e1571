"""Storing calendar blocks, and private feeds."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventhub.agenda.items import Item
from eventhub.agenda.published import published_agenda
from eventhub.agenda.queries import ids_of_sessions
from eventhub.audit.actions import record
from eventhub.calendars.entries import session_entry
from eventhub.calendars.models import CalendarBlock, CalendarState, FeedKind, PrivateFeed
from eventhub.clock import now
from eventhub.db import db
from eventhub.events.entries import UNWRITABLE, event_entry
from eventhub.events.models import Event, EventStatus
from eventhub.formats.ical import Block, Entry, event_block, times_of
from eventhub.text.languages import CODES
from eventhub.tokens import digest, new_token
from eventhub.web.language import in_language

STATE_ID = 1
log = structlog.get_logger()


@dataclass(frozen=True)
class _Place:
    """Where an entry is stored: the event, its item or None, and the language."""

    event: Event
    session: Item | None
    language: str

    @property
    def revised_at(self) -> datetime:
        """To the microsecond; an entry knows whole seconds only."""
        return max(each.revised_at for each in (self.event, self.session) if each)


def store_blocks(event: Event) -> None:
    """Write the entries of ``event`` and its agenda in all languages, as far as they have changed.

    A draft has none: nobody may see it.
    """
    if event.status == EventStatus.DRAFT:
        return
    # First of all, because it makes whoever else stores blocks wait: two may change one event at once.
    mark_changed()
    agenda = published_agenda(event)
    sessions = agenda.items
    if agenda.collects:
        # A published item may be gone from the desk, where nothing can refer to it any more.
        present = ids_of_sessions(event)
        sessions = [each for each in sessions if each.id in present]
    stored = {
        (block.session_id, block.language): block
        for block in db.session.scalars(select(CalendarBlock).where(CalendarBlock.event_id == event.id))
    }
    for language in CODES:
        with in_language(language):
            own = stored.get((None, language))
            _store(
                own,
                _Place(event, None, language),
                lambda: event_entry(event),
                lambda entry: times_of(event_entry(event, whole_days=not entry.is_all_day)),
            )
            if own is not None:
                # What decides on feeds but is in no entry (visibility) counts as a revision too.
                own.revised_at = max(own.revised_at, event.revised_at)
            for session in sessions:
                place = _Place(event, session, language)
                _store(
                    stored.get((session.id, language)), place, lambda session=session: session_entry(session)
                )
    db.session.flush()


def _store(
    row: CalendarBlock | None,
    place: _Place,
    compose: Callable[[], Entry],
    other_times: Callable[[Entry], Block] = lambda _entry: Block(""),
) -> None:
    """An entry that cannot be written leaves what was stored before: the event is saved, and no feed is spoilt."""
    try:
        entry = compose()
        facts = _digest_of(entry)
        if row is not None and row.facts_digest == facts:
            return
        # LAST-MODIFIED moves whenever the text does, also when the cause lies outside (a renamed office).
        revised_at = place.revised_at
        if row is not None and revised_at <= row.revised_at:
            revised_at = now()
            entry = replace(entry, revised_at=revised_at)
        block, times = event_block(entry), other_times(entry)
    except UNWRITABLE as error:
        log.error(
            "calendar_entry_refused",
            event_id=place.event.id,
            session_id=place.session and place.session.id,
            language=place.language,
            reason=type(error).__name__,
        )
        return
    if row is None:
        row = CalendarBlock(
            event_id=place.event.id,
            session_id=place.session and place.session.id,
            uid=entry.uid,
            language=place.language,
        )
        db.session.add(row)
    row.text, row.time_zones = block.text, list(block.tzids)
    row.other_times, row.other_time_zones = times.text, list(times.tzids)
    row.facts_digest, row.revised_at = facts, revised_at


def _digest_of(entry: Entry) -> str:
    """Of everything that the entry says but when it was revised; the same on every process."""
    facts = {**vars(entry), "revised_at": None}
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def mark_changed() -> None:
    """Tell every process that public calendars, or what they are called, are not what they were."""
    state = db.session.get(CalendarState, STATE_ID, with_for_update=True, populate_existing=True)
    if state is None:
        try:
            with db.session.begin_nested():
                db.session.add(CalendarState(id=STATE_ID, token=new_token(), changed_at=now()))
        except IntegrityError:
            # Another process has written the first row meanwhile.
            mark_changed()
        return
    state.token, state.changed_at = new_token(), max(state.changed_at, now())
    db.session.flush()


def make_private_feed(kind: FeedKind, *, name: str = "", **of: Any) -> str:
    """A new address for a calendar of that kind; its token comes back, this once.

    ``of`` says whose: user, organization, office, registration, as in ``PrivateFeed``.
    """
    token = new_token()
    feed = PrivateFeed(kind=kind, name=name, token_digest=digest(token), **of)
    db.session.add(feed)
    db.session.flush()
    record("calendar:feed:make", feed)
    return token


def end_private_feed(feed: PrivateFeed) -> None:
    """Whoever asks under its address is told from now on that it is gone."""
    if feed.ended_at is None:
        feed.ended_at = now()
        db.session.flush()
        record("calendar:feed:end", feed)


def note_use(feed: PrivateFeed) -> None:
    feed.last_used_at = now()
    db.session.flush()
