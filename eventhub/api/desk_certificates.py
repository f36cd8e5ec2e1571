"""Certificates of attendance."""

from typing import Any

from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.forms import filled
from eventhub.api.resources import Resource
from eventhub.api.schemas import schema_of
from eventhub.clock import now
from eventhub.documents import certificate_actions as actions
from eventhub.documents.certificate_forms import TermsForm
from eventhub.documents.certificate_queries import (
    certificates_of,
    get_certificate,
    standings_of,
    terms_of,
)
from eventhub.documents.models import Certificate
from eventhub.events.models import Event
from eventhub.web.access import requires

area = Area("desk_certificates", "Certificates")

TermsBody = schema_of("TermsBody", TermsForm, required=("needed_percent",))


class StandingSchema(Schema):
    registration = fields.Number(required=True)
    name = fields.Text(200, required=True)
    days_attended = fields.Number(required=True)
    has_earned = fields.Flag(required=True)
    certificate = fields.Number(required=True, allow_none=True)


class CertificateSchema(Schema):
    id = fields.Number(required=True)
    registration = fields.Number(required=True)
    number = fields.Text(20, required=True)
    name = fields.Text(200, required=True)
    days_attended = fields.Number(required=True)
    days_held = fields.Number(required=True)
    issued_at = fields.Moment(required=True)
    revoked_at = fields.Moment(required=True, allow_none=True)


class CertificatesSchema(TermsBody):
    standings = fields.Several(fields.Part(StandingSchema), required=True)
    certificates = fields.Several(fields.Part(CertificateSchema), required=True)


def _certificate(row: Certificate) -> dict[str, Any]:
    plain = [name for name in CertificateSchema._declared_fields if name != "registration"]
    return {**{name: getattr(row, name) for name in plain}, "registration": row.registration_id}


def _certificates(event: Event) -> dict[str, Any]:
    terms = terms_of(event)
    return {
        **{name: getattr(terms, name) for name in TermsBody._declared_fields},
        "standings": [
            {
                "registration": each.participant.registration.id,
                "name": each.participant.registration.name,
                "days_attended": each.attended,
                "has_earned": each.earned,
                "certificate": each.certificate and each.certificate.id,
            }
            for each in standings_of(event)
        ],
        "certificates": [_certificate(each) for each in certificates_of(event)],
    }


ALL = Resource(
    area=area,
    path=f"{ONE}/certificates",
    gives=CertificatesSchema,
    takes=TermsBody,
    view=_certificates,
    find=lambda event: event,
)


@ALL.shows
@requires(Permission.REGISTRATION_DECIDE)
def show_certificates() -> None:
    """What a certificate asks for, who has earned one, and those that were issued."""


@ALL.changes
@requires(Permission.REGISTRATION_DECIDE)
def set_terms(event: Event, body: dict[str, Any]) -> None:
    """Say what a certificate asks for, and who signs it. Those that are issued stay."""
    actions.set_terms(event, filled(TermsForm, body).details())


@ALL.acts("issue")
@requires(Permission.REGISTRATION_DECIDE)
def issue_certificates(event: Event) -> None:
    """Give a certificate to everybody who has earned one and has none; they are told by mail."""
    actions.issue_all(event, now=now())


ONE_OF_THEM = Resource(
    area=area,
    path=f"{ONE}/certificates",
    one="/<int:certificate_id>",
    gives=CertificateSchema,
    view=_certificate,
    find=get_certificate,
)


@ONE_OF_THEM.shows
@requires(Permission.REGISTRATION_DECIDE)
def show_certificate() -> None:
    """One certificate."""


@ONE_OF_THEM.acts("revoke")
@requires(Permission.REGISTRATION_DECIDE)
def revoke_certificate(certificate: Certificate) -> None:
    """Say that a certificate does not hold; whoever looks it up is told so."""
    actions.revoke(certificate, now=now())
