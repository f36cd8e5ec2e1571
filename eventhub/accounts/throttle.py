"""Slowing down whoever guesses, without handing anybody a means to lock others out.

A try is counted before it is judged, so that a thousand tries at once are no way around the count.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from eventhub.accounts.errors import TooManyTriesError
from eventhub.accounts.models import Throttle
from eventhub.accounts.rules import FORGIVEN_AFTER, Gate, normalised_email, wait_after
from eventhub.clock import now
from eventhub.db import db
from eventhub.web.security_log import refused

KEY_IN_LOG = 12
"""As much of a digest as tells one from another in the log."""


@dataclass(frozen=True)
class Try:
    """A try that has been counted; ``forgive`` takes it back when it was right."""

    keys: Mapping[Gate, str]


def sign_in_gates(email: str, *, address: str, device: str | None) -> dict[Gate, str]:
    """What counts a try at signing in. ``device`` names a browser that was signed in to this account before; strangers'
    tries do not touch it, not even those from its own network."""
    email = normalised_email(email)
    if device:
        return {Gate.DEVICE: f"{email} {device}"}
    return {Gate.ACCOUNT: email, Gate.ADDRESS: address}


def begin_try(gates: Mapping[Gate, str]) -> Try:
    """Count a try at each of the gates.

    Raises:
        TooManyTriesError: one of them is closed for a while; nothing has been counted then.
    """
    moment = now()
    keys = {gate: keyed_digest(f"{gate}:{whom}") for gate, whom in gates.items()}
    _forget_old_ones(moment)
    # In one order everywhere, so that no two tries hold what the other one waits for.
    for gate, key in sorted(keys.items(), key=lambda each: each[1]):
        _count(gate, key, moment)
    return Try(keys)


def _forget_old_ones(moment: datetime) -> None:
    # Rows that somebody holds are in use: waiting for them would be waiting for each other.
    old = select(Throttle.id).where(Throttle.tried_at < moment - FORGIVEN_AFTER)
    db.session.execute(delete(Throttle).where(Throttle.id.in_(old.with_for_update(skip_locked=True))))


def _count(gate: Gate, key: str, moment: datetime) -> None:
    row = _held(key, moment)
    if row.free_at > moment:
        refused("throttled", gate=gate, key=key[:KEY_IN_LOG])
        raise TooManyTriesError(row.free_at - moment)
    row.tries += 1
    row.tried_at, row.free_at = moment, moment + wait_after(row.tries, gate)
    db.session.flush()


def _held(key: str, moment: datetime) -> Throttle:
    """The row of a key, held until the transaction ends."""
    held = (
        select(Throttle)
        .where(Throttle.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = db.session.scalar(held)
    if row is None:
        try:
            with db.session.begin_nested():
                db.session.add(Throttle(key=key, free_at=moment, tried_at=moment))
        except IntegrityError:
            # Somebody else began it at this moment; it is there now.
            pass
        row = db.session.scalars(held).one()
    return row


def forgive(tried: Try) -> None:
    """The try was right: what was counted for the account or the device is forgotten. For an address only this try is
    taken back, or whoever has an account could go on guessing at others from there."""
    moment = now()
    for gate, key in sorted(tried.keys.items(), key=lambda each: each[1]):
        row = _held(key, moment)
        row.tries = max(row.tries - 1, 0) if gate == Gate.ADDRESS else 0
        row.free_at = moment
    db.session.flush()


def keyed_digest(text: str) -> str:
    """A digest that cannot be made, or tried out, without the secret key of the instance."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"throttle:{text}".encode(), hashlib.sha256).hexdigest()


def note_failure(way: str, *, email: str = "", reason: str | None = None) -> None:
    """Leave a line in the log: somebody tried to sign in this way, and was wrong. The account is told by a digest, by
    which tries at one can be counted, whether there is such an account or not."""
    account = keyed_digest(f"log:{normalised_email(email)}")[:KEY_IN_LOG] if email else None
    refused("sign_in_failed", way=way, account=account, reason=reason)
