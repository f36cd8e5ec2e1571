"""Certificates of attendance."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base
from eventhub.events.models import Event
from eventhub.organizations.models import Letterhead
from eventhub.registration.models import Registration
from eventhub.tokens import new_reference


class CertificateTerms(Base):
    """What an event asks of those whom it gives a certificate, and who signs it. No row: the usual terms."""

    __tablename__ = "certificate_terms"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    needed_percent: Mapped[int] = mapped_column(default=80)
    """Of the days of the event, how many somebody must have been there, from 1 to 100."""
    signatory_name: Mapped[str] = mapped_column(String(200), default="")
    signatory_title: Mapped[str] = mapped_column(String(200), default="")

    event: Mapped[Event] = relationship()


class Certificate(Base):
    """What was certified, as it was when it was issued: who changes their name later does not change it."""

    __tablename__ = "certificates"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    valid_for_id: Mapped[int | None] = mapped_column(unique=True)
    """Number of the registration as long as it holds, None once it is revoked: nobody has two that hold."""
    number: Mapped[str] = mapped_column(String(20), unique=True)
    check_code: Mapped[str] = mapped_column(String(12), default=lambda: new_reference(8))
    """Stands on the certificate: with it and the number, whoever has been shown one learns whether it is genuine."""
    name: Mapped[str] = mapped_column(String(200))
    days_attended: Mapped[int]
    days_held: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(default=now)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    revoked_at: Mapped[datetime | None]
    letterhead_id: Mapped[int | None] = mapped_column(ForeignKey("letterheads.id"))
    """The paper whose emblem and signature it bears."""

    registration: Mapped[Registration] = relationship()
    letterhead: Mapped[Letterhead | None] = relationship()
