"""Delegations follow what happens to the people whom they sent, within the same transaction."""

from typing import Any

from sqlalchemy import select

from eventhub.accounts.rules import normalised_email
from eventhub.db import db
from eventhub.delegations.models import Nominee
from eventhub.registration.models import Registration
from eventhub.registration.signals import person_erased, personal_data_wanted

ANONYMOUS = "—"


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    personal_data_wanted.connect(_tell)
    person_erased.connect(_forget)


def _of(registration: Registration) -> list[Nominee]:
    query = select(Nominee).where(Nominee.registration_id == registration.id)
    return list(db.session.scalars(query))


def _tell(registration: Registration) -> tuple[str, Any] | None:
    told = [
        {
            "name": each.name,
            "email": each.email,
            "position": each.position,
            "phone": each.phone,
            "capacity": each.capacity.value,
            "is_reserve": each.is_reserve,
        }
        for each in _of(registration)
    ]
    return ("nominations", told) if told else None


def _forget(registration: Registration) -> None:
    """The list keeps a line without a name, so that its places still add up."""
    for each in _of(registration):
        each.name, each.position, each.phone = ANONYMOUS, "", ""
        each.email = each.email_key = normalised_email(f"{each.id}@erased.invalid")
    db.session.flush()
