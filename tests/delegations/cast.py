"""Organisations that are asked for people, and the people whom they name."""

from datetime import datetime, timedelta

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.delegations import actions
from eventhub.delegations.actions import NomineeDetails
from eventhub.delegations.models import Delegation
from eventhub.events.actions import Part, set_participations
from eventhub.events.models import Event, ParticipationRole
from eventhub.organizations.models import Organization, OrganizationKind
from eventhub.registration.queries import desk_of
from tests.registration.cast import NAMES, make_workshop

CHEN_EMAIL = "chen@example.org"
"""The focal point of the ministry."""
HANA_EMAIL = "hana@example.org"
"""The focal point of the network."""


def make_organization(slug: str, kind: OrganizationKind, **name: str) -> Organization:
    organization = Organization(
        slug=slug, kind=kind, name=Translated(**name), article={}, acronym=Translated(), country="CN"
    )
    db.session.add(organization)
    db.session.flush()
    return organization


def make_asked_workshop(*, capacity: int | None = 10, quota: int | None = 2, **more) -> Event:
    """A workshop in which a ministry and a network of charities take part."""
    event = make_workshop(capacity=capacity, **more)
    ministry = make_organization(
        "ministry",
        OrganizationKind.GOVERNMENT,
        en="Ministry of Public Security",
        fr="Ministère de la Sécurité publique",
        es="Ministerio de Seguridad Pública",
    )
    network = make_organization("network", OrganizationKind.NGO, en="Network of Charities")
    role = ParticipationRole.PARTICIPANT
    with transaction():
        set_participations(
            event,
            [
                Part(
                    organization=ministry,
                    role=role,
                    quota=quota,
                    focal_point_name="Chen Yu",
                    focal_point_email=CHEN_EMAIL,
                ),
                Part(organization=network, role=role, quota=1, focal_point_email=HANA_EMAIL),
            ],
        )
    return event


def ask(
    event: Event, number: int = 0, *, language: str = "en", due: timedelta = timedelta(days=2)
) -> Delegation:
    """Ask the ministry (0) or the network (1)."""
    with transaction():
        return actions.ask(event.participations[number], language=language, due_at=now() + due, now=now())


def nominee(number: int = 0, **more) -> NomineeDetails:
    name = NAMES[number % len(NAMES)]
    usual = {"name": f"{name} {number}", "email": f"{name.lower()}.{number}@example.org"}
    return NomineeDetails(**{**usual, **more})


def nominate(delegation: Delegation, *people: NomineeDetails | int, at: datetime | None = None) -> None:
    given = [nominee(each) if isinstance(each, int) else each for each in people]
    with transaction():
        actions.nominate(delegation, given, now=at or now())


def send(delegation: Delegation, *, at: datetime | None = None) -> None:
    with transaction():
        actions.send_list(delegation, now=at or now())


def withdraw(delegation: Delegation, number: int, *, at: datetime | None = None) -> None:
    with transaction():
        actions.withdraw(delegation.nominees[number], now=at or now())


def taken(event: Event) -> int:
    desk = desk_of(event)
    db.session.refresh(desk)
    return desk.taken
