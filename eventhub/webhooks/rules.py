"""Pure decisions about webhooks: how messages are signed, when they are tried again, when one is given up."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

KINDS = (
    "event",
    "event:delegation",
    "event:mailing",
    "agenda",
    "registration",
    "registration:attendance",
    "registration:certificate",
    "registration:visa_letter",
    "release",
    "media",
    "organization",
    "office",
    "programme",
    "funding",
    "topic",
    "series",
)
"""What one can be told of: the beginnings of actions. A longer one is a part of the shorter."""
SECRET_PREFIX = "whsec_"  # noqa: S105 - what a secret begins with
LEASE = timedelta(minutes=2)
"""How long a worker may take over one call before it counts as dead; more than all time-outs of one together."""
KEPT_FOR = timedelta(days=30)
"""How long the log of deliveries goes back."""
GIVEN_UP_AFTER = timedelta(days=5)
"""An address that has failed for so long without a break is called no more."""
_WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
"""Before each further try (Standard Webhooks, section “Deliverability and reliability”)."""


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after the ``attempts``-th try, counted from 1; None when it was the last."""
    return _WAITS[attempts - 1] if attempts <= len(_WAITS) else None


def new_secret() -> str:
    """192 bits, in the form of Standard Webhooks."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()


def headers_of(secret: str, message_id: str, content: bytes, at: datetime) -> Mapping[str, str]:
    """The headers by which a receiver tells our messages from others (Standard Webhooks 1.0, symmetric signature)."""
    moment = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = f"{message_id}.{moment}.".encode() + content
    signature = base64.b64encode(hmac.digest(key, signed, sha256)).decode()
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature}",
    }


def is_given_up(failing_since: datetime | None, at: datetime) -> bool:
    """Whether an address has failed for too long."""
    return failing_since is not None and at - failing_since >= GIVEN_UP_AFTER
