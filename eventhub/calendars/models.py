"""Stored calendar blocks, and private feeds."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.agenda.models import Session
from eventhub.clock import now
from eventhub.db import Base
from eventhub.events.models import Event
from eventhub.organizations.models import Office, Organization
from eventhub.registration.models import Registration


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
    other_times: Mapped[str] = mapped_column(Text, default="")
    """The lines that make whole days of hours or hours of whole days, for who asks; empty for an agenda item."""
    other_time_zones: Mapped[list[str]] = mapped_column(default=list)
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


class FeedKind(enum.StrEnum):
    """What a private feed holds."""

    LOOKED_AFTER = "looked_after"
    """The events that its user looks after, drafts included."""
    ORGANIZATION = "organization"
    """What an organization takes part in or funds, as far as its user may see it; no drafts."""
    OFFICE = "office"
    """All events of an office, drafts and proposed dates included."""
    REGISTRATIONS = "registrations"
    """What a participant has registered for."""


class PrivateFeed(Base):
    """A calendar that opens to whoever has its address, until it is ended."""

    __tablename__ = "private_feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FeedKind] = mapped_column(default=FeedKind.LOOKED_AFTER)
    name: Mapped[str] = mapped_column(String(120), default="")
    """What its maker calls it: the phone it is on, the person it was given to."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    """Who made it: it never holds more than they may see. None for a participant's own."""
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"), index=True
    )
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    """By whose secret link a participant made it."""
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    """The token itself is shown once."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime | None]
    """To the hour at best."""
    ended_at: Mapped[datetime | None]
    """Its row stays, so that programs are told that it is gone."""

    user: Mapped[User | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
    office: Mapped[Office | None] = relationship()
    registration: Mapped[Registration | None] = relationship()


class ImportedEntry(Base):
    """An event that was taken over from the calendar of somebody else, so that it is taken over once."""

    __tablename__ = "imported_entries"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    uid: Mapped[str] = mapped_column(String(255), unique=True)
    """Of the entry there."""
