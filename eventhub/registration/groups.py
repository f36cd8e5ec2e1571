"""What happens to groups: people who are registered together, and get places all at once or not at all.

Each verb flushes, leaves an audit line with every registration, and owes mails; callers commit.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.questions.models import Category
from eventhub.registration import group_mails, mails
from eventhub.registration.answers import free_chosen, take_chosen
from eventhub.registration.details import RegistrationDetails
from eventhub.registration.errors import (
    GroupSizeError,
    NoPlaceError,
    NotAdmittedError,
    OptionFullError,
    RegistrationStatusError,
)
from eventhub.registration.group_queries import find_group, members_of
from eventhub.registration.links import resend_link
from eventhub.registration.models import Group, Registration, RegistrationDesk, RegistrationStatus
from eventhub.registration.places import (
    DECISIVE_OF_CATEGORY,
    fill_places,
    free_place,
    has_room_for,
    hold_desk,
    take_next,
    take_places,
    wanted_for,
)
from eventhub.registration.queries import find_registration
from eventhub.registration.rules import (
    ACTIVE,
    MAY_BE_CONFIRMED,
    MAY_BE_DECLINED,
    Refusal,
    admission,
    may_replace,
    needs_approval,
    places_left,
    refusal,
    takes_counted_place,
)
from eventhub.registration.steps import become, begin_anew, end, hold_for_change, tell_status, welcome
from eventhub.tokens import new_token

PENDING, CONFIRMED = RegistrationStatus.PENDING, RegistrationStatus.CONFIRMED
WAITLISTED, OFFERED = RegistrationStatus.WAITLISTED, RegistrationStatus.OFFERED


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who registers a group."""

    name: str
    email: str
    language: str


@dataclass(frozen=True)
class GroupRegistered:
    """What came of registering people. ``group`` is None when nobody of them is new.

    ``known`` have a registration of their own already: it stays as it is, and they were sent its link.
    """

    group: Group | None
    known: list[RegistrationDetails] = field(default_factory=list)


def register_group(
    event: Event,
    contact: Contact,
    people: Sequence[RegistrationDetails],
    *,
    category: Category | None,
    now: datetime,
    token: str,
) -> GroupRegistered:
    """Give all these people places, or put them all on the waiting list, or before the organisers.

    ``token`` names the form: however often it comes, it makes one group.

    Raises:
        GroupSizeError: there are more of them than the event takes together.
        NotAdmittedError: with why; nobody of them is registered then.
        OptionFullError: with the number of the person, of an answer that has no place left.
    """
    desk = hold_desk(event)
    found = find_group(token)
    if found is not None:
        return GroupRegistered(found)
    group = Group(
        event=event,
        token=token,
        category=category,
        contact_name=contact.name,
        contact_email=contact.email,
        language=contact.language,
    )
    return _register(group, [], desk, people, now=now, mail="group_registered")


def add_to_group(group: Group, people: Sequence[RegistrationDetails], *, now: datetime) -> GroupRegistered:
    """Register more people with a group. They wait from now on, not from when the others began to.

    Raises:
        GroupSizeError, NotAdmittedError, OptionFullError
    """
    desk = hold_desk(group.event)
    earlier = [each for each in members_of(group) if each.status in ACTIVE]
    return _register(group, earlier, desk, people, now=now, mail="group_grown")


def _register(
    group: Group,
    earlier: Sequence[Registration],
    desk: RegistrationDesk | None,
    people: Sequence[RegistrationDetails],
    *,
    now: datetime,
    mail: str,
) -> GroupRegistered:
    event, category = group.event, group.category
    if category is not None:
        db.session.refresh(category, DECISIVE_OF_CATEGORY)
    # Before anything is said of the addresses, as for one person.
    if reason := refusal(event, desk, now):
        raise NotAdmittedError(reason)
    if desk is None or desk.group_size is None:
        raise NotAdmittedError(Refusal.NOT_OFFERED)
    if len(earlier) + len(people) > desk.group_size:
        raise GroupSizeError(desk.group_size)
    approval = needs_approval(desk, category)
    _check_organizations(event, desk, people)
    left = places_left(event, desk, category)
    if left is not None and left < len(people) and not (desk.has_waiting_list or approval):
        raise NotAdmittedError(Refusal.TOO_FEW if len(people) > 1 else Refusal.FULL)
    new, known = _sorted_out(event, people)
    for _details, registration in known:
        resend_link(registration, now=now)
    names = [details for details, _registration in known]
    if not new:
        return GroupRegistered(group if group.id else None, names)
    has_places = not approval and take_next(event, desk, {category: len(new)}, now)
    status = admission(needs_approval=approval, has_place=has_places, has_waiting_list=desk.has_waiting_list)
    if isinstance(status, Refusal):
        raise NotAdmittedError(status)
    db.session.add(group)
    db.session.flush()
    group_mails.send(mail, group, _welcome(group, new, status, now))
    return GroupRegistered(group, names)


Known = list[tuple[RegistrationDetails, Registration]]


def _sorted_out(
    event: Event, people: Sequence[RegistrationDetails]
) -> tuple[list[tuple[int, RegistrationDetails]], Known]:
    """Those who are new, each with the number on the list, and those who have a registration already."""
    new: list[tuple[int, RegistrationDetails]] = []
    known: Known = []
    for number, details in enumerate(people):
        found = find_registration(event, details.email)
        if found and found.status != RegistrationStatus.CANCELLED:
            known.append((details, found))
        else:
            new.append((number, details))
    return new, known


def _check_organizations(event: Event, desk: RegistrationDesk, people: Sequence[RegistrationDetails]) -> None:
    several: Counter[Organization | None] = Counter(each.organization for each in people)
    for organization, number in several.items():
        if not has_room_for(event, desk, organization, number):
            raise NotAdmittedError(Refusal.ORGANIZATION_FULL)


def _welcome(
    group: Group, new: Sequence[tuple[int, RegistrationDetails]], status: RegistrationStatus, now: datetime
) -> list[Registration]:
    admitted = []
    for number, details in new:
        registration = _begun(group, details, status, now)
        registration.waiting_since = now if status == WAITLISTED else None
        try:
            welcome(registration, details)
        except OptionFullError as error:
            error.person = number
            raise
        admitted.append(registration)
    return admitted


def _begun(
    group: Group, details: RegistrationDetails, status: RegistrationStatus, now: datetime
) -> Registration:
    found = find_registration(group.event, details.email)
    registration = found or Registration(event=group.event, email_key=normalised_email(details.email))
    begin_anew(registration, details, is_known=found is not None, now=now)
    registration.category, registration.group, registration.status = group.category, group, status
    registration.language, registration.token = group.language, new_token()
    return registration


def replace_member(
    registration: Registration, details: RegistrationDetails, *, now: datetime
) -> Registration | None:
    """Let somebody else of the group come instead: the place, or the place in the line, passes on to them.

    Where the organisers decide on each registration they decide on this one, and no place is held until then. Nothing
    happens, and None comes back, when the new person has a registration already: they are sent its link.

    Raises:
        NotAdmittedError: registration is closed, or the new person's organisation has all its places.
        OptionFullError
        RegistrationStatusError: the place is not one to be passed on.
    """
    group, event = registration.group, registration.event
    desk = hold_for_change(event, now)
    db.session.refresh(registration)
    if reason := refusal(event, desk, now):
        raise NotAdmittedError(reason)
    if group is None or not may_replace(registration):
        raise RegistrationStatusError
    known = find_registration(event, details.email)
    if known and known.status != RegistrationStatus.CANCELLED:
        resend_link(known, now=now)
        return None
    category = registration.category
    if category is not None:
        db.session.refresh(category, DECISIVE_OF_CATEGORY)
    status, since, until = registration.status, registration.waiting_since, registration.offered_until
    has_place = takes_counted_place(registration)
    _withdraw(registration)
    if not has_room_for(event, desk, details.organization):
        raise NotAdmittedError(Refusal.ORGANIZATION_FULL)
    if needs_approval(desk, category):
        status, since, until = PENDING, None, None
        if has_place:
            free_place(desk, category=category)
    newcomer = _begun(group, details, status, now)
    newcomer.category, newcomer.waiting_since, newcomer.offered_until = category, since, until
    welcome(newcomer, details)
    fill_places(desk, event, now=now)
    return newcomer


def _withdraw(registration: Registration) -> None:
    """End a registration, but leave its place to whoever comes instead."""
    had_place = registration.status == CONFIRMED
    free_chosen(registration)
    become(registration, RegistrationStatus.CANCELLED, "registration:status:replace")
    registration.sequence += 1 if had_place else 0
    mails.send("registration_cancelled", registration, method="CANCEL" if had_place else None)


def cancel_group(group: Group, *, now: datetime) -> None:
    """End all registrations of a group; the places go to those who wait.

    Raises:
        RegistrationStatusError: they have ended before, or the event is over.
    """
    desk = hold_for_change(group.event, now)
    people = [each for each in members_of(group) if each.status in ACTIVE]
    if not people:
        raise RegistrationStatusError
    for each in people:
        end(each, desk)
    group_mails.send("group_decided", group, people)
    # All at once: the next in line may be a group that needs as many.
    fill_places(desk, group.event, now=now)


def confirm_group(group: Group, *, now: datetime) -> None:
    """Give places to all of a group who have none; if there are not enough, all wait, as one.

    Raises:
        NoPlaceError: there are not enough, and no waiting list, or they are on it already.
        OptionFullError: what somebody chose who was declined has no place left.
        RegistrationStatusError
    """
    event = group.event
    desk = hold_for_change(event, now)
    people = [each for each in members_of(group) if each.status in MAY_BE_CONFIRMED]
    if not people:
        raise RegistrationStatusError
    for each in people:
        if each.status == RegistrationStatus.DECLINED:
            take_chosen(each)
    wanted = wanted_for(each for each in people if each.status != OFFERED)
    waits = any(each.status == WAITLISTED for each in people)
    if not wanted or (take_places(desk, wanted) if waits else take_next(event, desk, wanted, now)):
        for each in people:
            become(each, CONFIRMED, "registration:status:confirm")
    elif desk.has_waiting_list and not waits:
        people = [each for each in people if each.status != OFFERED]
        for each in people:
            become(each, WAITLISTED, "registration:status:wait", since=now)
    else:
        raise NoPlaceError
    for each in people:
        tell_status(each)
    group_mails.send("group_decided", group, people)
    fill_places(desk, event, now=now)


def decline_group(group: Group, *, now: datetime) -> None:
    """Turn down all of a group who have no place yet.

    Raises:
        RegistrationStatusError
    """
    desk = hold_for_change(group.event, now)
    people = [each for each in members_of(group) if each.status in MAY_BE_DECLINED]
    if not people:
        raise RegistrationStatusError
    for each in people:
        free_chosen(each)
        become(each, RegistrationStatus.DECLINED, "registration:status:decline")
        mails.send("registration_declined", each)
    group_mails.send("group_decided", group, people)
    fill_places(desk, group.event, now=now)


def keep_places(group: Group, *, keeps: bool, now: datetime) -> None:
    """Keep free places for a group until there are enough, or let those behind it have them.

    Raises:
        RegistrationStatusError: the event is over.
    """
    desk = hold_for_change(group.event, now)
    group.keeps_places = keeps
    db.session.flush()
    record(
        "event:group:keep" if keeps else "event:group:pass", group.event, changes={"group": [None, group.id]}
    )
    fill_places(desk, group.event, now=now)


def part_group(group: Group, *, now: datetime) -> None:
    """Let each of a group wait alone, from when they began to: they get places one by one.

    Raises:
        RegistrationStatusError: the event is over.
    """
    desk = hold_for_change(group.event, now)
    group.is_together = group.keeps_places = False
    db.session.flush()
    record("event:group:part", group.event, changes={"group": [None, group.id]})
    fill_places(desk, group.event, now=now)
