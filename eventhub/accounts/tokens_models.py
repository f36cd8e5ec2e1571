"""API tokens: keys by which programs act for a user."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import Base


class ApiToken(Base):
    """A key of a user, for one program. Who revokes it deletes it."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    """What it is for, in the words of its owner."""
    start: Mapped[str] = mapped_column(String(12))
    """Its first characters, by which its owner tells it from others; they open nothing."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """``tokens.digest`` of the whole."""
    scopes: Mapped[list[str]]
    """Values of ``permissions.Permission``: of what its owner may do, that which it may."""
    expires_at: Mapped[datetime]
    last_used_on: Mapped[date | None]
    """The day only: when exactly a program works is nobody's business."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship()
