"""Browsers that were signed in before are known again: strangers who guess at a password cannot make them wait."""

from hashlib import sha256

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from eventhub.accounts.models import User
from eventhub.accounts.rules import normalised_email
from eventhub.tokens import digest, new_token

KNOWN_FOR = 180 * 24 * 3600
"""Seconds for which a browser is known after its last sign-in."""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.config["SECRET_KEY"],
        salt="eventhub.accounts.devices",
        signer_kwargs={"digest_method": sha256},
    )


def _cookie_name() -> str:
    # With the prefix, browsers take it from this host alone, over TLS (RFC 6265bis, section 4.1.3.2).
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"


def known_device(email: str) -> str | None:
    """The name of this browser, when somebody signed in with it to the account of this address; else None."""
    try:
        found = _signer().loads(request.cookies.get(_cookie_name(), ""), max_age=KNOWN_FOR)
        account, name = found
    except (BadSignature, TypeError, ValueError):
        return None
    return str(name) if account == digest(normalised_email(email)) else None


def remember_device(response: Response, user: User) -> Response:
    """Let this browser be known again as one of the user's."""
    response.set_cookie(
        _cookie_name(),
        str(_signer().dumps([digest(user.email), known_device(user.email) or new_token()])),
        max_age=KNOWN_FOR,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response
