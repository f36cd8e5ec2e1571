"""Agenda items, what belongs to each, and what an event's agenda has beside them."""

import enum
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.db.types import Json
from eventhub.events.models import Event
from eventhub.organizations.models import Office, Organization

UNKNOWN_LANGUAGE = "und"
"""BCP 47: a paper whose language nobody has told."""


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
    CHAIR = "chair"
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
    floor_language: Mapped[str] = mapped_column(String(8), default="")
    """In which people speak; empty where it changes or nobody has said."""
    takes_sign_ups: Mapped[bool] = mapped_column(default=False)
    """Participants choose it: a working group, a visit. Everybody is in all the others."""
    capacity: Mapped[int | None]
    """Places for those who sign up; None is no limit."""
    places_taken: Mapped[int] = mapped_column(default=0)
    """Held by those who have signed up. Changed by conditional UPDATE only."""
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
    interpretations: Mapped[list["Interpretation"]] = relationship(
        back_populates="session", cascade="all, delete-orphan", order_by="Interpretation.id"
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
    email: Mapped[str] = mapped_column(String(254), default="")
    """Where to tell them of changes to what they speak in: on the desk only, in no published item."""

    session: Mapped[Session] = relationship(back_populates="speakers")
    organization: Mapped[Organization | None] = relationship()


class Material(Base):
    """A paper of a session, in one or several languages, each by its address."""

    __tablename__ = "materials"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    title: Mapped[Translated]
    urls: Mapped[Translated]
    """Where each language version is; ``UNKNOWN_LANGUAGE`` for one whose language nobody has told."""

    session: Mapped[Session] = relationship(back_populates="materials")


class Interpretation(Base):
    """A language into which a session is interpreted, and the one out of which."""

    __tablename__ = "interpretations"
    __table_args__ = (UniqueConstraint("session_id", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(String(8))
    target: Mapped[str] = mapped_column(String(8))

    session: Mapped[Session] = relationship(back_populates="interpretations")

    @property
    def is_relay(self) -> bool:
        """Whether the interpreters listen to colleagues, because they do not know the language of the floor."""
        return is_relay(self.session.floor_language, self.source, self.target)


def is_relay(floor: str, source: str, target: str) -> bool:
    """Whether who interprets from ``source`` into ``target`` does not hear the language of the floor itself."""
    return bool(floor) and floor not in (source, target)


class Room(Base):
    """A room that an event may use. Sessions name theirs by its name, and may be in one that is not listed."""

    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("event_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    capacity: Mapped[int | None]
    """People whom it holds; None as long as nobody has said."""
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship()


class Minutes(Base):
    """What was said in a session. With its decisions, public once those of the event are published."""

    __tablename__ = "minutes"

    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[Translated]
    revised_at: Mapped[datetime] = mapped_column(default=now)

    session: Mapped[Session] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="minutes", cascade="all, delete-orphan", order_by="Decision.position"
    )


class Decision(Base):
    """What a session has decided: what, who does it, until when."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("minutes.session_id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[Translated]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]

    minutes: Mapped[Minutes] = relationship(back_populates="decisions")
    organization: Mapped[Organization | None] = relationship()


class PublishedMinutes(Base):
    """That the minutes of an event are open to whoever may read its page."""

    __tablename__ = "published_minutes"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    published_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()


class AgendaChange(Base):
    """One step in the editing of an agenda, as it was before and after, so that it can be undone and done again."""

    __tablename__ = "agenda_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(32))
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    """By UID, the items that changed; None for one that there was not. See ``agenda.history``."""
    after: Mapped[dict[str, Any]] = mapped_column(Json)
    is_undone: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()


class AgendaTemplate(Base):
    """An agenda that an office keeps for its next events: items by number of the day and time of day."""

    __tablename__ = "agenda_templates"
    __table_args__ = (UniqueConstraint("office_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    days: Mapped[int]
    items: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(default=now)

    office: Mapped[Office] = relationship()
