"""Releases and quotes."""

import enum
import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.events.models import Event


class ReleaseKind(enum.StrEnum):
    ANNOUNCEMENT = "announcement"


class ReleaseStatus(enum.StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Release(Base):
    """The announcement of an event, with a text for each language."""

    __tablename__ = "releases"
    __table_args__ = (Index(None, "status", "published_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid.uuid4()))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ReleaseKind] = mapped_column(default=ReleaseKind.ANNOUNCEMENT)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[ReleaseStatus] = mapped_column(default=ReleaseStatus.DRAFT)
    as_of: Mapped[date]
    """Date of the release: sets the tense."""
    embargo_until: Mapped[datetime | None]
    """Before this moment a published release is not shown."""
    published_at: Mapped[datetime | None]
    revised_at: Mapped[datetime] = mapped_column(default=now)
    """When what readers see last changed."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()
    author: Mapped[User | None] = relationship()
    texts: Mapped[list["ReleaseText"]] = relationship(
        back_populates="release", cascade="all, delete-orphan", order_by="ReleaseText.id"
    )

    @property
    def changed_at(self) -> datetime:
        """When readers last saw something change: the end of an embargo is such a moment."""
        return max(self.revised_at, self.published_at or self.revised_at)


class ReleaseText(Base):
    """A release in one language."""

    __tablename__ = "release_texts"
    __table_args__ = (UniqueConstraint("release_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(8))
    headline: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    """Paragraphs parted by blank lines, the dateline at the head of the first."""
    written: Mapped[str] = mapped_column(Text)
    """The wording as it last came from the facts: what tells a person's words from the program's. Empty when a person
    wrote the text alone."""
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    release: Mapped[Release] = relationship(back_populates="texts")

    @property
    def wording(self) -> str:
        """Headline and body, parted by a blank line."""
        return f"{self.headline}\n\n{self.body}"

    @property
    def is_edited(self) -> bool:
        """Whether a person has changed, or written, what stands here."""
        return self.wording != self.written

    @property
    def changed_at(self) -> datetime:
        """When readers last saw this text change; never before they could see it."""
        return max(self.updated_at, self.release.published_at or self.updated_at)


class SpeakerGender(enum.StrEnum):
    """Grammar needs it where a verb or a title agrees with the speaker."""

    FEMALE = "f"
    MALE = "m"


class Quote(Base):
    """What somebody says about an event, for its releases."""

    __tablename__ = "quotes"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    speaker_name: Mapped[str] = mapped_column(String(200))
    speaker_title: Mapped[Translated]
    speaker_gender: Mapped[SpeakerGender | None]
    lead_in: Mapped[Translated]
    text: Mapped[Translated]
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship()
