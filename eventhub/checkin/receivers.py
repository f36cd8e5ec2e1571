"""Attendance follows what happens to people, within the same transaction."""

from typing import Any

from sqlalchemy import select

from eventhub.checkin.models import Attendance
from eventhub.db import db
from eventhub.registration.models import Registration
from eventhub.registration.signals import personal_data_wanted


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    personal_data_wanted.connect(_tell)


def _tell(registration: Registration) -> tuple[str, Any] | None:
    """When somebody was there. It stays when they are made anonymous: then it is a figure, and nobody's."""
    found = db.session.scalars(
        select(Attendance).where(Attendance.registration_id == registration.id).order_by(Attendance.id)
    ).all()
    told = [
        {
            "occasion": each.occasion,
            "arrived_at": each.arrived_at.isoformat(),
            "left_at": each.left_at.isoformat() if each.left_at else None,
        }
        for each in found
    ]
    return ("attendance", told) if told else None
