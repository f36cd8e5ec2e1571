"""Exceptions for one person: who gets such a link registers after the deadline, before it, or when all is full."""

from datetime import datetime

from sqlalchemy import update

from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.events.models import Event
from eventhub.questions.models import Category
from eventhub.registration import mails
from eventhub.registration.actions import admit_beside
from eventhub.registration.details import RegistrationDetails
from eventhub.registration.errors import ExemptionUsedError, NotAdmittedError
from eventhub.registration.models import Exemption, Registration
from eventhub.registration.places import hold_desk
from eventhub.registration.rules import Refusal, may_change


def exempt(event: Event, *, email: str, language: str, category: Category | None) -> Exemption:
    """Let one person register whatever the desk says, and write to them."""
    exemption = Exemption(event=event, email=email, language=language, category=category)
    db.session.add(exemption)
    db.session.flush()
    record("event:registration:exempt", event)
    mails.send_exemption(exemption)
    return exemption


def register_exempted(
    exemption: Exemption, details: RegistrationDetails, *, language: str, token: str, at: datetime
) -> Registration:
    """Give somebody with an exception a place: one of those that are free, or else a seat beside them.

    The same form again (``token``) is the same registration.

    Raises:
        ExemptionUsedError
        NotAdmittedError: the event is not published, or over.
    """
    desk = hold_desk(exemption.event)
    if desk is None or not may_change(exemption.event, at):
        raise NotAdmittedError(Refusal.OVER)
    won = rows_updated(
        update(Exemption).where(Exemption.id == exemption.id, Exemption.used_at.is_(None)).values(used_at=at)
    )
    if not won:
        raise ExemptionUsedError
    return admit_beside(desk, exemption.event, details, language=language, token=token, now=at)
