"""The ticket for the wallet of a telephone: the same code as on paper, where an administrator has set a wallet up."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from eventhub.checkin.errors import NoTicketError
from eventhub.clock import now
from eventhub.config import Config
from eventhub.deferred import Deferred
from eventhub.formats import pkpass, typeset
from eventhub.registration.models import Registration
from eventhub.registration.presentation import EventFacts, facts_of, organization_of
from eventhub.text.languages import in_language
from eventhub.web.language import absolute_url, current_language

jwt, jwk = Deferred("joserfc.jwt"), Deferred("joserfc.jwk")

GOOGLE = "https://pay.google.com/gp/v/save/"
INK, PAPER = "rgb(251, 249, 244)", "rgb(18, 72, 90)"
ICON_SIZE = 29
"""Points of an icon, which come at three densities."""


def apple_pass(registration: Registration) -> bytes:
    """The ticket for Apple Wallet, in the language in force.

    Raises:
        NoTicketError: the wallet is not set up.
    """
    config = current_app.config["EVENTHUB"]
    if not config.has_apple_wallet:
        raise NoTicketError
    event, facts = registration.event, facts_of(registration.event)
    office = in_language(event.office.name, current_language())[0]
    content = {
        "serialNumber": registration.reference,
        "organizationName": office,
        "description": _("Ticket: %(title)s", title=facts.title),
        "logoText": office,
        # Moments with their offset: the telephone shows the pass when it is time, wherever it is.
        "relevantDate": event.local_start.isoformat(timespec="seconds"),
        "expirationDate": event.local_end.isoformat(timespec="seconds"),
        "foregroundColor": INK,
        "labelColor": INK,
        "backgroundColor": PAPER,
        "barcodes": [
            {
                "format": "PKBarcodeFormatQR",
                "message": registration.ticket,
                "messageEncoding": "iso-8859-1",
                "altText": registration.reference,
            }
        ],
        "eventTicket": _fields(registration, facts),
    }
    return pkpass.packed(content, _icons(), apple_signer(config))


def _fields(registration: Registration, facts: EventFacts) -> dict[str, list[dict[str, str]]]:
    own = absolute_url("registration.mine", token=registration.token, language=current_language())
    rows = {
        "primaryFields": [("event", _("Event"), facts.title)],
        "secondaryFields": [("name", _("Name"), registration.name), ("when", _("When"), facts.when)],
        "auxiliaryFields": [("time", _("Time"), facts.hours), ("where", _("Where"), facts.where)],
        "backFields": [
            ("organisation", _("Organisation"), organization_of(registration)),
            ("reference", _("Reference"), registration.reference),
            ("page", _("My registration"), own),
        ],
    }
    return {
        part: [{"key": key, "label": label, "value": words} for key, label, words in row if words]
        for part, row in rows.items()
    }


@cache
def _icons() -> dict[str, bytes]:
    return {
        f"{name}{suffix}.png": typeset.png("icon", {"size": ICON_SIZE}, pixels_per_inch=72 * density)
        for name in ("icon", "logo")
        for suffix, density in (("", 1), ("@2x", 2), ("@3x", 3))
    }


def apple_signer(config: Config) -> pkpass.Signer:
    """By whom passes are signed.

    Raises:
        OSError, ValueError: the files that are named do not serve.
    """
    return _signer(config.apple_wallet_certificate, config.apple_wallet_key, config.apple_wallet_authority)


def google_account(config: Config) -> tuple[str, Any]:
    """Who signs tickets for Google: address and key.

    Raises:
        OSError, ValueError, KeyError: the file that is named does not serve.
    """
    account = _account(config.google_wallet_key)
    return account["client_email"], jwk.RSAKey.import_key(account["private_key"])


@cache
def _signer(certificate: str, key: str, authority: str) -> pkpass.Signer:
    """Read once: an administrator who renews a certificate restarts the instance."""
    return pkpass.read_signer(*(Path(each).read_bytes() for each in (certificate, key, authority)))


def google_link(registration: Registration) -> str:
    """Where Google Wallet takes the ticket from: an address that holds it, signed, in the language in force.

    Raises:
        NoTicketError: the wallet is not set up.
    """
    config = current_app.config["EVENTHUB"]
    if not config.has_google_wallet:
        raise NoTicketError
    issuer, key = google_account(config)
    claims = {
        "iss": issuer,
        "aud": "google",
        "typ": "savetowallet",
        "iat": int(now().timestamp()),
        "payload": _google_ticket(registration, config.google_wallet_issuer),
    }
    return GOOGLE + jwt.encode({"alg": "RS256"}, claims, key)


def _google_ticket(registration: Registration, issuer: str) -> dict[str, Any]:
    event, facts, language = registration.event, facts_of(registration.event), current_language()
    number = f"{issuer}.{event.uid}-{language}"

    def said(words: str) -> dict[str, Any]:
        return {"defaultValue": {"language": language, "value": words}}

    kind = {
        "id": number,
        "issuerName": in_language(event.office.name, language)[0],
        "reviewStatus": "UNDER_REVIEW",
        "eventName": said(facts.title),
        "dateTime": {
            "start": event.local_start.isoformat(timespec="seconds"),
            "end": event.local_end.isoformat(timespec="seconds"),
        },
        # A venue has both, or there is none.
        **({"venue": {"name": said(facts.where), "address": said(facts.where)}} if facts.where else {}),
    }
    ticket = {
        "id": f"{issuer}.{registration.reference}",
        "classId": number,
        "state": "ACTIVE",
        "ticketHolderName": registration.name,
        "ticketNumber": registration.reference,
        "barcode": {
            "type": "QR_CODE",
            "value": registration.ticket,
            "alternateText": registration.reference,
        },
    }
    return {"eventTicketClasses": [kind], "eventTicketObjects": [ticket]}


@cache
def _account(path: str) -> dict[str, str]:
    """The service account whose key signs, as Google gives it out."""
    return json.loads(Path(path).read_text())
