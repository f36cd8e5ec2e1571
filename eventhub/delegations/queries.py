"""Reading delegations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from eventhub.db import db
from eventhub.delegations.errors import DelegationNotFoundError
from eventhub.delegations.models import Delegation, Nominee
from eventhub.delegations.rules import ASKED_ROLES
from eventhub.events.models import Event, EventStatus, Participation
from eventhub.events.queries import WITH_FACTS

_WITH_NOMINEES = selectinload(Delegation.nominees).joinedload(Nominee.registration)


@dataclass(frozen=True)
class Entry:
    """An organisation that can be asked, and the request if it was."""

    participation: Participation
    delegation: Delegation | None


def board_of(event: Event) -> list[Entry]:
    """The organisations that send people, in the order of precedence."""
    found = db.session.scalars(
        select(Delegation)
        .join(Delegation.participation)
        .where(Participation.event_id == event.id)
        .options(contains_eager(Delegation.participation), _WITH_NOMINEES)
    ).all()
    by_participation = {each.participation_id: each for each in found}
    return [
        Entry(each, by_participation.get(each.id))
        for each in event.participations
        if each.role in ASKED_ROLES
    ]


def delegations_of(event: Event) -> Sequence[Delegation]:
    """The requests that have been made for an event."""
    return db.session.scalars(
        select(Delegation)
        .join(Delegation.participation)
        .where(Participation.event_id == event.id)
        .options(contains_eager(Delegation.participation).joinedload(Participation.organization))
        .order_by(Delegation.id)
    ).all()


def get_delegation(event: Event, delegation_id: int) -> Delegation:
    """A request of ``event``.

    Raises:
        DelegationNotFoundError
    """
    return _one(Delegation.id == delegation_id, Participation.event_id == event.id)


def get_delegation_by_token(token: str) -> Delegation:
    """What a secret link opens, with the facts of the event.

    Raises:
        DelegationNotFoundError
    """
    return _one(Delegation.token == token)


def _one(*conditions) -> Delegation:
    event = contains_eager(Delegation.participation).joinedload(Participation.event)
    delegation = db.session.scalar(
        select(Delegation)
        .join(Delegation.participation)
        .where(*conditions)
        .options(
            contains_eager(Delegation.participation).joinedload(Participation.organization),
            *(event.options(each) for each in WITH_FACTS),
            _WITH_NOMINEES,
        )
    )
    if delegation is None:
        raise DelegationNotFoundError
    return delegation


def count_asked(event: Event) -> int:
    """How many organisations of an event have been asked."""
    return (
        db.session.scalar(
            select(func.count(Delegation.id))
            .join(Delegation.participation)
            .where(Participation.event_id == event.id)
        )
        or 0
    )


def find_to_remind(at: datetime) -> Delegation | None:
    """A request whose next reminder is due, of an event that is still to come."""
    return db.session.scalar(
        select(Delegation)
        .join(Delegation.participation)
        .join(Participation.event)
        .where(Delegation.remind_at <= at, Event.status == EventStatus.PUBLISHED, Event.starts_at > at)
        .options(contains_eager(Delegation.participation).contains_eager(Participation.event), _WITH_NOMINEES)
        .order_by(Delegation.remind_at, Delegation.id)
        .limit(1)
    )


def nominee_with(delegation: Delegation, nominee_id: int) -> Nominee:
    """Somebody on a list.

    Raises:
        DelegationNotFoundError: also for people of other organisations.
    """
    found = next((each for each in delegation.nominees if each.id == nominee_id), None)
    if found is None:
        raise DelegationNotFoundError
    return found
