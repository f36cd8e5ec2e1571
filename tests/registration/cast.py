"""People who register, each made with what matters to the test and usual values else."""

from datetime import datetime, timedelta

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import Event
from eventhub.outbox.models import OutboxMessage
from eventhub.registration import actions
from eventhub.registration.actions import DeskDetails, RegistrationDetails
from eventhub.registration.groups import Contact
from eventhub.registration.models import ConsentPurpose, Registration, RegistrationStatus
from tests.calendars.cast import make_event
from tests.people import DINA

NAMES = ("Amal", "Boris", "Carla", "Deng", "Emma", "Farid", "Grace", "Hugo")


def make_workshop(slug: str = "workshop", *, desk: DeskDetails | None = None, **more) -> Event:
    """A published workshop for which one can register."""
    event = make_event(slug, **more)
    if desk:
        with transaction():
            actions.set_desk(event, desk)
    return event


def person(number: int = 0, **more) -> RegistrationDetails:
    name = NAMES[number % len(NAMES)]
    usual = {
        "name": f"{name} {number}",
        "email": f"{name.lower()}.{number}@example.org",
        "consents": {ConsentPurpose.PARTICIPATION: "I agree."},
    }
    return RegistrationDetails(**{**usual, **more})


SECRETARY = Contact(name="Salma Nasser", email="salma@example.org", language="en")
DINAS = person(name=DINA.name, email=DINA.email)


def register(event: Event, details: RegistrationDetails | int = 0, **more) -> Registration:
    """Register a person by the public form of ``event``, in a transaction of its own."""
    given = person(details) if isinstance(details, int) else details
    with transaction():
        return actions.register(event, given, **{"language": "en", "now": now(), **more}).registration


def cancel(registration: Registration, *, at: datetime | None = None) -> None:
    with transaction():
        actions.cancel(registration, now=at or now())


def statuses(event: Event) -> dict[str, RegistrationStatus]:
    """Who stands where, by name."""
    found = db.session.query(Registration).filter_by(event_id=event.id).order_by(Registration.id)
    return {each.name: each.status for each in found}


def mails_to(address: str) -> list[str]:
    """The kinds of the mails that somebody is owed, in order."""
    found = db.session.query(OutboxMessage).filter_by(recipient=address).order_by(OutboxMessage.id)
    return [each.kind for each in found]


LATER = timedelta(minutes=6)
"""Long enough that a link may be sent again."""
