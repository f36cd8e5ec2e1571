"""What happens to registrations. Each verb flushes, leaves an audit line and owes the person a mail; callers commit."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.audit.changes import HIDDEN, apply_details
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.outbox.queries import was_written_to
from eventhub.registration import mails
from eventhub.registration.answers import (
    NO_ANSWERS,
    AnswerDetails,
    free_chosen,
    take_chosen,
    write_answers,
)
from eventhub.registration.assistants import assistant_of, bring_along, follow
from eventhub.registration.details import DeskDetails, PersonDetails, RegistrationDetails
from eventhub.registration.errors import (
    AlreadyRegisteredError,
    NoPlaceError,
    NotAdmittedError,
    RegistrationStatusError,
)
from eventhub.registration.models import (
    Consent,
    ConsentPurpose,
    Registration,
    RegistrationDesk,
    RegistrationStatus,
)
from eventhub.registration.notices import keep_notice
from eventhub.registration.places import (
    DECISIVE_OF_CATEGORY,
    fill_places,
    free_place,
    hold_desk,
    take_place,
)
from eventhub.registration.queries import (
    count_of_organization,
    find_by_key,
    find_registration,
    next_in_line,
    registrations_at,
)
from eventhub.registration.rules import (
    ACTIVE,
    MAY_BE_CONFIRMED,
    MAY_BE_DECLINED,
    WITH_PLACE,
    Refusal,
    admission,
    is_full,
    may_change,
    needs_approval,
    refusal,
    takes_counted_place,
)
from eventhub.tokens import new_token

LINK_AGAIN_AFTER = timedelta(minutes=5)
"""Whoever types somebody else's address again and again does not fill their mailbox."""

_MAIL_OF: dict[RegistrationStatus, str] = {
    RegistrationStatus.PENDING: "registration_pending",
    RegistrationStatus.CONFIRMED: "registration_confirmed",
    RegistrationStatus.WAITLISTED: "registration_waitlisted",
}


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
    _welcome(registration, details)
    return Registered(registration, is_own=True)


def add_by_hand(event: Event, details: RegistrationDetails, *, language: str, now: datetime) -> Registration:
    """Register somebody for an organiser: at any time, without approval, on the waiting list when it is full.

    Raises:
        AlreadyRegisteredError
        NoPlaceError: all places are taken and there is no waiting list.
        RegistrationStatusError: the event is not published, or over.
    """
    desk = _hold_for_change(event, now)
    found = find_registration(event, details.email)
    if found and found.status != RegistrationStatus.CANCELLED:
        raise AlreadyRegisteredError(found)
    registration = _admit(event, desk, details, found, needs_approval=False, now=now)
    registration.language, registration.token = language, new_token()
    _welcome(registration, details)
    return registration


def admit_beside(
    desk: RegistrationDesk,
    event: Event,
    details: RegistrationDetails,
    *,
    language: str,
    token: str,
    now: datetime,
) -> Registration:
    """Give somebody a free place for which nobody waits, or else a seat beside them. ``desk`` is held.

    Whoever is registered already gets the place with what they told before.
    """
    found = find_registration(event, details.email)
    if found and takes_counted_place(found) and found.status == RegistrationStatus.CONFIRMED:
        return found
    if found and found.status in ACTIVE:
        confirm_beside(desk, found)
        return found
    category = details.category
    has_place = next_in_line(event) is None and take_place(desk, category=category)
    registration = found or Registration(event=event, email_key=normalised_email(details.email))
    _begin_anew(registration, details, is_known=found is not None, now=now)
    registration.status, registration.is_extra = RegistrationStatus.CONFIRMED, not has_place
    registration.language, registration.token = language, token
    _welcome(registration, details)
    return registration


def confirm_beside(desk: RegistrationDesk, registration: Registration) -> None:
    """Confirm somebody who hoped for a place, with a seat beside the places if none is free. ``desk`` is held."""
    if registration.status not in WITH_PLACE:
        registration.is_extra = not take_place(desk, category=registration.category)
    _become(registration, RegistrationStatus.CONFIRMED, "registration:status:exempt")
    _tell(registration)


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
    desk = _hold_for_change(event, now)
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
        fill_places(desk, event, now=now)
        follow(registration)
    else:
        mails.send("delegate_nominated", registration, method=None if needs_approval else "REQUEST")
    return registration


def has_room_for(event: Event, desk: RegistrationDesk, organization: Organization | None) -> bool:
    """Whether one more of an organisation may register. The desk is held."""
    if organization is None or desk.places_per_organization is None:
        return True
    return count_of_organization(event, organization) < desk.places_per_organization


def write_down(registration: Registration, details: RegistrationDetails) -> None:
    """Give a registration what somebody registers with."""
    for each in fields(PersonDetails):
        setattr(registration, each.name, getattr(details, each.name))
    registration.email = details.email


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
    has_place = not needs_approval and next_in_line(event) is None and take_place(desk, category=category)
    status = admission(
        needs_approval=needs_approval, has_place=has_place, has_waiting_list=desk.has_waiting_list
    )
    if isinstance(status, Refusal):
        raise NoPlaceError
    registration = found or Registration(event=event, email_key=normalised_email(details.email))
    _begin_anew(registration, details, is_known=found is not None, now=now)
    registration.status = status
    registration.waiting_since = now if status == RegistrationStatus.WAITLISTED else None
    return registration


def _begin_anew(
    registration: Registration, details: RegistrationDetails, *, is_known: bool, now: datetime
) -> None:
    """Write down what somebody tells; of who ``is_known`` from before, nothing of that time counts any more."""
    write_down(registration, details)
    registration.category = details.category
    registration.is_extra, registration.assists, registration.waiting_since = False, None, None
    if is_known:
        # What was answered then holds no place any more.
        registration.answers.clear()
        # The calendar of whoever cancelled has seen a CANCEL with the number before.
        registration.sequence += 1
        registration.created_at = now
    _set_consents(registration, details.consents, now)


def _welcome(registration: Registration, details: RegistrationDetails) -> None:
    keep_notice(registration, details.notice)
    db.session.add(registration)
    db.session.flush()
    write_answers(registration, details.answers)
    record("registration:status:register", registration, changes={"status": ["", registration.status.value]})
    _tell(registration)


def _tell(registration: Registration) -> None:
    invites = registration.status == RegistrationStatus.CONFIRMED
    mails.send(_MAIL_OF[registration.status], registration, method="REQUEST" if invites else None)


def confirm(registration: Registration, *, now: datetime) -> None:
    """Give somebody a place; when all are taken, one on the waiting list.

    Raises:
        NoPlaceError: there is no waiting list, or the person is on it already.
        OptionFullError: what somebody chose who was declined has no place left.
        RegistrationStatusError
    """
    desk = _hold_for_change(registration.event, now)
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
        or ((waits or next_in_line(registration.event) is None) and take_place(desk, category=category))
    ):
        _become(registration, RegistrationStatus.CONFIRMED, "registration:status:confirm")
    elif desk.has_waiting_list and not waits:
        _become(registration, RegistrationStatus.WAITLISTED, "registration:status:wait", since=now)
    else:
        raise NoPlaceError
    _tell(registration)


def decline(registration: Registration, *, now: datetime) -> None:
    """Turn down somebody who has no place yet.

    Raises:
        RegistrationStatusError
    """
    _hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status"])
    if registration.status not in MAY_BE_DECLINED:
        raise RegistrationStatusError
    free_chosen(registration)
    _become(registration, RegistrationStatus.DECLINED, "registration:status:decline")
    mails.send("registration_declined", registration)


def cancel(registration: Registration, *, now: datetime) -> None:
    """End a registration, for the person or for an organiser; the place goes to the next in line.

    Raises:
        RegistrationStatusError: it has ended before, or the event is over.
    """
    desk = _hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status"])
    if registration.status not in ACTIVE:
        raise RegistrationStatusError
    had_place = registration.status == RegistrationStatus.CONFIRMED
    frees_place = takes_counted_place(registration)
    free_chosen(registration)
    _become(registration, RegistrationStatus.CANCELLED, "registration:status:cancel")
    if had_place:
        registration.sequence += 1
    if frees_place:
        free_place(desk, category=registration.category)
    registration.place_is_held = registration.is_extra = False
    mails.send("registration_cancelled", registration, method="CANCEL" if had_place else None)
    fill_places(desk, registration.event, now=now)


def change_details(
    registration: Registration,
    details: PersonDetails,
    *,
    consents: Mapping[ConsentPurpose, str],
    answers: AnswerDetails = NO_ANSWERS,
    now: datetime,
) -> None:
    """Correct what a person told of themselves. The address stays: it is who they are.

    Raises:
        NotAdmittedError: the organisation to which the person changes has all its places.
        OptionFullError
        RegistrationStatusError: the registration has ended, or the event is over.
    """
    if registration.status not in ACTIVE or not may_change(registration.event, now):
        raise RegistrationStatusError
    desk = hold_desk(registration.event)
    moves = details.organization != registration.organization
    if moves and desk and not has_room_for(registration.event, desk, details.organization):
        raise NotAdmittedError(Refusal.ORGANIZATION_FULL)
    private = ("name", "organization", "organization_name", "position", "country", "phone", "needs")
    changes = apply_details(registration, details, private=private)
    if _set_consents(registration, consents, now):
        changes["consents"] = [HIDDEN, HIDDEN]
    if write_answers(registration, answers):
        changes["answers"] = [HIDDEN, HIDDEN]
    if changes:
        db.session.flush()
        record("registration:details:edit", registration, changes=changes)


def answer(registration: Registration, answers: AnswerDetails, *, now: datetime) -> None:
    """Answer what is asked later, or what organisers answer.

    Raises:
        OptionFullError
        RegistrationStatusError: the registration has ended, or the event is over.
    """
    _hold_for_change(registration.event, now)
    db.session.refresh(registration, ["status"])
    if registration.status not in ACTIVE:
        raise RegistrationStatusError
    if write_answers(registration, answers):
        record("registration:answers:edit", registration)


def resend_links(event: Event, email: str, *, now: datetime) -> None:
    """Send everybody whose mails go to an address the link to their registration; not twice within minutes."""
    if not was_written_to(email, event, since=now - LINK_AGAIN_AFTER):
        for registration in registrations_at(event, email):
            mails.send("registration_link", registration)


def resend_link(registration: Registration, *, now: datetime) -> bool:
    """Send the person the link to their registration; not if they got a mail about the event minutes ago."""
    if was_written_to(registration.email, registration.event, since=now - LINK_AGAIN_AFTER):
        return False
    mails.send("registration_link", registration)
    return True


def register_assistant(
    registration: Registration, *, name: str, email: str, language: str, now: datetime
) -> Registration:
    """Let somebody bring their personal assistant, whose seat takes none of the places.

    Raises:
        AlreadyRegisteredError: the address is that of somebody who takes part.
        RegistrationStatusError: the registration has ended, or has an assistant already.
    """
    _hold_for_change(registration.event, now)
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


def _hold_for_change(event: Event, now: datetime) -> RegistrationDesk:
    desk = hold_desk(event)
    if desk is None or not may_change(event, now):
        raise RegistrationStatusError
    return desk


def _become(
    registration: Registration, status: RegistrationStatus, action: str, *, since: datetime | None = None
) -> None:
    before, registration.status = registration.status, status
    registration.waiting_since, registration.offered_until = since, None
    db.session.flush()
    record(action, registration, changes={"status": [before.value, status.value]})
    follow(registration)


def _set_consents(registration: Registration, given: Mapping[ConsentPurpose, str], now: datetime) -> bool:
    """Make these the consents that hold; whether anything changed. One that is withdrawn keeps its row and dates."""
    known = {each.purpose: each for each in registration.consents}
    changed = False
    for purpose in ConsentPurpose:
        consent, wording = known.get(purpose), given.get(purpose)
        holds = consent is not None and consent.withdrawn_at is None
        if wording and not holds:
            consent = consent or Consent(purpose=purpose)
            consent.wording, consent.given_at, consent.withdrawn_at = wording, now, None
            if consent not in registration.consents:
                registration.consents.append(consent)
            changed = True
        elif consent is not None and holds and not wording:
            consent.withdrawn_at = now
            changed = True
    return changed
