"""What happens to delegations. Each verb flushes and leaves an audit line; callers commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.clock import now as current_time
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.delegations import mails
from eventhub.delegations.errors import (
    ClosedError,
    ListFullError,
    NamedTwiceError,
    NoPlacesToHoldError,
    QuotaError,
    SecondHeadError,
    TooManyAssistantsError,
)
from eventhub.delegations.letter import keep_letter
from eventhub.delegations.models import Capacity, Delegation, Nominee
from eventhub.delegations.queries import find_to_remind
from eventhub.delegations.rules import (
    MOST_NOMINEES,
    delegates,
    has_answered,
    has_left,
    is_late,
    may_nominate,
    members,
    next_reminder,
    person_key,
    places_due,
    places_used,
    unsent,
)
from eventhub.events.models import Event, Participation
from eventhub.letters.numbers import next_reference
from eventhub.registration import actions as registrations
from eventhub.registration.errors import AlreadyRegisteredError, RegistrationStatusError
from eventhub.registration.models import RegistrationDesk
from eventhub.registration.places import fill_places, free_place, hold_desk, take_place
from eventhub.registration.rules import ACTIVE, may_change
from eventhub.text.normalise import search_key


@dataclass(frozen=True, kw_only=True)
class NomineeDetails:
    """What a focal point tells of somebody. Names and meanings as in ``models.Nominee``."""

    name: str
    email: str
    position: str = ""
    phone: str = ""
    capacity: Capacity = Capacity.DELEGATE
    is_reserve: bool = False
    is_assistant: bool = False


def ask(
    participation: Participation,
    *,
    language: str,
    due_at: datetime,
    terms: str = "",
    reminds: bool = True,
    now: datetime,
) -> Delegation:
    """Ask an organisation to nominate up to its quota; its places are kept, and its focal point is written to.

    ``reminds``: it is written to again by itself when the time runs out without a list.

    Raises:
        NoPlacesToHoldError
        RegistrationStatusError: the event is not published, or over.
    """
    event = participation.event
    desk = _held(event, now)
    delegation = Delegation(
        participation=participation,
        reference=next_reference(event, now),
        language=language,
        due_at=due_at,
        terms=terms,
        asked_at=now,
        remind_at=next_reminder(due_at, event, now) if reminds else None,
        held=0,
    )
    db.session.add(delegation)
    _keep_places(delegation, desk, participation.quota or 0)
    keep_letter(delegation)
    record("event:delegation:ask", event, changes={"reference": ["", delegation.reference]})
    mails.send("delegation_asked", delegation)
    return delegation


def write_anew(delegation: Delegation, *, now: datetime) -> None:
    """Put another letter, with a number of its own, in place of one that no longer says what is so. Whoever has the
    old one has filed it; the focal point is told by mail where the new one is.

    Raises:
        RegistrationStatusError
    """
    event = delegation.participation.event
    _held(event, now, delegation)
    before = delegation.reference
    delegation.reference, delegation.written_at = next_reference(event, now), now
    keep_letter(delegation)
    db.session.flush()
    record("event:delegation:write", event, changes={"reference": [before, delegation.reference]})
    mails.send("delegation_letter", delegation)


def keep_quota(delegation: Delegation, *, now: datetime) -> None:
    """Keep as many places as the organisation has now: after its quota was changed, or places were released.

    Raises:
        NoPlacesToHoldError
        RegistrationStatusError
    """
    event = delegation.participation.event
    desk = _held(event, now, delegation)
    _keep_places(delegation, desk, max(places_due(delegation), places_used(delegation)))
    fill_places(desk, event, now=now)
    record("event:delegation:keep", event)


def release_places(delegation: Delegation, *, now: datetime) -> int:
    """Give the places that nobody fills to those who wait; how many these were.

    Raises:
        RegistrationStatusError
    """
    event = delegation.participation.event
    desk = _held(event, now, delegation)
    before = delegation.held
    _keep_places(delegation, desk, places_used(delegation))
    fill_places(desk, event, now=now)
    record("event:delegation:release", event)
    return before - delegation.held


def _keep_places(delegation: Delegation, desk: RegistrationDesk, wanted: int) -> None:
    more = wanted - delegation.held
    if more > 0 and not take_place(desk, more):
        raise NoPlacesToHoldError
    if more < 0:
        free_place(desk, -more)
    delegation.held = wanted
    db.session.flush()


def remind(delegation: Delegation, *, now: datetime) -> None:
    """Write to the focal point again."""
    mails.send("delegation_reminder", delegation)
    delegation.reminded_at = now
    db.session.flush()
    record("event:delegation:remind", delegation.participation.event)


def remind_next_late() -> bool:
    """Remind one organisation whose time runs out; False when there is none. Of two workers, one wins the row."""
    moment = current_time()
    delegation = find_to_remind(moment)
    if delegation is None:
        return False
    event = delegation.participation.event
    won = rows_updated(
        update(Delegation)
        .where(Delegation.id == delegation.id, Delegation.remind_at == delegation.remind_at)
        .values(remind_at=next_reminder(delegation.due_at, event, moment))
    )
    db.session.refresh(delegation)
    if won and not has_answered(delegation):
        remind(delegation, now=moment)
    return True


def call_off(delegation: Delegation, *, now: datetime) -> None:
    """Take the request back: the link opens nothing any more, and whoever was nominated has no place.

    Raises:
        RegistrationStatusError
    """
    event = delegation.participation.event
    desk = _held(event, now, delegation)
    for nominee in delegation.nominees:
        if nominee.registration and nominee.registration.status in ACTIVE:
            registrations.cancel(nominee.registration, now=now)
    _keep_places(delegation, desk, 0)
    fill_places(desk, event, now=now)
    db.session.delete(delegation)
    db.session.flush()
    record("event:delegation:call_off", event)


def begin(delegation: Delegation, *, now: datetime) -> None:
    """The focal point has come; later times count no more."""
    if delegation.opened_at is None:
        delegation.opened_at = now
        db.session.flush()


def nominate(delegation: Delegation, people: Sequence[NomineeDetails], *, now: datetime) -> list[Nominee]:
    """Put people on the list, all or none.

    Raises:
        ClosedError, ListFullError, QuotaError, SecondHeadError, NamedTwiceError
    """
    _hold_open(delegation, now)
    named = [_named(delegation, each) for each in people]
    _check(delegation)
    db.session.flush()
    record("event:delegation:nominate", delegation.participation.event, changes={"people": [0, len(named)]})
    return named


def _named(delegation: Delegation, details: NomineeDetails) -> Nominee:
    gone = next((each for each in delegation.nominees if has_left(each) and _is(each, details)), None)
    if gone:
        # Somebody who could not come, and can now.
        gone.registration = None
        apply_details(gone, details)
        return gone
    key = person_key(details.email, details.name, delegation.nominees)
    if key is None:
        raise NamedTwiceError
    nominee = Nominee(email_key=key)
    apply_details(nominee, details)
    delegation.nominees.append(nominee)
    return nominee


def _is(nominee: Nominee, details: NomineeDetails) -> bool:
    same_mailbox = normalised_email(nominee.email) == normalised_email(details.email)
    return same_mailbox and search_key(nominee.name) == search_key(details.name)


def change_nominee(nominee: Nominee, details: NomineeDetails, *, now: datetime) -> None:
    """Correct what the list says of somebody the organisers know nothing of yet; others correct it themselves.

    Raises:
        ClosedError, QuotaError, SecondHeadError, NamedTwiceError
    """
    delegation = nominee.delegation
    _hold_open(delegation, now)
    if nominee.registration is not None:
        raise ClosedError
    key = person_key(
        details.email, details.name, [each for each in delegation.nominees if each is not nominee]
    )
    if key is None:
        raise NamedTwiceError
    apply_details(nominee, details)
    nominee.email_key = key
    _check(delegation)
    db.session.flush()


def withdraw(nominee: Nominee, *, now: datetime) -> None:
    """Take somebody off the list; whoever has a place loses it and is told, and the organisation keeps it.

    Raises:
        ClosedError
    """
    delegation = nominee.delegation
    _hold_open(delegation, now)
    had_seat = nominee.is_assistant and nominee.registration and nominee.registration.place_is_held
    if nominee.registration and nominee.registration.status in ACTIVE:
        registrations.cancel(nominee.registration, now=now)
    delegation.nominees.remove(nominee)
    db.session.flush()
    if had_seat:
        _give_seat_back(delegation, now)
    record("event:delegation:withdraw", delegation.participation.event)


def move_up(nominee: Nominee, *, now: datetime) -> None:
    """Let somebody of the reserve come.

    Raises:
        ClosedError, QuotaError, SecondHeadError
    """
    _hold_open(nominee.delegation, now)
    nominee.is_reserve = False
    _check(nominee.delegation)
    db.session.flush()


def send_list(delegation: Delegation, *, now: datetime) -> list[Nominee]:
    """Tell the organisers: who is new on the list gets a place that was kept, or, late, waits for their approval.

    Those come back whom another organisation sends already: they stay on the list without a place. A list that is sent
    again without anybody new changes nothing.

    Raises:
        ClosedError
        RegistrationStatusError
    """
    _hold_open(delegation, now)
    if delegation.sent_at and not unsent(delegation):
        return []
    organization = delegation.participation.organization
    elsewhere = []
    for nominee in unsent(delegation):
        seated = nominee.is_assistant and not is_late(delegation, now) and _take_seat(delegation)
        # Kept places that were released, or never kept, are no places: then the organisers decide.
        has_none = not seated if nominee.is_assistant else places_used(delegation) >= delegation.held
        details = registrations.RegistrationDetails(
            name=nominee.name,
            email=nominee.email,
            position=nominee.position,
            phone=nominee.phone,
            country=organization.country,
            organization=organization,
        )
        try:
            nominee.registration = registrations.register_delegate(
                delegation.participation.event,
                details,
                key=nominee.email_key,
                language=delegation.language,
                now=now,
                needs_approval=is_late(delegation, now) or has_none,
            )
        except AlreadyRegisteredError:
            elsewhere.append(nominee)
            if seated:
                _give_seat_back(delegation, now)
        db.session.flush()
    delegation.sent_at = now
    db.session.flush()
    record("event:delegation:send", delegation.participation.event)
    mails.send("delegation_received", delegation)
    return elsewhere


def _take_seat(delegation: Delegation) -> bool:
    """Keep one place besides the quota, if there is one."""
    desk = hold_desk(delegation.participation.event)
    if desk is None or not take_place(desk):
        return False
    delegation.held += 1
    db.session.flush()
    return True


def _give_seat_back(delegation: Delegation, now: datetime) -> None:
    event = delegation.participation.event
    desk = hold_desk(event)
    if desk is not None and delegation.held > places_used(delegation):
        _keep_places(delegation, desk, delegation.held - 1)
        fill_places(desk, event, now=now)


def _check(delegation: Delegation) -> None:
    coming = members(delegation)
    quota = delegation.participation.quota
    if len(delegation.nominees) > MOST_NOMINEES:
        raise ListFullError
    counted = delegates(delegation)
    if quota is not None and len(counted) > quota:
        raise QuotaError
    if len(coming) > 2 * len(counted):
        raise TooManyAssistantsError
    if sum(1 for each in coming if each.capacity == Capacity.HEAD) > 1:
        raise SecondHeadError


def _hold_open(delegation: Delegation, now: datetime) -> None:
    """Hold the list until the transaction ends, as the last one left it."""
    _lock(delegation)
    if not may_nominate(delegation, now):
        raise ClosedError


def _lock(delegation: Delegation) -> None:
    # The desk first: whoever cancels a registration holds it too, and in another order each would wait for the other.
    hold_desk(delegation.participation.event)
    db.session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update())
    # What was read before the wait is what it was then: whoever sends twice would name people twice.
    for nominee in delegation.nominees:
        if nominee.registration:
            db.session.expire(nominee.registration)
        db.session.expire(nominee)
    db.session.refresh(delegation, ["held", "due_at", "opened_at", "sent_at", "nominees"])


def _held(event: Event, now: datetime, delegation: Delegation | None = None) -> RegistrationDesk:
    desk = hold_desk(event)
    if desk is None or not may_change(event, now):
        raise RegistrationStatusError
    if delegation is not None:
        _lock(delegation)
    return desk
