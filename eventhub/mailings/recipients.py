"""Whom a mailing reaches: always asked anew, so that the list before sending is the list that is sent."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, insert, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.checkin.models import Attendance
from eventhub.db import db
from eventhub.delegations.models import Delegation, Nominee
from eventhub.delegations.presentation import gaps_of as gaps_of_delegation
from eventhub.delegations.rules import has_answered
from eventhub.events.models import Event, Participation
from eventhub.mailings.models import Audience, Mailing, MailingRecipient, Presence
from eventhub.outbox.suppression import suppressed_among
from eventhub.registration.models import Registration
from eventhub.registration.presentation import gaps_of as gaps_of_registration


@dataclass(frozen=True)
class Addressee:
    """Somebody whom a mailing is for: a registration, or the focal point of a delegation."""

    name: str
    email: str
    language: str
    registration: Registration | None = None
    delegation: Delegation | None = None

    @property
    def key(self) -> str:
        """Names the addressee in addresses of pages."""
        return (
            f"r{self.registration.id}"
            if self.registration
            else f"d{self.delegation.id if self.delegation else 0}"
        )

    def gaps(self) -> dict[str, str]:
        """What the gaps of the text are filled with, in the language in force."""
        if self.registration:
            return gaps_of_registration(self.registration)
        return gaps_of_delegation(self.delegation) if self.delegation else {}


def addressees_of(mailing: Mailing) -> list[Addressee]:
    """Everybody whom the mailing is for at this moment, each once."""
    if mailing.audience == Audience.FOCAL_POINTS:
        return _focal_points(mailing)
    return _participants(mailing)


def _participants(mailing: Mailing) -> list[Addressee]:
    query = _people(select(Registration), mailing)
    found = db.session.scalars(
        query.options(joinedload(Registration.organization)).order_by(Registration.id)
    ).all()
    return [_participant(each) for each in found]


def _participant(registration: Registration) -> Addressee:
    return Addressee(registration.name, registration.email, registration.language, registration=registration)


def _people(query: Select[*tuple[Any, ...]], mailing: Mailing) -> Select[*tuple[Any, ...]]:
    """Of registrations, those whom the mailing is for."""
    return query.where(
        Registration.event_id == mailing.event_id, Registration.erased_at.is_(None), *_narrowing(mailing)
    )


def decide(mailing: Mailing) -> int:
    """Write down who gets the mailing, for the worker to write to; how many of them have an address that takes mail.

    One short statement, however many they are: nobody who registers waits for it.
    """
    if mailing.audience == Audience.FOCAL_POINTS:
        contacts = _focal_points(mailing)
        db.session.add_all(
            MailingRecipient(mailing=mailing, delegation=each.delegation, is_due=True) for each in contacts
        )
        db.session.flush()
        emails = [each.email for each in contacts]
    else:
        people = _people(select(literal(mailing.id), Registration.id, literal(True)), mailing)
        columns = ["mailing_id", "registration_id", "is_due"]
        db.session.execute(insert(MailingRecipient).from_select(columns, people.order_by(Registration.id)))
        emails = db.session.scalars(_people(select(Registration.email), mailing)).all()
    suppressed = suppressed_among(emails)
    return sum(each not in suppressed for each in emails)


def addressee_of(recipient: MailingRecipient) -> Addressee | None:
    """Whom to write to; None for somebody who was made anonymous meanwhile."""
    registration, delegation = recipient.registration, recipient.delegation
    if registration is not None:
        is_known = registration.email and not registration.erased_at
        return _participant(registration) if is_known else None
    return _focal_point(delegation) if delegation else None


def _narrowing(mailing: Mailing) -> list[ColumnElement[bool]]:
    # Walk-ins need have no address.
    conditions: list[ColumnElement[bool]] = [Registration.email != ""]
    if mailing.statuses:
        conditions.append(Registration.status.in_(mailing.statuses))
    if mailing.organizations:
        conditions.append(Registration.organization_id.in_([int(each) for each in mailing.organizations]))
    if mailing.languages:
        conditions.append(Registration.language.in_(mailing.languages))
    if mailing.countries:
        conditions.append(Registration.country.in_(mailing.countries))
    if mailing.capacities:
        sent_as = select(Nominee.registration_id).where(
            Nominee.capacity.in_(mailing.capacities), Nominee.registration_id.is_not(None)
        )
        conditions.append(Registration.id.in_(sent_as))
    if mailing.categories:
        conditions.append(Registration.category_id.in_([int(each) for each in mailing.categories]))
    if mailing.presences:
        came = exists().where(Attendance.registration_id == Registration.id, Attendance.session_id.is_(None))
        wanted = {Presence.CAME: came, Presence.STAYED_AWAY: ~came}
        conditions.append(or_(*(wanted[Presence(each)] for each in mailing.presences)))
    return conditions


def _focal_points(mailing: Mailing) -> list[Addressee]:
    conditions = [Participation.event_id == mailing.event_id, Participation.focal_point_email != ""]
    if mailing.organizations:
        conditions.append(Participation.organization_id.in_([int(each) for each in mailing.organizations]))
    if mailing.languages:
        conditions.append(Delegation.language.in_(mailing.languages))
    found = db.session.scalars(
        select(Delegation)
        .join(Delegation.participation)
        .where(*conditions)
        .options(
            contains_eager(Delegation.participation).joinedload(Participation.organization),
            selectinload(Delegation.nominees).joinedload(Nominee.registration),
        )
        .order_by(Participation.position, Delegation.id)
    ).all()
    return [_focal_point(each) for each in found if not (mailing.unanswered_only and has_answered(each))]


def _focal_point(delegation: Delegation) -> Addressee:
    contact = delegation.participation
    return Addressee(
        contact.focal_point_name, contact.focal_point_email, delegation.language, delegation=delegation
    )


def used_values(event: Event) -> tuple[set[str], set[str]]:
    """The languages and the countries of the people of an event."""
    of_event = Registration.event_id == event.id
    languages = db.session.scalars(select(Registration.language).where(of_event).distinct())
    countries = db.session.scalars(select(Registration.country).where(of_event).distinct())
    asked = db.session.scalars(
        select(Delegation.language)
        .join(Delegation.participation)
        .where(Participation.event_id == event.id)
        .distinct()
    )
    return {*languages, *asked}, {each for each in countries if each}
