"""Mails owed to somebody."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base


class Delivery(enum.StrEnum):
    """How far a message has come."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    KEPT = "kept"
    """Delivered to the desk's mailbox only, as ``EVENTHUB_MAIL_URL=mailbox:`` asks."""
    FAILED = "failed"
    """Refused for good, or given up after the last retry; a person has to look."""


class OutboxMessage(Base):
    """One mail, complete as it will go out: a retry sends the same bytes with the same Message-ID."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index(None, "status", "due_at"), Index(None, "subject_kind", "subject_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    """Name of the mail template, such as ``registration_confirmed``."""
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    """Table and number of the row that the mail is about; the outbox knows no more of it."""
    subject_id: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(8))
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    """The plain-text part, for the desk's mailbox."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The whole RFC 5322 message."""
    is_secret: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether its text opens something for whoever reads it: it is emptied when the mail has been sent."""
    status: Mapped[Delivery] = mapped_column(default=Delivery.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    """When to try (again); while SENDING, when to believe that the worker has died."""
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(String(500), default="")
    """What went wrong at the last try: reply codes of SMTP or the name of the failure, never an address."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class SuppressedAddress(Base):
    """An address at which nobody can be reached: its mail server said so for good.

    Mailings leave it out; mails about a person's own registration are tried all the same.
    """

    __tablename__ = "suppressed_addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_key: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case."""
    reason: Mapped[str] = mapped_column(String(60))
    """Codes of the reply (RFC 5321, RFC 3463), such as 550 5.1.1."""
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("outbox_messages.id", ondelete="SET NULL"), index=True
    )
    """The mail that showed it; who may see that mail may see the address."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    message: Mapped[OutboxMessage | None] = relationship()
