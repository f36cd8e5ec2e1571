"""The log of changes."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.db import Base


class Change(Base):
    """That something was done, without what: whoever may read the thing itself reads it as it is now.

    Numbers have no gaps, and whoever has read up to one has missed nothing: see ``changes``.
    """

    __tablename__ = "changes"
    __table_args__ = (Index(None, "event_id", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(80))
    """As the audit trail names it, such as ``event:status:publish``."""
    kind: Mapped[str] = mapped_column(String(40))
    """The table of the thing."""
    subject_id: Mapped[int]
    slug: Mapped[str] = mapped_column(String(120), default="")
    """Of the thing, where it has one."""
    event_id: Mapped[int | None]
    """The event that it is about. No foreign key: that an event was deleted has to be told as well."""
    event_slug: Mapped[str] = mapped_column(String(120), default="")
    office_id: Mapped[int | None]
    """The office of that event: its people are told also when it is deleted."""
