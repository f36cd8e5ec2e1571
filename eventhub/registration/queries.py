"""Reading registrations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.accounts.rules import normalised_email
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.queries import WITH_FACTS
from eventhub.organizations.models import Organization
from eventhub.questions.models import Category
from eventhub.registration.errors import RegistrationNotFoundError
from eventhub.registration.models import (
    ChangeRequest,
    Exemption,
    Registration,
    RegistrationDesk,
    RegistrationStatus,
)
from eventhub.registration.rules import (
    ACTIVE,
    Refusal,
    closing_time,
    is_full,
    needs_approval,
    places_left,
    refusal,
)
from eventhub.text.normalise import search_key


def find_desk(event: Event) -> RegistrationDesk | None:
    """How an event takes registrations; None for one that was never meant to."""
    return db.session.get(RegistrationDesk, event.id)


def desk_of(event: Event) -> RegistrationDesk:
    """How an event takes registrations. Every event made by ``events.actions`` has a desk."""
    return db.session.get_one(RegistrationDesk, event.id)


def takes_groups(event: Event) -> bool:
    """Whether somebody may register several people together."""
    desk = find_desk(event)
    return desk is not None and desk.group_size is not None


def find_registration(event: Event, email: str) -> Registration | None:
    """The registration of whoever has this address."""
    return find_by_key(event, normalised_email(email))


def find_by_key(event: Event, key: str) -> Registration | None:
    """The registration with this ``email_key``."""
    return db.session.scalar(
        select(Registration).where(Registration.event_id == event.id, Registration.email_key == key)
    )


def registrations_at(event: Event, email: str) -> Sequence[Registration]:
    """Everybody whose mails go to this address: one person, but for the shared mailbox of an organisation."""
    key = normalised_email(email)
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.event_id == event.id,
            or_(Registration.email_key == key, Registration.email_key.startswith(f"{key} ", autoescape=True)),
        )
        .order_by(Registration.id)
    ).all()


def get_own_registration(token: str) -> Registration:
    """The registration that a secret link opens, with all that its page shows.

    Raises:
        RegistrationNotFoundError
    """
    facts = tuple(joinedload(Registration.event).options(each) for each in WITH_FACTS)
    registration = db.session.scalar(
        select(Registration).where(Registration.token == token).options(*facts, *_WITH_PERSON)
    )
    if registration is None:
        raise RegistrationNotFoundError
    return registration


def get_registration(event: Event, registration_id: int) -> Registration:
    """A registration for ``event``.

    Raises:
        RegistrationNotFoundError
    """
    registration = db.session.scalar(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.id == registration_id)
        .options(*_WITH_PERSON)
    )
    if registration is None:
        raise RegistrationNotFoundError
    return registration


_WITH_PERSON = (
    joinedload(Registration.organization),
    joinedload(Registration.category),
    joinedload(Registration.group),
    selectinload(Registration.consents),
)


@dataclass(frozen=True)
class RegistrationFilter:
    """What a list of registrations is narrowed down to; empty values do not narrow."""

    typed: str = ""
    status: RegistrationStatus | None = None
    category_id: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """SQL conditions. Every word that was typed stands in the name, address, reference or organization."""
        conditions = [_mentions(word) for word in self.typed.split()]
        if self.status:
            conditions.append(Registration.status == self.status)
        if self.category_id:
            conditions.append(Registration.category_id == self.category_id)
        return conditions


def _mentions(word: str) -> ColumnElement[bool]:
    columns = (
        Registration.name,
        Registration.email_key,
        Registration.reference,
        Registration.organization_name,
    )
    # As typed too: SQLite knows capital letters of ASCII only.
    named = [column.contains(word, autoescape=True) for column in columns]
    named += [func.lower(column).contains(word.lower(), autoescape=True) for column in columns]
    key = search_key(word)
    if key:
        organizations = select(Organization.id).where(Organization.search_text.contains(key, autoescape=True))
        named.append(Registration.organization_id.in_(organizations))
    return or_(*named)


def _of(event: Event, wanted: RegistrationFilter) -> Select[Registration]:
    return select(Registration).where(Registration.event_id == event.id, *wanted.conditions())


def find_registrations(
    event: Event, wanted: RegistrationFilter, *, limit: int | None = None, offset: int = 0
) -> Sequence[Registration]:
    """Registrations in the order in which people came; those who wait, in the order of the list."""
    order = (func.coalesce(Registration.waiting_since, Registration.created_at), Registration.id)
    return db.session.scalars(
        _of(event, wanted).options(*_WITH_PERSON).order_by(*order).limit(limit).offset(offset)
    ).all()


def count_registrations(event: Event, wanted: RegistrationFilter) -> int:
    return db.session.scalar(select(func.count()).select_from(_of(event, wanted).subquery())) or 0


def registrations_to_tell(event: Event, statuses: Sequence[RegistrationStatus]) -> Sequence[Registration]:
    """Everybody of these statuses who has an address, in the order in which they came."""
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.status.in_(statuses),
            Registration.email != "",
        )
        .order_by(Registration.id)
    ).all()


def count_of_organization(event: Event, organization: Organization) -> int:
    """How many of an organisation take part, or still may, by registering themselves."""
    number = (
        select(func.count(Registration.id))
        .where(Registration.event_id == event.id, Registration.organization_id == organization.id)
        .where(Registration.status.in_(ACTIVE))
        .where(Registration.place_is_held.is_(False), Registration.is_extra.is_(False))
    )
    return db.session.scalar(number) or 0


def find_change_request(registration: Registration) -> ChangeRequest | None:
    """What somebody asks to be changed."""
    return db.session.get(ChangeRequest, registration.id)


def get_change_request(registration: Registration) -> ChangeRequest:
    """The same, where there has to be one.

    Raises:
        RegistrationNotFoundError
    """
    found = find_change_request(registration)
    if found is None:
        raise RegistrationNotFoundError
    return found


def change_requests_of(event: Event) -> Sequence[ChangeRequest]:
    """The changes of an event on which organisers have to decide, the oldest first."""
    return db.session.scalars(
        select(ChangeRequest)
        .join(ChangeRequest.registration)
        .where(Registration.event_id == event.id)
        .options(contains_eager(ChangeRequest.registration))
        .order_by(ChangeRequest.created_at)
    ).all()


def get_exemption(token: str) -> Exemption:
    """What the secret link of an exception opens.

    Raises:
        RegistrationNotFoundError
    """
    found = db.session.scalar(
        select(Exemption)
        .where(Exemption.token == token)
        .options(joinedload(Exemption.event), joinedload(Exemption.category))
    )
    if found is None:
        raise RegistrationNotFoundError
    return found


def exemptions_of(event: Event) -> Sequence[Exemption]:
    """The exceptions that were made for an event, the newest first."""
    return db.session.scalars(
        select(Exemption).where(Exemption.event_id == event.id).order_by(Exemption.id.desc())
    ).all()


@dataclass(frozen=True)
class PublicState:
    """What the public may know about registering for an event."""

    refusal: Refusal | None
    """None while registration is open."""
    opens_at: datetime | None
    closes_at: datetime | None
    places_left: int | None
    """None: no limit."""
    leads_to_waiting_list: bool
    """Every place is taken; whoever registers now waits."""
    needs_approval: bool

    @property
    def is_open(self) -> bool:
        return self.refusal is None


def state_for_public(event: Event, at: datetime, category: Category | None = None) -> PublicState:
    """Whether and how one can register at this moment, in a category if the event has some, in one query."""
    return _state(event, find_desk(event), at, category)


def states_for_public(
    event: Event, at: datetime, categories: Sequence[Category]
) -> list[tuple[Category, PublicState]]:
    """The same in each of the categories, in one query for all."""
    desk = find_desk(event)
    return [(each, _state(event, desk, at, each)) for each in categories]


def _state(
    event: Event, desk: RegistrationDesk | None, at: datetime, category: Category | None
) -> PublicState:
    reason = refusal(event, desk, at)
    if desk is None:
        return PublicState(reason, None, None, None, leads_to_waiting_list=False, needs_approval=False)
    full, approval = is_full(event, desk, category), needs_approval(desk, category)
    if reason is None and full and not desk.has_waiting_list and not approval:
        reason = Refusal.FULL
    return PublicState(
        refusal=reason,
        opens_at=desk.opens_at,
        closes_at=closing_time(event, desk),
        places_left=places_left(event, desk, category),
        leads_to_waiting_list=full and not approval,
        needs_approval=approval,
    )
