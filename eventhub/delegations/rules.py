"""Pure decisions about delegations."""

import enum
from collections.abc import Sequence
from datetime import datetime, timedelta

from eventhub.accounts.rules import normalised_email
from eventhub.delegations.models import Capacity, Delegation, Nominee
from eventhub.events.models import Event, ParticipationRole
from eventhub.registration.models import RegistrationStatus
from eventhub.registration.rules import ACTIVE, may_change
from eventhub.text.normalise import search_key

ASKED_ROLES = (ParticipationRole.PARTICIPANT, ParticipationRole.OBSERVER, ParticipationRole.PARTNER)
"""Whoever organises need not be asked."""
WEEKS_BEFORE = timedelta(weeks=6)
"""Nominations are due this long before an event (practice of donor-funded workshops: domain documents, section 3)."""
LEAST_TIME = timedelta(weeks=1)
"""An organisation has at least this long to answer."""
REMINDED_BEFORE = timedelta(days=3)
REMINDED_AFTER = timedelta(days=1)
"""An organisation that has not answered is reminded this long before its nominations are due, and once after."""
LONGEST_KEY = 254
MOST_NOMINEES = 200
"""On one list, reserve included."""


class Stage(enum.StrEnum):
    """How far the answer of an organisation has come."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    OPENED = "opened"
    NOMINATING = "nominating"
    """There are names that have not been sent."""
    SENT = "sent"
    OVERDUE = "overdue"


def stage_of(delegation: Delegation | None, at: datetime) -> Stage:
    if delegation is None:
        return Stage.NOT_ASKED
    if has_answered(delegation):
        return Stage.SENT
    if at >= delegation.due_at:
        return Stage.OVERDUE
    if delegation.nominees:
        return Stage.NOMINATING
    return Stage.OPENED if delegation.opened_at else Stage.ASKED


def has_answered(delegation: Delegation) -> bool:
    """Whether the list has come, and nobody was put on it since."""
    return delegation.sent_at is not None and not unsent(delegation)


def due_by_default(event: Event, at: datetime) -> datetime:
    """The end of the sixth week before the event, or a week from now when that is later, but never its beginning."""
    return min(max(event.starts_at - WEEKS_BEFORE, at + LEAST_TIME), event.starts_at)


def person_key(email: str, name: str, others: Sequence[Nominee]) -> str | None:
    """What tells somebody from the ``others`` of a list; None when they stand there already.

    A ministry may have one mailbox for all. Whoever comes first has its address for a key; each further person the
    address and the name, apart by a blank, which no address has.
    """
    key, words = normalised_email(email), search_key(name)
    at_mailbox = [each for each in others if normalised_email(each.email) == key]
    if any(search_key(each.name) == words for each in at_mailbox):
        return None
    return f"{key} {words}"[:LONGEST_KEY] if at_mailbox else key


def next_reminder(due_at: datetime, event: Event, after: datetime) -> datetime | None:
    """When an organisation is reminded next that has not answered; None when it is not any more."""
    moments = (due_at - REMINDED_BEFORE, due_at + REMINDED_AFTER)
    return next((each for each in moments if after < each < event.starts_at), None)


def may_nominate(delegation: Delegation, at: datetime) -> bool:
    """Whether the list can be changed: until the event begins, as long as it stands."""
    event = delegation.participation.event
    return may_change(event, at) and at < event.starts_at


def is_late(delegation: Delegation, at: datetime) -> bool:
    """Whether further names need the organisers' approval."""
    return at >= delegation.due_at


def members(delegation: Delegation) -> list[Nominee]:
    """Those who are to come: not the reserve, nor who has cancelled or been turned down."""
    return [each for each in delegation.nominees if not each.is_reserve and not has_left(each)]


def delegates(delegation: Delegation) -> list[Nominee]:
    """Those to come who count against the quota."""
    return [each for each in members(delegation) if not each.is_assistant]


def places_due(delegation: Delegation) -> int:
    """How many places the organisation may fill: its quota, and those of the assistants who have one."""
    assistants = sum(
        1
        for each in delegation.nominees
        if each.is_assistant and each.registration and each.registration.place_is_held
    )
    return (delegation.participation.quota or 0) + assistants


def confirmed(delegation: Delegation) -> list[Nominee]:
    """Those who have a place."""
    return [
        each
        for each in delegation.nominees
        if each.registration and each.registration.status == RegistrationStatus.CONFIRMED
    ]


def has_left(nominee: Nominee) -> bool:
    return nominee.registration is not None and nominee.registration.status not in ACTIVE


def unsent(delegation: Delegation) -> list[Nominee]:
    """Those to come of whom the organisers know nothing yet."""
    return [each for each in members(delegation) if each.registration is None]


def places_used(delegation: Delegation) -> int:
    """How many of the places that are held somebody fills."""
    return sum(1 for each in delegation.nominees if each.registration and each.registration.place_is_held)


def in_precedence(nominees: Sequence[Nominee]) -> list[Nominee]:
    """The head first, then by capacity, each in the order in which they were named; the reserve at the end."""
    order = list(Capacity)
    return sorted(nominees, key=lambda each: (each.is_reserve, order.index(each.capacity), each.id or 0))
