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
from eventhub.programmes.models import FundingSource


class ReleaseKind(enum.StrEnum):
    """What a release tells: that an event comes, opens today, what came of it, that it will not be as announced."""

    ANNOUNCEMENT = "announcement"
    MEDIA_ADVISORY = "media_advisory"
    OPENING = "opening"
    OUTCOME = "outcome"
    POSTPONEMENT = "postponement"
    CANCELLATION = "cancellation"
    CORRECTION = "correction"


class ReleaseStatus(enum.StrEnum):
    """How far a release has come. Published under an embargo is scheduled; ``rules`` tells the two apart."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CLEARED = "cleared"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Release(Base):
    """What is told of an event on one occasion, with a text for each language."""

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
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("releases.id", ondelete="SET NULL"))
    """The release that a correction corrects."""
    mailed_at: Mapped[datetime | None]
    """When the media list got it as it stands; a correction makes this empty again."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()
    author: Mapped[User | None] = relationship()
    corrects: Mapped["Release | None"] = relationship(remote_side="Release.id")
    texts: Mapped[list["ReleaseText"]] = relationship(
        back_populates="release", cascade="all, delete-orphan", order_by="ReleaseText.id"
    )
    steps: Mapped[list["ReleaseStep"]] = relationship(
        back_populates="release", cascade="all, delete-orphan", order_by="ReleaseStep.id"
    )
    sign_offs: Mapped[list["ReleaseSignOff"]] = relationship(
        back_populates="release", cascade="all, delete-orphan", order_by="ReleaseSignOff.id"
    )
    corrections: Mapped[list["ReleaseCorrection"]] = relationship(
        back_populates="release", cascade="all, delete-orphan", order_by="ReleaseCorrection.id"
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
    pending_headline: Mapped[str] = mapped_column(String(300), default="")
    pending_body: Mapped[str] = mapped_column(Text, default="")
    """What has been changed since the release went out; it is read outside once it is put out as a correction."""
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    release: Mapped[Release] = relationship(back_populates="texts")
    versions: Mapped[list["ReleaseVersion"]] = relationship(
        back_populates="text", cascade="all, delete-orphan", order_by="ReleaseVersion.number"
    )

    @property
    def is_pending(self) -> bool:
        """Whether what the desk works on differs from what is out."""
        return bool(self.pending_headline)

    @property
    def working_headline(self) -> str:
        return self.pending_headline or self.headline

    @property
    def working_body(self) -> str:
        return self.pending_body if self.is_pending else self.body

    @property
    def wording(self) -> str:
        """Headline and body that the desk works on, parted by a blank line."""
        return f"{self.working_headline}\n\n{self.working_body}"

    @property
    def is_edited(self) -> bool:
        """Whether a person has changed, or written, what stands here."""
        return self.wording != self.written

    @property
    def changed_at(self) -> datetime:
        """When readers last saw this text change; never before they could see it."""
        return max(self.updated_at, self.release.published_at or self.updated_at)


class ReleaseVersion(Base):
    """A text as it stood after somebody, or the program, had changed it."""

    __tablename__ = "release_versions"
    __table_args__ = (UniqueConstraint("text_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("release_texts.id", ondelete="CASCADE"))
    number: Mapped[int]
    """From 1, for each text."""
    headline: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    is_by_hand: Mapped[bool]
    """Whether a person wrote it; otherwise it came from the facts."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    text: Mapped[ReleaseText] = relationship(back_populates="versions")
    author: Mapped[User | None] = relationship()


class ReleaseStep(Base):
    """A release came to a status: by whom, when, with which words to the colleagues."""

    __tablename__ = "release_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id", ondelete="CASCADE"), index=True)
    status: Mapped[ReleaseStatus]
    note: Mapped[str] = mapped_column(String(1000), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    release: Mapped[Release] = relationship(back_populates="steps")
    user: Mapped[User | None] = relationship()


class ReleaseSignOff(Base):
    """A funder has seen the texts as they stand and agrees; a later change of the texts takes it away."""

    __tablename__ = "release_sign_offs"
    __table_args__ = (UniqueConstraint("release_id", "funding_source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id", ondelete="CASCADE"))
    funding_source_id: Mapped[int] = mapped_column(ForeignKey("funding_sources.id", ondelete="CASCADE"))
    given_by: Mapped[str] = mapped_column(String(200))
    """Who agreed at the funder's, and how: "Ana Ruiz, by mail of 3 March"."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    release: Mapped[Release] = relationship(back_populates="sign_offs")
    funding_source: Mapped[FundingSource] = relationship()
    user: Mapped[User | None] = relationship()


class ReleaseCorrection(Base):
    """What was wrong in a published release, as the public is told under its text."""

    __tablename__ = "release_corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id", ondelete="CASCADE"), index=True)
    note: Mapped[Translated]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    release: Mapped[Release] = relationship(back_populates="corrections")
    user: Mapped[User | None] = relationship()


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
    approved_by: Mapped[str] = mapped_column(String(200), default="")
    """Who has agreed to these words, the speaker or somebody for them; empty: nobody yet."""
    approved_at: Mapped[datetime | None]
    position: Mapped[int] = mapped_column(default=0)
    search_text: Mapped[str] = mapped_column(default="")
    """Speaker, function and words in all languages, as ``text.normalise.search_key`` makes them."""

    event: Mapped[Event] = relationship()
