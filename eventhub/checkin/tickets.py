"""The ticket of a participant: a QR code for the entrance, alone or on a sheet to print."""

from dataclasses import asdict

from flask_babel import gettext as _

from eventhub.checkin.errors import NoTicketError
from eventhub.events.acknowledgements import acknowledgements_of
from eventhub.formats import qr, typeset
from eventhub.registration.models import Registration
from eventhub.registration.presentation import facts_of, organization_of
from eventhub.registration.queries import get_own_registration
from eventhub.registration.rules import has_ticket
from eventhub.text.languages import in_language
from eventhub.web.language import current_language


def get_holder(token: str) -> Registration:
    """The registration that a secret link opens, if it holds a place that a ticket is for.

    Raises:
        NoTicketError
        RegistrationNotFoundError
    """
    registration = get_own_registration(token)
    if not has_ticket(registration):
        raise NoTicketError
    return registration


def picture(registration: Registration) -> bytes:
    """The QR code alone, as PNG."""
    return qr.png(registration.ticket)


def sheet(registration: Registration) -> bytes:
    """The ticket as PDF, in the language in force."""
    event, language = registration.event, current_language()
    facts = facts_of(event)
    data = {
        "language": language,
        "title": facts.title,
        "kind": _("Ticket"),
        "office": in_language(event.office.name, language)[0],
        "name": registration.name,
        "organization": organization_of(registration),
        "facts": [
            [label, words]
            for label, words in (
                (_("When"), facts.when),
                (_("Time"), facts.hours),
                (_("Where"), facts.where),
                (_("Reference"), registration.reference),
            )
            if words
        ],
        "hint": _("Show this code at the entrance, on paper or on your telephone."),
        "qr": qr.svg(registration.ticket),
        "qr_alt": _("QR code of the ticket %(reference)s", reference=registration.reference),
        "acknowledgements": [asdict(each) for each in acknowledgements_of(event, language)],
    }
    return typeset.pdf("ticket", data, modified=registration.updated_at)
