"""Journalists and others who have asked for releases by mail."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base
from eventhub.organizations.models import Office
from eventhub.tokens import new_token

CONSENT = "2026-11"
"""Version of the words to which people consent (``forms.CONSENT_WORDING``); a change of the words makes a new one."""


class MediaContact(Base):
    """Somebody who gets releases once they have confirmed that the address is theirs.

    Who leaves the list leaves the table: nothing is kept of them.
    """

    __tablename__ = "media_contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Normalised: see ``accounts.rules.normalised_email``."""
    name: Mapped[str] = mapped_column(String(200))
    medium: Mapped[str] = mapped_column(String(200), default="")
    """The newspaper, station or site that the person works for."""
    languages: Mapped[list[str]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    """In which releases are read, the preferred first; one that has none of these is not sent."""
    office_id: Mapped[int | None] = mapped_column(ForeignKey("offices.id", ondelete="SET NULL"), index=True)
    """Whose releases are wanted; None for those of all offices."""
    language: Mapped[str] = mapped_column(String(8))
    """Of the mails about the subscription itself."""
    token: Mapped[str] = mapped_column(String(64), unique=True, default=new_token)
    """The secret link: opens the person's own page, and ends the subscription."""
    consent: Mapped[str] = mapped_column(String(20), default=CONSENT)
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    office: Mapped[Office | None] = relationship()
