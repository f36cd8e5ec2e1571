"""Reading who is expected, and who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from eventhub.agenda.queries import agenda_of
from eventhub.checkin.errors import OccasionNotFoundError, UnknownTicketError
from eventhub.checkin.models import Attendance, AttendanceAct
from eventhub.checkin.rules import Occasion, is_called, occasion_named, occasions_of
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.presentation import organization_of
from eventhub.text.normalise import search_key

MOST_FOUND = 30


def occasions(event: Event) -> list[Occasion]:
    """What one can be present at."""
    return occasions_of(event, agenda_of(event))


def get_occasion(event: Event, name: str) -> Occasion:
    """A day or a session of ``event`` by its name.

    Raises:
        OccasionNotFoundError
    """
    found = occasion_named(occasions(event), name)
    if found is None:
        raise OccasionNotFoundError
    return found


def get_by_code(event: Event, code: str) -> Registration:
    """Whose ticket this is, or whose reference, as it was scanned or typed.

    Raises:
        UnknownTicketError
    """
    typed = "".join(code.split()).upper()
    found = db.session.scalar(
        select(Registration)
        .where(
            Registration.event_id == event.id,
            or_(Registration.ticket == typed, Registration.reference == typed),
        )
        .options(joinedload(Registration.organization))
    )
    if found is None:
        raise UnknownTicketError
    return found


def find_act(client_id: str) -> AttendanceAct | None:
    """What was done under this name."""
    return db.session.scalar(select(AttendanceAct).where(AttendanceAct.client_id == client_id))


def find_attendance(registration: Registration, occasion: str) -> Attendance | None:
    return db.session.scalar(
        select(Attendance)
        .where(Attendance.registration_id == registration.id, Attendance.occasion == occasion)
        .options(joinedload(Attendance.noted_by))
        .execution_options(populate_existing=True)
    )


def attendances_of(registration_ids: Sequence[int]) -> dict[int, list[Attendance]]:
    """The presences of these people by the number of the registration, in order of time."""
    noted: dict[int, list[Attendance]] = {}
    for each in db.session.scalars(
        select(Attendance)
        .where(Attendance.registration_id.in_(registration_ids))
        .order_by(Attendance.day, Attendance.arrived_at, Attendance.id)
    ):
        noted.setdefault(each.registration_id, []).append(each)
    return noted


@dataclass(frozen=True)
class Expected:
    """Somebody who may come, and their presence at the occasion in question; ``key`` is what they are found by."""

    registration: Registration
    organization: str
    attendance: Attendance | None
    key: str


def expected_at(event: Event, occasion: Occasion) -> list[Expected]:
    """Everybody with a place, by name."""
    found = db.session.execute(
        select(Registration, Attendance)
        .outerjoin(
            Attendance,
            (Attendance.registration_id == Registration.id) & (Attendance.occasion == occasion.name),
        )
        .where(
            Registration.event_id == event.id,
            or_(Registration.status == RegistrationStatus.CONFIRMED, Attendance.id.is_not(None)),
        )
        .options(joinedload(Registration.organization))
        .order_by(Registration.name, Registration.id)
    ).all()
    people = []
    for registration, attendance in found:
        organization, key = organization_of(registration), key_of(registration)
        people.append(Expected(registration, organization, attendance, key))
    return people


def everybody_expected(event: Event) -> list[dict[str, Any]]:
    """Everybody with a place, and their presences by name of the occasion, as JSON: for devices at the entrance."""
    people = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED)
        .options(joinedload(Registration.organization))
        .order_by(Registration.name, Registration.id)
    ).all()
    noted: dict[int, dict[str, list[str | None]]] = {}
    for each in db.session.scalars(
        select(Attendance).join(Attendance.registration).where(Registration.event_id == event.id)
    ):
        left = each.left_at.isoformat() if each.left_at else None
        noted.setdefault(each.registration_id, {})[each.occasion] = [
            each.arrived_at.isoformat(),
            left,
            each.desk,
        ]
    return [
        {
            "reference": each.reference,
            "ticket": each.ticket,
            "name": each.name,
            "organization": organization_of(each),
            "key": key_of(each),
            "here": noted.get(each.id, {}),
        }
        for each in people
    ]


def key_of(registration: Registration) -> str:
    """What somebody is found by."""
    return search_key(f"{registration.name} {organization_of(registration)} {registration.reference}")


def find_expected(event: Event, occasion: Occasion, typed: str) -> list[Expected]:
    """Those who are called as was typed; the first of many."""
    return [each for each in expected_at(event, occasion) if is_called(each.key, typed)][:MOST_FOUND]


@dataclass(frozen=True)
class Presence:
    """How many are expected, came, and are there now; of an organisation, or of all where it is empty."""

    organization: str
    expected: int
    came: int
    present: int


def figures_of(people: Sequence[Expected], organization: str = "") -> Presence:
    found = [each.attendance for each in people if each.attendance]
    present = sum(1 for each in found if each.left_at is None)
    return Presence(organization, expected=len(people), came=len(found), present=present)


def presence_by_organization(people: Sequence[Expected]) -> list[Presence]:
    """By organisation, those of whom most came first."""
    groups: dict[str, list[Expected]] = {}
    for each in people:
        groups.setdefault(each.organization, []).append(each)
    counted = [figures_of(found, name) for name, found in groups.items()]
    return sorted(counted, key=lambda each: (-each.came, search_key(each.organization)))


def latest_of(people: Sequence[Expected]) -> list[Expected]:
    """Those who came, the last one first."""
    came = [(each.attendance.arrived_at, each) for each in people if each.attendance]
    return [each for _at, each in sorted(came, key=lambda pair: pair[0], reverse=True)]


def came_by_day(event: Event) -> dict[date, int]:
    """How many came on each day that anybody came."""
    rows = db.session.execute(
        select(Attendance.day, func.count().label("count_of_people"))
        .join(Attendance.registration)
        .where(Registration.event_id == event.id, Attendance.session_id.is_(None))
        .group_by(Attendance.day)
    )
    return {row.day: row.count_of_people for row in rows}


def days_attended(event: Event) -> dict[int, set[date]]:
    """By number of the registration, the days on which the person was there."""
    rows = db.session.execute(
        select(Attendance.registration_id, Attendance.day)
        .join(Attendance.registration)
        .where(Registration.event_id == event.id, Attendance.session_id.is_(None))
    )
    attended: dict[int, set[date]] = {}
    for number, day in rows:
        attended.setdefault(number, set()).add(day)
    return attended
