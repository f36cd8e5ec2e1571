"""What happens to registrations. Each verb flushes, leaves an audit line and owes the person a mail; callers commit."""

from dataclasses import dataclass
from datetime import datetime

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.registration import mails
from eventhub.registration.answers import (
    free_chosen,
    take_chosen,
)
from eventhub.registration.assistants import assistant_of, bring_along, follow
from eventhub.registration.details import DeskDetails, RegistrationDetails
from eventhub.registration.errors import (
    AlreadyRegisteredError,
    NoPlaceError,
    NotAdmittedError,
    RegistrationStatusError,
)
from eventhub.registration.links import resend_link
from eventhub.registration.models import (
    Registration,
    RegistrationDesk,
    RegistrationStatus,
)
from eventhub.registration.places import (
    DECISIVE_OF_CATEGORY,
    fill_places,
    free_place,
    has_room_for,
    hold_desk,
    take_next,
    take_place,
)
from eventhub.registration.queries import (
    find_by_key,
    find_registration,
)
from eventhub.registration.rules import (
    ACTIVE,
    MAY_BE_CONFIRMED,
    MAY_BE_DECLINED,
    Refusal,
    admission,
    is_full,
    needs_approval,
    refusal,
    takes_counted_place,
)
from eventhub.registration.steps import (
    become,
    begin_anew,
    end,
    hold_for_change,
    tell_status,
    welcome,
    write_down,
)
from eventhub.tokens import new_token


@dataclass(frozen=True)
class Registered:
    """What came of registering. ``is_own``: made by this very form, so its sender may be shown the registration."""

    registration: Registration
    is_own: bool


def register(
    event: Event,
    details: RegistrationDetails,
    *,
    language: str,
    now: datetime,
    token: str | None = None,
) -> Registered:
    """Give a person a place, put them on the waiting list, or before the organisers.

    One address is one registration, however often the form comes. ``token`` names the form: the same form again leads
    to the same registration. Any other form with a known address might be anybody's, so it changes nothing, and the
    address is sent its link. Somebody who cancelled may come back, as new.

    Raises:
        NotAdmittedError: with why.
    """
    desk = hold_desk(event)
    if details.category is not None:
        db.session.refresh(details.category, DECISIVE_OF_CATEGORY)
    found = find_registration(event, details.email)
    if found and token and found.token == token and found.status in ACTIVE:
        return Registered(found, is_own=True)
    # Before anything is said of the address: a refusal must not tell known addresses from others.
    if reason := refusal(event, desk, now):
        raise NotAdmittedError(reason)
    if desk is None:
        raise NotAdmittedError(Refusal.NOT_OFFERED)
    approval = needs_approval(desk, details.category)
    if not has_room_for(event, desk, details.organization):
        raise NotAdmittedError(Refusal.ORGANIZATION_FULL)
    if is_full(event, desk, details.category) and not (desk.has_waiting_list or approval):
        raise NotAdmittedError(Refusal.FULL)
    if found and found.status != RegistrationStatus.CANCELLED:
        resend_link(found, now=now)
        return Registered(found, is_own=False)
    registration = _admit(event, desk, details, found, needs_approval=approval, now=now)
    registration.language, registration.token = language, token or new_token()
    welcome(registration, details)
    return Registered(registration, is_own=True)


def add_by_hand(event: Event, details: RegistrationDetails, *, language: str, now: datetime) -> Registration:
    """Register somebody for an organiser: at any time, without approval, on the waiting list when it is full.

    Raises:
        AlreadyRegisteredError
        NoPlaceError: all places are taken and there is no waiting list.
        RegistrationStatusError: the event is not published, or over.
    """
    desk = hold_for_change(event, now)
    found = find_registration(event, details.email)
    if found and found.status != RegistrationStatus.CANCELLED:
        raise AlreadyRegisteredError(found)
    registration = _admit(event, desk, details, found, needs_approval=False, now=now)
    registration.language, registration.token = language, new_token()
    welcome(registration, details)
    return registration


def register_delegate(
    event: Event,
    details: RegistrationDetails,
    *,
    language: str,
    now: datetime,
    needs_approval: bool,
    key: str | None = None,
) -> Registration:
    """Register somebody whom an organisation sends, on a place that is held for it, or for approval.

    Whoever has registered already keeps what they told of themselves; a place of their own goes to the next in line.
    ``key`` is their ``email_key`` where they share a mailbox; else it is that of the address.

    Raises:
        AlreadyRegisteredError: another organisation sends them.
        RegistrationStatusError: the event is not published, or over.
    """
    desk = hold_for_change(event, now)
    key = key or normalised_email(details.email)
    found = find_by_key(event, key)
    if found and found.place_is_held:
        raise AlreadyRegisteredError(found)
    if found and (needs_approval and found.status in ACTIVE):
        return found
    is_known = found is not None and found.status in ACTIVE
    registration = found or Registration(event=event, email_key=key)
    had_place = takes_counted_place(registration)
    if not is_known:
        write_down(registration, details)
        registration.language, registration.token = language, new_token()
        registration.sequence = (registration.sequence or 0) + (1 if found else 0)
    registration.status = RegistrationStatus.PENDING if needs_approval else RegistrationStatus.CONFIRMED
    registration.waiting_since = registration.offered_until = None
    registration.place_is_held, registration.is_extra = not needs_approval, False
    registration.organization = registration.organization or details.organization
    db.session.add(registration)
    db.session.flush()
    record("registration:status:nominate", registration, changes={"status": ["", registration.status.value]})
    if had_place:
        free_place(desk, category=registration.category)
        follow(registration)
    else:
        mails.send("delegate_nominated", registration, method=None if needs_approval else "REQUEST")
    fill_places(desk, event, now=now)
    return registration


def _admit(
    event: Event,
    desk: RegistrationDesk,
    details: RegistrationDetails,
    found: Registration | None,
    *,
    needs_approval: bool,
    now: datetime,
) -> Registration:
    """A registration in its first status, not yet flushed; of somebody who comes back, the old row made new."""
    category = details.category
    has_place = not needs_approval and take_next(event, desk, {category: 1}, now)
    status = admission(
        needs_approval=needs_approval, has_place=has_place, has_waiting_list=desk.has_waiting_list
    )
    if isinstance(status, Refusal):
        raise NoPlaceError
    registration = found or Registration(event=event, email_key=normalised_email(details.email))
    begin_anew(registration, details, is_known=found is not None, now=now)
    registration.status = status
    registration.waiting_since = now if status == RegistrationStatus.WAITLISTED else None
    return registration


def confirm(registration: Registration, *, now: datetime) -> None:
    """Give somebody a place; when all are taken, one on the waiting list.

    Raises:
        NoPlaceError: there is no waiting list, or the person is on it already.
        OptionFullError: what somebody chose who was declined has no place left.
        RegistrationStatusError
    """
    desk = hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status", "waiting_since"])
    if registration.status not in MAY_BE_CONFIRMED:
        raise RegistrationStatusError
    waits = registration.status == RegistrationStatus.WAITLISTED
    if registration.status == RegistrationStatus.DECLINED:
        take_chosen(registration)
    category = registration.category
    if (
        registration.is_extra
        or registration.status == RegistrationStatus.OFFERED
        or (waits and take_place(desk, category=category))
        or (not waits and take_next(registration.event, desk, {category: 1}, now))
    ):
        become(registration, RegistrationStatus.CONFIRMED, "registration:status:confirm")
    elif desk.has_waiting_list and not waits:
        become(registration, RegistrationStatus.WAITLISTED, "registration:status:wait", since=now)
    else:
        raise NoPlaceError
    tell_status(registration)
    # What is left of a group that waits may be few enough now.
    fill_places(desk, registration.event, now=now)


def decline(registration: Registration, *, now: datetime) -> None:
    """Turn down somebody who has no place yet.

    Raises:
        RegistrationStatusError
    """
    desk = hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status"])
    if registration.status not in MAY_BE_DECLINED:
        raise RegistrationStatusError
    free_chosen(registration)
    become(registration, RegistrationStatus.DECLINED, "registration:status:decline")
    mails.send("registration_declined", registration)
    fill_places(desk, registration.event, now=now)


def cancel(registration: Registration, *, now: datetime) -> None:
    """End a registration, for the person or for an organiser; the place goes to the next in line.

    Raises:
        RegistrationStatusError: it has ended before, or the event is over.
    """
    desk = hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status"])
    if registration.status not in ACTIVE:
        raise RegistrationStatusError
    end(registration, desk)
    fill_places(desk, registration.event, now=now)


def register_assistant(
    registration: Registration, *, name: str, email: str, language: str, now: datetime
) -> Registration:
    """Let somebody bring their personal assistant, whose seat takes none of the places.

    Raises:
        AlreadyRegisteredError: the address is that of somebody who takes part.
        RegistrationStatusError: the registration has ended, or has an assistant already.
    """
    hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status"])
    if registration.status not in ACTIVE or registration.assists_id or assistant_of(registration):
        raise RegistrationStatusError
    known = find_registration(registration.event, email)
    if known and known.status != RegistrationStatus.CANCELLED:
        raise AlreadyRegisteredError(known)
    return bring_along(registration, name=name, email=email, known=known, language=language)


def set_desk(event: Event, details: DeskDetails) -> None:
    """Change how an event takes registrations. Who has registered keeps their status."""
    desk = hold_desk(event)
    if desk is None:
        desk = open_desk(event)
    changes = apply_details(desk, details)
    if changes:
        db.session.flush()
        record("event:registration:set", event, changes=changes)


def open_desk(event: Event) -> RegistrationDesk:
    """Begin to count places for an event."""
    desk = RegistrationDesk(event=event)
    db.session.add(desk)
    db.session.flush()
    return desk
