"""Writing the audit trail."""

from typing import Any, Protocol

from flask_login import current_user

from eventhub.audit.models import AuditEntry
from eventhub.audit.signals import recorded
from eventhub.db import db
from eventhub.web.client import client_network


class Recorded(Protocol):
    """Anything with a table and a number."""

    __tablename__: str
    id: Any


def actor_id() -> int | None:
    """Whoever is signed in; None for the system and for people with a link."""
    return current_user.id if current_user and current_user.is_authenticated else None


def record(action: str, subject: Recorded, *, changes: dict[str, list] | None = None) -> None:
    """Note an act on ``subject``, which must have been flushed. Part of the caller's transaction."""
    entry = AuditEntry(
        action=action,
        subject_kind=subject.__tablename__,
        subject_id=subject.id,
        actor_id=actor_id(),
        changes=changes or {},
        origin=client_network(),
    )
    db.session.add(entry)
    db.session.flush()
    recorded.send(subject, entry=entry)
