"""Reading the audit trail."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from eventhub.audit.actions import Recorded
from eventhub.audit.models import AuditEntry
from eventhub.db import db


def every_line() -> Sequence[AuditEntry]:
    """The whole trail, from the beginning, with the actors."""
    return db.session.scalars(
        select(AuditEntry).options(joinedload(AuditEntry.actor)).order_by(AuditEntry.id)
    ).all()


def about(subject: Recorded) -> ColumnElement[bool]:
    """SQL condition on AuditEntry: done to ``subject``."""
    return (AuditEntry.subject_kind == subject.__tablename__) & (AuditEntry.subject_id == subject.id)


def history_of(subject: Recorded, *, limit: int | None = 100) -> Sequence[AuditEntry]:
    """What was done to ``subject``, the newest first, with the actors; all of it without a limit."""
    return db.session.scalars(
        select(AuditEntry)
        .where(about(subject))
        .options(joinedload(AuditEntry.actor))
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    ).all()
