"""Published revisions of agendas."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.db.types import Json
from eventhub.events.models import Event


class AgendaRevision(Base):
    """An agenda as it was published under a number. Never changed afterwards."""

    __tablename__ = "agenda_revisions"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    number: Mapped[int]
    """Counted from 1 for each event."""
    items: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """All items, cancelled ones included, in the order of time; see ``items.to_json``."""
    note: Mapped[Translated]
    """What the organisers say of it to the public."""
    published_at: Mapped[datetime] = mapped_column(default=now)
    published_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    """Shown on the desk only."""

    event: Mapped[Event] = relationship()
    published_by: Mapped[User | None] = relationship()


class AgendaPublication(Base):
    """How the agenda of an event reaches the public. An event without a row: at once, and no revision yet."""

    __tablename__ = "agenda_publications"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    collects: Mapped[bool] = mapped_column(default=False)
    """False: each change appears at once; True: changes are collected until a revision is published."""
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_revisions.id", ondelete="SET NULL"), index=True
    )
    """The newest revision."""

    event: Mapped[Event] = relationship()
    revision: Mapped[AgendaRevision | None] = relationship()
