"""The audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base
from eventhub.db.types import Json


class AuditEntry(Base):
    """One act. Written in the transaction of the act itself, never changed afterwards."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "subject_kind", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    """None when the person acted by a secret link, or the system acted by itself."""
    action: Mapped[str] = mapped_column(String(80))
    """``thing:part:verb``, such as ``event:status:publish``."""
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    changes: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    """Field → [before, after]; never personal data."""

    # By name: accounts leave audit lines, so audit stands below accounts and cannot import its User.
    actor = relationship("User")
