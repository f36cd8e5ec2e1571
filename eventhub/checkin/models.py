"""Who was there, and what the desks at the entrance did."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.agenda.models import Session
from eventhub.clock import now
from eventhub.db import Base
from eventhub.registration.models import Registration


class Attendance(Base):
    """The presence of a person on a day, or in a session of the agenda."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("registration_id", "occasion"), Index(None, "occasion"))

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    occasion: Mapped[str] = mapped_column(String(24))
    """The name of the occasion (``rules.Occasion``): one presence for each person and occasion, whoever notes it."""
    day: Mapped[date]
    """By the calendar of the venue."""
    session_id: Mapped[int | None] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    """None: the day as such."""
    arrived_at: Mapped[datetime]
    """The first time, however late it became known."""
    left_at: Mapped[datetime | None]
    """None: still there."""
    desk: Mapped[str] = mapped_column(String(60), default="")
    """Where the arrival was noted, in the words of those who sit there."""
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    registration: Mapped[Registration] = relationship()
    session: Mapped[Session | None] = relationship()
    noted_by: Mapped[User | None] = relationship()


class Act(enum.StrEnum):
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    UNDO = "undo"
    """It was a mistake: the person was not there."""


class AttendanceAct(Base):
    """One thing done at a desk. It has a name of its own, so that sending it again does nothing again."""

    __tablename__ = "attendance_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(String(64), unique=True)
    """Given by the page on which the button was pressed."""
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    occasion: Mapped[str] = mapped_column(String(24))
    act: Mapped[Act]
    outcome: Mapped[str] = mapped_column(String(20))
    """What came of it (``rules.Outcome``): the answer to whoever asks again."""
    done_at: Mapped[datetime]
    """When the button was pressed."""
    desk: Mapped[str] = mapped_column(String(60), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    received_at: Mapped[datetime] = mapped_column(default=now)

    registration: Mapped[Registration] = relationship()
