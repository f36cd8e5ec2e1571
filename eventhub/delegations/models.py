"""Requests to organisations, and the people whom they nominate."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base
from eventhub.events.models import Participation
from eventhub.organizations.models import Letterhead
from eventhub.registration.models import Registration
from eventhub.tokens import new_token


class Capacity(enum.StrEnum):
    """As what somebody is sent, in the order of lists of participants."""

    HEAD = "head"
    DELEGATE = "delegate"
    ALTERNATE = "alternate"
    ADVISER = "adviser"
    OBSERVER = "observer"


class Delegation(Base):
    """The request to an organisation that takes part, and what has come of it."""

    __tablename__ = "delegations"

    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(
        ForeignKey("participations.id", ondelete="RESTRICT"), unique=True
    )
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    """Number of the letter."""
    token: Mapped[str] = mapped_column(String(64), unique=True, default=new_token)
    """The secret link of the focal point. Kept readable, since reminders have to carry it."""
    language: Mapped[str] = mapped_column(String(8))
    """Of the letter and of all mails."""
    terms: Mapped[str] = mapped_column(Text, default="")
    """What the letter says besides, in that language: who bears which costs."""
    due_at: Mapped[datetime]
    """Until when the organisation nominates; later names need the organisers' approval."""
    held: Mapped[int] = mapped_column(default=0)
    """Places kept for the organisation; the desk of the event counts them as taken, whoever fills them."""
    letter: Mapped[dict[str, Any] | None]
    """Its words as they were sent (``letters.letter``), whatever becomes of the facts. None: of before letters were
    kept; it is written from the facts of the day."""
    letterhead_id: Mapped[int | None] = mapped_column(ForeignKey("letterheads.id"))
    """The paper that it was sent on."""
    asked_at: Mapped[datetime] = mapped_column(default=now)
    written_at: Mapped[datetime | None]
    """When the letter was written anew; None: when it was asked."""
    reminded_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the focal point is next reminded by itself, if the list has not come; None: never."""
    opened_at: Mapped[datetime | None]
    """When the focal point began."""
    sent_at: Mapped[datetime | None]
    """When the list last came."""

    participation: Mapped[Participation] = relationship()
    letterhead: Mapped[Letterhead | None] = relationship()
    nominees: Mapped[list["Nominee"]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="Nominee.id"
    )


class Nominee(Base):
    """Somebody whom an organisation sends, or would send if another could not come."""

    __tablename__ = "nominees"
    __table_args__ = (UniqueConstraint("delegation_id", "email_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    """Normalised: one person stands once on a list. The second and further people at one mailbox have their name behind
    the address: see ``rules.person_key``."""
    position: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    capacity: Mapped[Capacity] = mapped_column(default=Capacity.DELEGATE)
    is_reserve: Mapped[bool] = mapped_column(default=False)
    """Stands ready for somebody who cannot come; holds no place and is not written to."""
    is_assistant: Mapped[bool] = mapped_column(default=False)
    """Comes with somebody who has a disability, on a seat besides the quota (JIU/REP/2018/6, accessible meetings)."""
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="SET NULL"), index=True
    )
    """Since the list was sent."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    delegation: Mapped[Delegation] = relationship(back_populates="nominees")
    registration: Mapped[Registration | None] = relationship()
