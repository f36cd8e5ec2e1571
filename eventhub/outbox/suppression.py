"""Addresses at which nobody can be reached. Each verb flushes; callers commit."""

from collections.abc import Iterable, Sequence
from contextlib import suppress as suppress_errors

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import contains_eager

from eventhub.db import db
from eventhub.outbox.errors import AddressNotFoundError
from eventhub.outbox.models import SuppressedAddress


def suppress(email: str, *, reason: str, message_id: int) -> None:
    """Note that an address takes no mail; one that is known keeps its first reason."""
    if suppressed_among([email]):
        return
    # Of two workers that come to the same address, the constraint lets one through.
    with suppress_errors(IntegrityError), db.session.begin_nested():
        db.session.add(SuppressedAddress(email_key=_key(email), reason=reason, message_id=message_id))


def suppressed_among(emails: Iterable[str]) -> set[str]:
    """Those of the addresses, as they are given, that take no mail."""
    by_key: dict[str, list[str]] = {}
    for email in emails:
        by_key.setdefault(_key(email), []).append(email)
    found = db.session.scalars(
        select(SuppressedAddress.email_key).where(SuppressedAddress.email_key.in_(by_key))
    )
    return {email for key in found for email in by_key[key]}


def suppressed_addresses(visible: ColumnElement[bool]) -> Sequence[SuppressedAddress]:
    """The list, the newest first; ``visible`` is an SQL condition on OutboxMessage."""
    return db.session.scalars(
        select(SuppressedAddress)
        .join(SuppressedAddress.message)
        .where(visible)
        .options(contains_eager(SuppressedAddress.message))
        .order_by(SuppressedAddress.id.desc())
    ).all()


def take_off(address_id: int, visible: ColumnElement[bool]) -> None:
    """Write to an address again.

    Raises:
        AddressNotFoundError
    """
    found = db.session.scalar(
        select(SuppressedAddress)
        .join(SuppressedAddress.message)
        .where(SuppressedAddress.id == address_id, visible)
    )
    if found is None:
        raise AddressNotFoundError
    db.session.delete(found)
    db.session.flush()


def _key(email: str) -> str:
    return email.strip().casefold()
