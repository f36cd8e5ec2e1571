"""The log of changes, addresses that are told of them, and what they are owed."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import Base
from eventhub.db.encryption import EncryptedText
from eventhub.db.types import Json


class Change(Base):
    """That something was done, without what: whoever may read the thing itself reads it as it is now.

    Numbers have no gaps, and whoever has read up to one has missed nothing: see ``changes``.
    """

    __tablename__ = "changes"
    __table_args__ = (Index(None, "event_id", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(80))
    """As the audit trail names it, such as ``event:status:publish``."""
    kind: Mapped[str] = mapped_column(String(40))
    """The table of the thing."""
    subject_id: Mapped[int]
    slug: Mapped[str] = mapped_column(String(120), default="")
    """Of the thing, where it has one."""
    event_id: Mapped[int | None]
    """The event that it is about. No foreign key: that an event was deleted has to be told as well."""
    event_slug: Mapped[str] = mapped_column(String(120), default="")
    office_id: Mapped[int | None]
    """The office of that event: its people are told also when it is deleted."""


class Webhook(Base):
    """An address that is called when something happens that its owner may know of."""

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(String(500))
    kinds: Mapped[list[str]]
    """Beginnings of actions, such as ``event``."""
    scopes: Mapped[list[str] | None] = mapped_column(Json)
    """Those of the token by which it was made, which it never goes beyond; None: made at the desk."""
    secret: Mapped[str] = mapped_column(EncryptedText)
    """Signs what is sent. Kept readable, since every delivery needs it, and encrypted."""
    position: Mapped[int]
    """The number of the last change that was looked at."""
    is_active: Mapped[bool] = mapped_column(default=True)
    failing_since: Mapped[datetime | None]
    """Of the first of the tries that have failed without one between that did not."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship()


class DeliveryStatus(enum.StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Given up after the last try."""


class WebhookDelivery(Base):
    """A message owed to a webhook, and how far it has come. Each try sends the same bytes under the same name."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (Index(None, "status", "due_at"), Index(None, "webhook_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    message_id: Mapped[str] = mapped_column(
        String(40), unique=True, default=lambda: f"msg_{uuid.uuid4().hex}"
    )
    action: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[DeliveryStatus] = mapped_column(default=DeliveryStatus.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    """When to try (again); while SENDING, when to believe that the worker has died."""
    answer: Mapped[int | None]
    """The status of HTTP at the last try."""
    error: Mapped[str] = mapped_column(String(60), default="")
    """The name of what went wrong at the last try."""
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
    delivered_at: Mapped[datetime | None]

    webhook: Mapped[Webhook] = relationship()
