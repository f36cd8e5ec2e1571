"""Reading polls."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.queries import WITH_FACTS
from eventhub.polls.errors import PollNotFoundError
from eventhub.polls.models import AskedOrganization, DatePoll, DateState, PollLink, PollStatus, ProposedDate
from eventhub.polls.rules import LINK_LIFE, POLLED, RUNNING
from eventhub.tokens import digest

_WITH_ANSWERS = (
    selectinload(DatePoll.dates),
    selectinload(DatePoll.asked).options(
        joinedload(AskedOrganization.organization), selectinload(AskedOrganization.answers)
    ),
)


def polls_of(event: Event) -> Sequence[DatePoll]:
    """The polls of an event, the newest first."""
    return db.session.scalars(
        select(DatePoll)
        .where(DatePoll.event_id == event.id)
        .options(*_WITH_ANSWERS)
        .order_by(DatePoll.id.desc())
    ).all()


def find_running_poll(event: Event) -> DatePoll | None:
    return db.session.scalar(
        select(DatePoll).where(DatePoll.event_id == event.id, DatePoll.status.in_(RUNNING))
    )


def unanswered_by_event(event_ids: Iterable[int]) -> dict[int, int]:
    """How many organisations have not answered yet, by the number of the event; only of running polls."""
    silent = and_(AskedOrganization.poll_id == DatePoll.id, AskedOrganization.answered_at.is_(None))
    rows = db.session.execute(
        select(DatePoll.event_id, func.count(AskedOrganization.id))
        .outerjoin(AskedOrganization, silent)
        .where(DatePoll.event_id.in_(event_ids), DatePoll.status.in_(RUNNING))
        .group_by(DatePoll.event_id)
    )
    return dict(rows.all())


def get_poll(event: Event, poll_id: int) -> DatePoll:
    """A poll of ``event``.

    Raises:
        PollNotFoundError
    """
    poll = db.session.scalar(
        select(DatePoll).where(DatePoll.id == poll_id, DatePoll.event_id == event.id).options(*_WITH_ANSWERS)
    )
    if poll is None:
        raise PollNotFoundError
    return poll


def date_with(poll: DatePoll, date_id: int) -> ProposedDate:
    """A date of a poll.

    Raises:
        PollNotFoundError
    """
    found = next((each for each in poll.dates if each.id == date_id), None)
    if found is None:
        raise PollNotFoundError
    return found


def asked_with(poll: DatePoll, asked_id: int) -> AskedOrganization:
    """An organisation that a poll asks.

    Raises:
        PollNotFoundError
    """
    found = next((each for each in poll.asked if each.id == asked_id), None)
    if found is None:
        raise PollNotFoundError
    return found


def get_asked_by_token(token: str) -> AskedOrganization:
    """Whom a secret link lets answer, with the poll and the facts of its event; expired or not.

    Raises:
        PollNotFoundError
    """
    poll = contains_eager(AskedOrganization.poll)
    asked = db.session.scalar(
        select(AskedOrganization)
        .join(PollLink, PollLink.asked_id == AskedOrganization.id)
        .join(AskedOrganization.poll)
        .where(PollLink.token_digest == digest(token))
        .options(
            poll.options(*_WITH_ANSWERS),
            *(poll.joinedload(DatePoll.event).options(each) for each in WITH_FACTS),
        )
    )
    if asked is None:
        raise PollNotFoundError
    return asked


def awaits_its_date() -> ColumnElement[bool]:
    """SQL condition on Event: the dates of a poll stand in calendars in place of its own."""
    return Event.id.in_(
        select(DatePoll.event_id)
        .join(ProposedDate, ProposedDate.poll_id == DatePoll.id)
        .where(ProposedDate.state != DateState.DROPPED)
    )


def dates_for_calendars(*conditions: ColumnElement[bool], since: datetime) -> Sequence[ProposedDate]:
    """The dates of the polls of events for which the conditions hold, those that were dropped included.

    The chosen one stands there until the event is public: then it has an entry of its own, with that date.
    """
    is_shown = or_(ProposedDate.state != DateState.CHOSEN, Event.status.in_(POLLED))
    is_recent = or_(ProposedDate.ends_at >= since, Event.ends_at >= since)
    event = contains_eager(ProposedDate.poll).contains_eager(DatePoll.event)
    return db.session.scalars(
        select(ProposedDate)
        .join(ProposedDate.poll)
        .join(DatePoll.event)
        .where(*conditions, is_shown, is_recent)
        .options(*(event.options(each) for each in WITH_FACTS))
        .order_by(ProposedDate.id)
    ).all()


def chosen_dates_of(event: Event) -> Sequence[ProposedDate]:
    """The dates on which earlier polls of an event have settled."""
    return db.session.scalars(
        select(ProposedDate)
        .join(ProposedDate.poll)
        .where(DatePoll.event_id == event.id, ProposedDate.state == DateState.CHOSEN)
    ).all()


def find_to_forget(at: datetime) -> DatePoll | None:
    """A poll that is over for so long that its links and comments have to go."""
    return db.session.scalar(
        select(DatePoll)
        .where(
            DatePoll.status.in_((PollStatus.SETTLED, PollStatus.WITHDRAWN)),
            DatePoll.ended_at < at - LINK_LIFE,
            DatePoll.forgotten_at.is_(None),
        )
        .order_by(DatePoll.ended_at, DatePoll.id)
        .limit(1)
    )
