"""The same request sent again is carried out once (draft-ietf-httpapi-idempotency-key-header)."""

import re
from datetime import timedelta
from hashlib import sha256

from flask import request
from flask_login import current_user
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from eventhub.api.errors import KeyMalformedError, KeyUsedError
from eventhub.api.models import IdempotencyKey
from eventhub.clock import now
from eventhub.db import db

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(days=1)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


def begin() -> IdempotencyKey | None:
    """The row of the key that the request bears, made now or by the request before; None without a key.

    In the transaction of the request. Of two at once the second waits here for the first. A row that has a ``status``
    has been answered.

    Raises:
        KeyMalformedError
        KeyUsedError: another request had the key.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise KeyMalformedError
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now() - KEPT_FOR))
    row = _find(key) or _new(key) or _find(key)
    if row is None or row.fingerprint != _fingerprint():
        raise KeyUsedError
    return row


def _find(key: str) -> IdempotencyKey | None:
    return db.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.user_id == current_user.id, IdempotencyKey.key == key)
    )


def _new(key: str) -> IdempotencyKey | None:
    """A row for the key; None if another transaction was quicker, whose row can be read now."""
    row = IdempotencyKey(user_id=current_user.id, key=key, fingerprint=_fingerprint())
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return None
    return row


def _fingerprint() -> str:
    asked = f"{request.method} {request.full_path}\n".encode()
    return sha256(asked + request.get_data(cache=True)).hexdigest()
