"""Pure decisions about signing up."""

from datetime import datetime

from eventhub.agenda.models import Session
from eventhub.events.models import EventStatus
from eventhub.registration.models import Registration, RegistrationStatus


def may_sign_up(session: Session, registration: Registration, at: datetime) -> bool:
    """Whoever has a place at the event may choose among its items until they begin; places apart."""
    return (
        session.takes_sign_ups
        and not session.cancelled
        and session.starts_at > at
        and session.event.status == EventStatus.PUBLISHED
        and registration.event_id == session.event_id
        and registration.status == RegistrationStatus.CONFIRMED
    )
