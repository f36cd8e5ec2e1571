"""Certificates as PDF: one, or all of an event."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from eventhub.documents.certificate_queries import terms_of
from eventhub.documents.models import Certificate
from eventhub.events.acknowledgements import acknowledgements_of
from eventhub.events.models import Event
from eventhub.formats import qr, typeset
from eventhub.registration.presentation import facts_of
from eventhub.text import dates
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url, current_language


def write(event: Event, certificates: Sequence[Certificate]) -> bytes:
    """A sheet for each, in the language in force."""
    language, facts, terms = current_language(), facts_of(event), terms_of(event)
    data = {
        "language": language,
        "title": _("Certificate of attendance"),
        "office": in_language(event.office.name, language)[0],
        "certifies": _("This is to certify that"),
        "attended": _("has taken part in"),
        "event": facts.title,
        "facts": " · ".join(filter(None, (facts.when, facts.where))),
        "signatory": [each for each in (terms.signatory_name, terms.signatory_title) if each],
        "acknowledgements": [asdict(each) for each in acknowledgements_of(event, language)],
        "certificates": [_sheet(event, each) for each in certificates],
    }
    return typeset.pdf("certificate", data, modified=max(each.issued_at for each in certificates))


def _sheet(event: Event, certificate: Certificate) -> dict[str, Any]:
    address = absolute_url("certificates.show", number=certificate.number, code=certificate.check_code)
    day = certificate.issued_at.astimezone(event.zone).date()
    return {
        "name": certificate.name,
        "days": days_in_words(certificate),
        "issued": _("Issued on %(date)s", date=dates.date_range([day], current_language())),
        "number": certificate.number,
        "code": _("Check code: %(code)s", code=certificate.check_code),
        "hint": _("Whether it is genuine can be seen at:"),
        "address": absolute_url("certificates.show", number=certificate.number),
        "qr": qr.svg(address),
        "qr_alt": _("QR code that leads to the page where the certificate is confirmed"),
    }


def days_in_words(certificate: Certificate) -> str:
    """On how many of how many days: what funders count."""
    return ngettext(
        "Present on %(attended)s of %(num)s day",
        "Present on %(attended)s of %(num)s days",
        certificate.days_held,
        attended=certificate.days_attended,
    )
