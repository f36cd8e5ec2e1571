"""Reading certificates, and who has earned one."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.checkin.queries import days_attended
from eventhub.db import db
from eventhub.documents.errors import CertificateNotFoundError
from eventhub.documents.models import Certificate, CertificateTerms
from eventhub.documents.roll import Participant, roll_of
from eventhub.documents.rules import earns_certificate
from eventhub.events.models import Event
from eventhub.events.queries import WITH_FACTS
from eventhub.events.rules import days_of
from eventhub.registration.models import Registration

_WITH_EVENT = joinedload(Certificate.registration).joinedload(Registration.event)
_WITH_ALL = tuple(_WITH_EVENT.options(each) for each in WITH_FACTS)


def terms_of(event: Event) -> CertificateTerms:
    """The terms of an event; the usual ones, not yet kept, where nobody has set any."""
    found = db.session.get(CertificateTerms, event.id)
    return found or CertificateTerms(
        event_id=event.id, needed_percent=80, signatory_name="", signatory_title=""
    )


def certificates_of(event: Event, *, valid_only: bool = False) -> Sequence[Certificate]:
    """Those of an event, in the order in which they were issued."""
    query = (
        select(Certificate)
        .join(Certificate.registration)
        .where(Registration.event_id == event.id)
        .options(joinedload(Certificate.registration))
        .order_by(Certificate.id)
    )
    return db.session.scalars(query.where(Certificate.revoked_at.is_(None)) if valid_only else query).all()


@dataclass(frozen=True)
class Standing:
    """On how many days somebody was there, whether that earns a certificate, and the one they have."""

    participant: Participant
    attended: int
    earned: bool
    certificate: Certificate | None


def standings_of(event: Event) -> list[Standing]:
    """Everybody with a place, in the order of protocol."""
    held = {each.isoformat() for each in days_of(event)}
    percent, attended = terms_of(event).needed_percent, days_attended(event)
    valid = {each.registration_id: each for each in certificates_of(event, valid_only=True)}
    found = []
    for each in roll_of(event):
        # A day on which the event no longer takes place counts for nobody.
        days = sum(1 for day in attended.get(each.registration.id, ()) if day.isoformat() in held)
        earned = earns_certificate(days, len(held), percent)
        found.append(Standing(each, days, earned, valid.get(each.registration.id)))
    return found


def find_certificate_of(registration: Registration) -> Certificate | None:
    """The one that holds."""
    return db.session.scalar(select(Certificate).where(Certificate.valid_for_id == registration.id))


def get_certificate(event: Event, certificate_id: int) -> Certificate:
    """One of ``event``.

    Raises:
        CertificateNotFoundError
    """
    found = db.session.scalar(
        select(Certificate)
        .join(Certificate.registration)
        .where(Registration.event_id == event.id, Certificate.id == certificate_id)
        .options(joinedload(Certificate.registration))
    )
    if found is None:
        raise CertificateNotFoundError
    return found


def find_by_number(number: str, check_code: str) -> Certificate | None:
    """The certificate that has this number and this code, revoked or not: one without the other tells nothing."""
    found = db.session.scalar(
        select(Certificate).where(Certificate.number == number.strip().upper()).options(*_WITH_ALL)
    )
    code = check_code.strip().upper()
    known = found.check_code if found else "-" * 8
    return found if hmac.compare_digest(known.encode(), code.encode()) and found else None
