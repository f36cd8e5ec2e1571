"""A crowd of rows beside the demo data: events, organizations and registrations by the thousand, for growth to be seen.

Rows are copies of what the demo holds, with numbers, addresses, days and names of their own, and go in by the thousand
without the ORM: in seconds, what a desk would have written in many years. All is drawn from one seed, so that two runs
measure the same.
"""

import random
import uuid
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, insert, select

from eventhub.calendars.models import CalendarBlock
from eventhub.clock import now
from eventhub.db import Base, db, transaction
from eventhub.events.models import Event, Participation
from eventhub.organizations.models import Organization
from eventhub.programmes.models import Programme
from eventhub.registration.models import Registration
from eventhub.text.normalise import search_key

AT_ONCE = 2000
YEARS = 20
"""Over how many years the events are spread; one in twenty is still to come."""
EVENTS_OF_A_PROGRAMME = 50
ORGANIZATIONS_OF_AN_EVENT = 5
Row = dict[str, Any]

PLACES = {
    "Amman": "JO",
    "Bogotá": "CO",
    "Chișinău": "MD",
    "Dakar": "SN",
    "Erbil": "IQ",
    "Freetown": "SL",
    "Guatemala": "GT",
    "Hanoi": "VN",
    "Islamabad": "PK",
    "Juba": "SS",
}
SUBJECTS = (
    "border management",
    "réintégration",
    "trata de personas",
    "لمّ شمل الأسر",
    "劳务移民",
    "документы",
)


def add_crowd(*, events: int, organizations: int, registrations: int) -> None:
    """Add so many rows of each to the demo data; the registrations are all of its first event."""
    draw = random.Random(1951)  # noqa: S311 - nothing here is secret
    with transaction():
        connection = db.session.connection()
        _put(connection, Organization, _organizations(connection, organizations))
        _put(connection, Programme, _programmes(connection, events // EVENTS_OF_A_PROGRAMME))
        before = _highest(connection, Event)
        programmes = list(connection.scalars(select(Programme.id).order_by(Programme.id)))
        _put(connection, Event, _events(connection, events, draw, programmes))
        added = range(before + 1, before + events + 1)
        _put(connection, Participation, _participations(connection, added, draw))
        _put(connection, CalendarBlock, _blocks(connection, added))
        _put(connection, Registration, _registrations(connection, registrations))
        connection.exec_driver_sql("ANALYZE")


def add_programme_of(events: int, slug: str) -> None:
    """Add a programme with so many events, which have no calendar entries yet."""
    draw = random.Random(slug)  # noqa: S311 - nothing here is secret
    connection = db.session.connection()
    programme = _first(connection, Programme) | {"parent_id": None, "slug": slug}
    _put(connection, Programme, [programme])
    _put(connection, Event, _events(connection, events, draw, [_highest(connection, Programme)], slug))


def _put(connection: Connection, model: type[Base], rows: Iterable[Row]) -> None:
    pending = iter(rows)
    while batch := list(islice(pending, AT_ONCE)):
        connection.execute(insert(model), batch)


def _first(connection: Connection, model: type[Base]) -> Row:
    """A row of the demo, without its number."""
    table = model.__table__
    row = dict(connection.execute(select(table).order_by(table.c.id).limit(1)).mappings().one())
    del row["id"]
    return row


def _highest(connection: Connection, model: type[Base]) -> int:
    return connection.scalar(select(func.max(model.__table__.c.id))) or 0


def _organizations(connection: Connection, count: int) -> Iterator[Row]:
    template = _first(connection, Organization) | {"acronym": {}, "parent_id": None}
    places = list(PLACES)
    for number in range(count):
        name = f"Centre for {SUBJECTS[number % len(SUBJECTS)]}, {places[number % len(places)]} {number}"
        yield template | {"slug": f"crowd-{number}", "name": {"en": name}, "search_text": search_key(name)}


def _programmes(connection: Connection, count: int) -> Iterator[Row]:
    template = _first(connection, Programme) | {"parent_id": None}
    for number in range(count):
        yield template | {"slug": f"crowd-{number}", "search_text": f"programme {number}"}


def _events(
    connection: Connection, count: int, draw: random.Random, programmes: list[int], slug: str = "crowd"
) -> Iterator[Row]:
    template = _first(connection, Event)
    length = template["ends_at"] - template["starts_at"]
    begin = now() - timedelta(days=365 * YEARS * 19 // 20)
    for number in range(count):
        place, subject = draw.choice(list(PLACES)), draw.choice(SUBJECTS)
        english, french = f"Workshop on {subject} in {place}", f"Atelier sur {subject}, {place}"
        starts = begin + timedelta(minutes=draw.randrange(365 * YEARS * 24 * 60))
        yield template | {
            "uid": str(uuid.UUID(int=draw.getrandbits(128), version=4)),
            "slug": f"{slug}-{number}",
            "title": {"en": f"{english} ({number})", "fr": f"{french} ({number})"},
            "search_text": search_key(f"{english} {number} {french} {number}"),
            "country": PLACES[place],
            "programme_id": draw.choice(programmes),
            "starts_at": starts,
            "ends_at": starts + length,
        }


def _participations(connection: Connection, events: range, draw: random.Random) -> Iterator[Row]:
    template = _first(connection, Participation)
    organizations = list(connection.scalars(select(Organization.id).order_by(Organization.id)))
    for event_id in events:
        chosen = draw.sample(organizations, ORGANIZATIONS_OF_AN_EVENT)
        for position, organization_id in enumerate(chosen):
            yield template | {
                "event_id": event_id,
                "organization_id": organization_id,
                "position": position,
            }


def _blocks(connection: Connection, events: range) -> Iterator[Row]:
    """The calendar entry of each event in English, as long as that of the demo and with a UID of its own."""
    template = _first(connection, CalendarBlock) | {"language": "en", "session_id": None}
    uids = connection.execute(select(Event.id, Event.uid).where(Event.id >= events.start))
    for event_id, uid in uids.all():
        text = template["text"].replace(template["uid"], uid)
        yield template | {"event_id": event_id, "uid": uid, "text": text}


def _registrations(connection: Connection, count: int) -> Iterator[Row]:
    template = _first(connection, Registration)
    for number in range(count):
        address = f"person-{number}@example.org"
        yield template | {
            "reference": f"CROWD{number}",
            "token": f"crowd-{number}",
            "ticket": f"CROWD{number:019}",
            "name": f"Person {number}",
            "email": address,
            "email_key": address,
        }
