"""Certificates follow what happens to people, within the same transaction."""

from typing import Any

from sqlalchemy import delete, select

from eventhub.db import db
from eventhub.documents.models import Certificate
from eventhub.registration.models import Registration
from eventhub.registration.signals import person_erased, personal_data_wanted


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    personal_data_wanted.connect(_tell)
    person_erased.connect(_forget)


def _tell(registration: Registration) -> tuple[str, Any] | None:
    found = db.session.scalars(
        select(Certificate).where(Certificate.registration_id == registration.id).order_by(Certificate.id)
    ).all()
    told = [
        {
            "number": each.number,
            "name": each.name,
            "days_attended": each.days_attended,
            "days_held": each.days_held,
            "issued_at": each.issued_at.isoformat(),
            "revoked_at": each.revoked_at.isoformat() if each.revoked_at else None,
        }
        for each in found
    ]
    return ("certificates", told) if told else None


def _forget(registration: Registration) -> None:
    """A certificate says a name, so it goes with the person: nobody can look it up any more."""
    db.session.execute(delete(Certificate).where(Certificate.registration_id == registration.id))
