"""Which form a registration came from."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from flask import current_app

from eventhub.accounts.rules import normalised_email
from eventhub.events.models import Event


def token_of_form(form_key: str, event: Event, email: str) -> str:
    """The secret link of the registration that this form makes for this person: the same whenever it is sent again.

    Derived from the random key in the form and the secret key of the instance, so a double tap, or a reload when the
    answer got lost, leads its sender to their page; and nobody gets there who only knows the address.
    """
    named = "\0".join((form_key, str(event.id), normalised_email(email)))
    key = f"registration:{current_app.secret_key}".encode()
    return urlsafe_b64encode(hmac.digest(key, named.encode(), hashlib.sha256)).rstrip(b"=").decode()
