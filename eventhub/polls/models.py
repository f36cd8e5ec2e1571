"""Polls, the dates that they propose, and what organisations answer."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.events.models import Event
from eventhub.organizations.models import Organization


class PollStatus(enum.StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    """Takes no answers any more; no date is picked yet."""
    SETTLED = "settled"
    """One of its dates is that of the event."""
    WITHDRAWN = "withdrawn"


class DateState(enum.StrEnum):
    """What has become of a date."""

    PROPOSED = "proposed"
    CHOSEN = "chosen"
    DROPPED = "dropped"


class Answer(enum.StrEnum):
    """How a date suits an organisation, in the words of RFC 5545, section 3.2.12 (PARTSTAT)."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    """If need be."""
    DECLINED = "declined"


RUNNING = "status IN ('open', 'closed')"


class DatePoll(Base):
    """The question when an event shall take place, put to organisations that take part in it."""

    __tablename__ = "date_polls"
    # An event has one running poll at most: of two organisers at once, one is refused.
    __table_args__ = (
        Index(
            "uq_date_polls_running",
            "event_id",
            unique=True,
            sqlite_where=text(RUNNING),
            postgresql_where=text(RUNNING),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    status: Mapped[PollStatus] = mapped_column(default=PollStatus.OPEN)
    message: Mapped[Translated]
    """What the mail to the organisations says besides."""
    due_at: Mapped[datetime]
    """Until when answers are taken and can be changed."""
    shows_answers: Mapped[bool] = mapped_column(default=False)
    """Whether organisations see what the others answer; their comments never."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    """When it was settled or withdrawn."""
    forgotten_at: Mapped[datetime | None]
    """When its links and comments were deleted; the answers stay."""

    event: Mapped[Event] = relationship()
    dates: Mapped[list["ProposedDate"]] = relationship(
        back_populates="poll",
        cascade="all, delete-orphan",
        order_by="(ProposedDate.starts_at, ProposedDate.ends_at)",
    )
    asked: Mapped[list["AskedOrganization"]] = relationship(
        back_populates="poll", cascade="all, delete-orphan", order_by="AskedOrganization.id"
    )


class ProposedDate(Base):
    """A time at which the event could take place; it stands in private calendars from the day it is proposed."""

    __tablename__ = "proposed_dates"
    __table_args__ = (UniqueConstraint("poll_id", "starts_at", "ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_polls.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid.uuid4()))
    """RFC 5545 UID, fixed for life."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[DateState] = mapped_column(default=DateState.PROPOSED)
    sequence: Mapped[int] = mapped_column(default=0)
    """Its part of RFC 5545 SEQUENCE, to which that of the event is added: neither ever falls."""
    revised_at: Mapped[datetime] = mapped_column(default=now)
    created_at: Mapped[datetime] = mapped_column(default=now)

    poll: Mapped[DatePoll] = relationship(back_populates="dates")


class AskedOrganization(Base):
    """An organisation of whom a poll asks an answer, by way of its focal point."""

    __tablename__ = "asked_organizations"
    __table_args__ = (UniqueConstraint("poll_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_polls.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    language: Mapped[str] = mapped_column(String(8))
    """Of its mails."""
    comment: Mapped[str] = mapped_column(Text, default="")
    """For the organisers alone."""
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    """When the answers last came."""

    poll: Mapped[DatePoll] = relationship(back_populates="asked")
    organization: Mapped[Organization] = relationship()
    answers: Mapped[list["DateAnswer"]] = relationship(cascade="all, delete-orphan")
    links: Mapped[list["PollLink"]] = relationship(cascade="all, delete-orphan")


class DateAnswer(Base):
    """What an organisation says of a date."""

    __tablename__ = "date_answers"

    asked_id: Mapped[int] = mapped_column(
        ForeignKey("asked_organizations.id", ondelete="CASCADE"), primary_key=True
    )
    date_id: Mapped[int] = mapped_column(
        ForeignKey("proposed_dates.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    answer: Mapped[Answer]


class PollLink(Base):
    """A secret link by which a focal point answers. Each mail carries one of its own: none can be read back."""

    __tablename__ = "poll_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_id: Mapped[int] = mapped_column(
        ForeignKey("asked_organizations.id", ondelete="CASCADE"), index=True
    )
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
