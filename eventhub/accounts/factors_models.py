"""What a user has besides a password: an app that shows codes, passkeys, codes for the day on which both are lost."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.clock import now
from eventhub.db import Base
from eventhub.db.encryption import EncryptedText


class IdentityProof(enum.StrEnum):
    """How an administrator made sure who asks, when every factor is lost."""

    IN_PERSON = "in_person"
    CALL = "call"
    SUPERVISOR = "supervisor"


class Authenticator(Base):
    """The app of a user that shows a code of six digits, another one each half minute (TOTP, RFC 6238)."""

    __tablename__ = "authenticators"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    secret: Mapped[str] = mapped_column(EncryptedText)
    last_step: Mapped[int]
    """Number of the half minute whose code was used last: no code works twice (RFC 6238, section 5.2)."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class Passkey(Base):
    """A key pair whose private half is in a device of the user (WebAuthn, level 2)."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    """Base64url; at most 1023 bytes (WebAuthn, section 4)."""
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code on paper, in place of a device that is lost. Using it deletes it."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class SpentChallenge(Base):
    """A challenge that was answered: an answer that somebody has kept is of no use."""

    __tablename__ = "spent_challenges"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    spent_at: Mapped[datetime] = mapped_column(default=now, index=True)
