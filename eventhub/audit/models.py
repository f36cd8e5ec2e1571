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
    origin: Mapped[str] = mapped_column(String(60), default="")
    """Roughly from where: see ``web.client.client_network``. Empty for the system, and for commands."""
    position: Mapped[int | None] = mapped_column(unique=True)
    """Place in the chain; None until the worker has sealed the line (see ``audit.chain``)."""
    salt: Mapped[str] = mapped_column(String(43), default="")
    """Goes into ``told``. Empty again when what the line told was erased."""
    told: Mapped[str] = mapped_column(String(64), default="")
    """Digest of who, from where and what differed."""
    seal: Mapped[str] = mapped_column(String(64), default="")

    # By name: accounts leave audit lines, so audit stands below accounts and cannot import its User.
    actor = relationship("User")


class AuditHead(Base):
    """One row: the last line of the chain that is sealed."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
