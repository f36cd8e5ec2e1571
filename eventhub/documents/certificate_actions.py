"""Issuing and revoking certificates. Each verb flushes and leaves an audit line; callers commit."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from eventhub.audit.actions import actor_id, record
from eventhub.audit.changes import apply_details
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.documents.certificate_queries import standings_of, terms_of
from eventhub.documents.errors import AlreadyRevokedError
from eventhub.documents.models import Certificate, CertificateTerms
from eventhub.events.models import Event
from eventhub.events.rules import days_of
from eventhub.organizations.letterheads import find_letterhead
from eventhub.registration import mails
from eventhub.tokens import new_reference
from eventhub.web.language import absolute_url


@dataclass(frozen=True, kw_only=True)
class TermsDetails:
    """Names and meanings as in ``models.CertificateTerms``."""

    needed_percent: int = 80
    signatory_name: str = ""
    signatory_title: str = ""


def set_terms(event: Event, details: TermsDetails) -> None:
    """Say what is asked of whoever gets a certificate. Those that are issued stay."""
    terms = _hold_terms(event)
    changes = apply_details(terms, details, private=("signatory_name", "signatory_title"))
    if changes:
        db.session.flush()
        record("event:certificates:set", event, changes=changes)


def issue_all(event: Event, *, now: datetime) -> list[Certificate]:
    """Give a certificate to everybody who has earned one and has none, and tell them by mail."""
    _hold_terms(event)
    held, letterhead = len(days_of(event)), find_letterhead(event.office)
    issued = []
    for each in standings_of(event):
        if not each.earned or each.certificate:
            continue
        registration = each.participant.registration
        certificate = Certificate(
            registration=registration,
            valid_for_id=registration.id,
            number=f"{event.local_start.year}-{new_reference(8)}",
            name=registration.name,
            days_attended=each.attended,
            days_held=held,
            issued_at=now,
            issued_by_id=actor_id(),
            letterhead=letterhead,
        )
        db.session.add(certificate)
        db.session.flush()
        record("registration:certificate:issue", registration)
        page = absolute_url("certificates.mine", token=registration.token, language=registration.language)
        mails.send("certificate", registration, certificate=page)
        issued.append(certificate)
    return issued


def _hold_terms(event: Event) -> CertificateTerms:
    """The terms, with the event held until the transaction ends: two who issue at once issue nothing twice."""
    db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update())
    terms = terms_of(event)
    if terms not in db.session:
        db.session.add(terms)
        db.session.flush()
    return terms


def revoke(certificate: Certificate, *, now: datetime) -> None:
    """Say that a certificate does not hold: whoever looks it up is told so.

    Raises:
        AlreadyRevokedError
    """
    done = rows_updated(
        update(Certificate)
        .where(Certificate.id == certificate.id, Certificate.revoked_at.is_(None))
        .values(revoked_at=now, valid_for_id=None)
    )
    if not done:
        raise AlreadyRevokedError
    db.session.refresh(certificate)
    record("registration:certificate:revoke", certificate.registration)
