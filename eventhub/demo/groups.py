"""Participants of the demo choose among the parallel sessions in Manila."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from eventhub.agenda.queries import agenda_of
from eventhub.db import db
from eventhub.demo.agendas import SLUG
from eventhub.events.models import Event
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.signups.actions import sign_up
from eventhub.signups.rules import may_sign_up


def choose_groups(events: Sequence[Event], *, at: datetime) -> None:
    """Sign everybody who has a place up for one of the items that take sign-ups, one full and one all but empty."""
    event = next((each for each in events if each.slug == SLUG), None)
    if event is None:
        return
    sessions = [each for each in agenda_of(event) if each.takes_sign_ups]
    people = db.session.scalars(
        select(Registration)
        .where(Registration.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED)
        .order_by(Registration.id)
    )
    for number, registration in enumerate(people):
        session = next(
            (each for each in sessions[number % 2 :] if each.places_taken < (each.capacity or 0)), None
        )
        if session is not None and may_sign_up(session, registration, at):
            sign_up(session, registration, now=at)
            db.session.refresh(session)
