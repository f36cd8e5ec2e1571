"""Letters follow what happens to people, within the same transaction."""

from typing import Any

from sqlalchemy import delete

from eventhub.db import db
from eventhub.letters.models import VisaLetter
from eventhub.letters.queries import of_registration
from eventhub.registration.models import Registration
from eventhub.registration.signals import person_erased, personal_data_wanted


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    personal_data_wanted.connect(_tell)
    person_erased.connect(_forget)


def _tell(registration: Registration) -> tuple[str, Any] | None:
    told = [
        {
            "number": each.reference,
            "status": each.status.value,
            "language": each.language,
            "details": each.details,
            "letter": each.words,
            "reason": each.reason,
            "asked_at": each.asked_at.isoformat(),
            "decided_at": each.decided_at.isoformat() if each.decided_at else None,
        }
        for each in of_registration(registration)
    ]
    return ("visa_letters", told) if told else None


def _forget(registration: Registration) -> None:
    """A letter says a name and a passport, so it goes with the person: nobody can look it up any more."""
    db.session.execute(delete(VisaLetter).where(VisaLetter.registration_id == registration.id))
