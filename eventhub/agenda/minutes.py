"""Minutes and decisions of sessions: kept at the desk, and public once those of the event are published."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from eventhub.agenda.models import Decision, Minutes, PublishedMinutes, Session
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.organizations.models import Organization


@dataclass(frozen=True, kw_only=True)
class DecisionDetails:
    """A decision, as a person enters it. Names and meanings as in ``models.Decision``."""

    text: Translated
    organization: Organization | None = None
    due_on: date | None = None


def minutes_of(event: Event) -> Sequence[Minutes]:
    """The minutes of an event in the order of its sessions, with their decisions."""
    return db.session.scalars(
        select(Minutes)
        .join(Minutes.session)
        .where(Session.event_id == event.id)
        .options(
            contains_eager(Minutes.session),
            selectinload(Minutes.decisions).joinedload(Decision.organization),
        )
        .order_by(Session.starts_at, Session.id)
    ).all()


def published_minutes_of(event: Event) -> Sequence[Minutes]:
    """The same for the public: none until they are published."""
    return minutes_of(event) if are_published(event) else []


def find_published_minutes(event: Event, session_id: int) -> Minutes | None:
    """The minutes of one session, once those of the event are published."""
    return db.session.get(Minutes, session_id) if are_published(event) else None


def are_published(event: Event) -> bool:
    return db.session.get(PublishedMinutes, event.id) is not None


def find_minutes(session: Session) -> Minutes | None:
    return db.session.get(Minutes, session.id)


def set_minutes(session: Session, text: Translated, decisions: Sequence[DecisionDetails]) -> None:
    """Write the minutes of a session; without text and decisions there are none."""
    minutes = find_minutes(session)
    if not text and not decisions:
        if minutes is not None:
            db.session.delete(minutes)
            record("agenda:minutes:remove", session)
        db.session.flush()
        return
    if minutes is None:
        minutes = Minutes(session_id=session.id, text=text)
        db.session.add(minutes)
    minutes.text, minutes.revised_at = text, now()
    minutes.decisions = [
        Decision(position=position, **{each.name: getattr(given, each.name) for each in fields(given)})
        for position, given in enumerate(decisions, start=1)
    ]
    db.session.flush()
    record("agenda:minutes:edit", session, changes={"decisions": [None, len(decisions)]})
    record("event:minutes:edit", session.event)


def publish_minutes(event: Event) -> None:
    """Open the minutes of an event to whoever may read its page."""
    if not are_published(event):
        db.session.add(PublishedMinutes(event_id=event.id))
        db.session.flush()
        record("event:minutes:publish", event)


def withdraw_minutes(event: Event) -> None:
    """Close the minutes of an event again."""
    published = db.session.get(PublishedMinutes, event.id)
    if published is not None:
        db.session.delete(published)
        db.session.flush()
        record("event:minutes:withdraw", event)
