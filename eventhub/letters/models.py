"""How letters are numbered, and those by which people ask for a visa."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base
from eventhub.db.encryption import EncryptedJson, EncryptedText
from eventhub.organizations.models import Letterhead
from eventhub.registration.models import Registration
from eventhub.tokens import new_reference


class LetterCounter(Base):
    """How many letters of an event have had a number. One that was taken back keeps its own: somebody has filed it."""

    __tablename__ = "letter_counters"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class VisaLetterStatus(enum.StrEnum):
    ASKED = "asked"
    ISSUED = "issued"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Costs(enum.StrEnum):
    """Who bears the costs of travel and stay, as an embassy wants to know it."""

    ORGANISERS = "organisers"
    SHARED = "shared"
    """The organisers bear the stay, the person or their organisation the journey."""
    OWN = "own"


class VisaLetter(Base):
    """A letter of invitation with which somebody asks for a visa: asked for, then issued or declined."""

    __tablename__ = "visa_letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    current_for_id: Mapped[int | None] = mapped_column(unique=True)
    """Number of the registration while it is asked for or issued, None after: nobody has two."""
    status: Mapped[VisaLetterStatus] = mapped_column(default=VisaLetterStatus.ASKED)
    language: Mapped[str] = mapped_column(String(8))
    """Of the letter: the embassy may read another one than the person."""
    details: Mapped[Any | None] = mapped_column(EncryptedJson)
    """The fields of ``visa.VisaDetails``; None once they are forgotten."""
    costs: Mapped[Costs | None]
    reference: Mapped[str | None] = mapped_column(String(40), unique=True)
    check_code: Mapped[str] = mapped_column(String(12), default=lambda: new_reference(8))
    """Stands on the letter: with it and the number, an embassy learns whether it is genuine."""
    words: Mapped[Any | None] = mapped_column(EncryptedJson)
    """The letter as it was issued (``letter.Letter``); None before, and once it is forgotten."""
    days: Mapped[str] = mapped_column(String(21), default="")
    """First and last day of the event when it was issued, in ISO 8601, apart by a slash."""
    letterhead_id: Mapped[int | None] = mapped_column(ForeignKey("letterheads.id"))
    reason: Mapped[str] = mapped_column(EncryptedText, default="")
    """Why it was declined or withdrawn, in words for the person."""
    asked_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    registration: Mapped[Registration] = relationship()
    letterhead: Mapped[Letterhead | None] = relationship()
