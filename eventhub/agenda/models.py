"""Agenda items."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.events.models import Event
from eventhub.organizations.models import Organization


class SessionKind(enum.StrEnum):
    REGISTRATION = "registration"
    OPENING = "opening"
    PLENARY = "plenary"
    PANEL = "panel"
    SESSION = "session"
    GROUP_WORK = "group_work"
    FIELD_VISIT = "field_visit"
    BREAK = "break"
    LUNCH = "lunch"
    PHOTO = "photo"
    SOCIAL = "social"
    EVALUATION = "evaluation"
    CLOSING = "closing"


class SpeakerRole(enum.StrEnum):
    SPEAKER = "speaker"
    OPENING = "opening"
    MODERATOR = "moderator"
    FACILITATOR = "facilitator"
    RAPPORTEUR = "rapporteur"


class Session(Base):
    """An agenda item: in one place, from one time to another."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "event_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid.uuid4()))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    kind: Mapped[SessionKind]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    room: Mapped[str] = mapped_column(String(120), default="")
    track: Mapped[str] = mapped_column(String(120), default="")
    title: Mapped[Translated]
    abstract: Mapped[Translated]
    cancelled: Mapped[bool] = mapped_column(default=False)
    """A removed item of a published agenda stays, so that calendars learn that it is gone."""
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime] = mapped_column(default=now)
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()
    speakers: Mapped[list["Speaker"]] = relationship(
        back_populates="session", cascade="all, delete-orphan", order_by="Speaker.position"
    )
    materials: Mapped[list["Material"]] = relationship(
        back_populates="session", cascade="all, delete-orphan", order_by="Material.id"
    )


class Speaker(Base):
    """Somebody who speaks in a session: by name, or by function as long as the name is not known."""

    __tablename__ = "speakers"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    role: Mapped[SpeakerRole] = mapped_column(default=SpeakerRole.SPEAKER)
    name: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[Translated]
    """Function: Head of office."""
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(default=0)

    session: Mapped[Session] = relationship(back_populates="speakers")
    organization: Mapped[Organization | None] = relationship()


class Material(Base):
    """A paper of a session, by its address."""

    __tablename__ = "materials"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8), default="")

    session: Mapped[Session] = relationship(back_populates="materials")
