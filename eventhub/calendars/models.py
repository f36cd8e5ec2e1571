"""Stored calendar blocks, and private feeds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.agenda.models import Session
from eventhub.clock import now
from eventhub.db import Base
from eventhub.events.models import Event


class CalendarBlock(Base):
    """The VEVENT of an event or of an agenda item in one language, as every feed will contain it.

    Written when the thing changes, so that serving a feed is joining strings.
    """

    __tablename__ = "calendar_blocks"
    __table_args__ = (
        UniqueConstraint("uid", "language"),
        Index(None, "event_id", "language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    """None for the event itself."""
    uid: Mapped[str] = mapped_column(String(36))
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    time_zones: Mapped[list[str]] = mapped_column(default=list)
    """TZIDs that ``text`` refers to."""
    facts_digest: Mapped[str] = mapped_column(String(64))
    """Of all that ``text`` says but its revision: what is the same is not written anew."""
    revised_at: Mapped[datetime]
    """When the entry last changed, or, for an event's own, when anything about the event did."""

    event: Mapped[Event] = relationship()
    session: Mapped[Session | None] = relationship()


class CalendarState(Base):
    """One row, which changes in the transaction of whatever changes a public calendar.

    Its ``token`` tells every process at the price of one small query whether what it has kept is still right. It is
    random, not counted, so that a restored backup never bears the token of another state.
    """

    __tablename__ = "calendar_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43))
    changed_at: Mapped[datetime]


class PrivateFeed(Base):
    """A user's own feed of the events that they look after, drafts included."""

    __tablename__ = "private_feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    """The token itself is shown once; rotating replaces it."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
