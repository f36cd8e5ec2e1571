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
from eventhub.formats import pictures, qr, typeset
from eventhub.letters.paper import Pictures, pictures_of
from eventhub.organizations.models import Letterhead
from eventhub.registration.presentation import facts_of
from eventhub.text import dates
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url, current_language


def write(event: Event, certificates: Sequence[Certificate]) -> bytes:
    """A sheet for each, in the language in force."""
    language, facts = current_language(), facts_of(event)
    data = {
        "language": language,
        "title": _("Certificate of attendance"),
        "office": in_language(event.office.name, language)[0],
        "certifies": _("This is to certify that"),
        "attended": _("has taken part in"),
        "event": facts.title,
        "facts": " · ".join(filter(None, (facts.when, facts.where))),
        "acknowledgements": [asdict(each) for each in acknowledgements_of(event, language)],
        "papers": _papers(event, certificates),
        "certificates": [_sheet(event, each) for each in certificates],
    }
    return typeset.pdf("certificate", data, modified=max(each.issued_at for each in certificates))


def _papers(event: Event, certificates: Sequence[Certificate]) -> dict[str, dict[str, Any]]:
    """What the papers of certificates say, by their number: many certificates share one."""
    papers = {"": _paper(event, None)}
    for each in certificates:
        if each.letterhead and str(each.letterhead_id) not in papers:
            papers[str(each.letterhead_id)] = _paper(event, each.letterhead)
    return papers


def _paper(event: Event, letterhead: Letterhead | None) -> dict[str, Any]:
    """Emblem, and who signs: whom the event names, else whom the paper does, with their scanned signature."""
    terms, printed = terms_of(event), pictures_of(letterhead)
    signatory = [terms.signatory_name, terms.signatory_title]
    if letterhead and terms.signatory_name in ("", letterhead.signatory_name):
        title = in_language(letterhead.signatory_title, current_language())[0]
        signatory = [letterhead.signatory_name, terms.signatory_title or title]
    else:
        printed = Pictures(emblem=printed.emblem, stamp=printed.stamp)
    return {
        "signatory": [each for each in signatory if each],
        **{name: pictures.as_svg(each) if each else "" for name, each in vars(printed).items()},
    }


def _sheet(event: Event, certificate: Certificate) -> dict[str, Any]:
    address = absolute_url("certificates.show", number=certificate.number, code=certificate.check_code)
    day = certificate.issued_at.astimezone(event.zone).date()
    return {
        "name": certificate.name,
        "paper": str(certificate.letterhead_id or ""),
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
