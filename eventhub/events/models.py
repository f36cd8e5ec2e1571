"""The event, and what hangs on it directly."""

import enum
import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Role, User
from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import FundingRole, FundingSource, Programme


class EventKind(enum.StrEnum):
    WORKSHOP = "workshop"
    TRAINING = "training"
    CONFERENCE = "conference"
    SEMINAR = "seminar"
    ROUND_TABLE = "round_table"
    MEETING = "meeting"
    WEBINAR = "webinar"
    CONSULTATION = "consultation"
    STUDY_VISIT = "study_visit"
    LAUNCH = "launch"


class EventStatus(enum.StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"


class Visibility(enum.StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"
    """For those who have the address: in no list, feed, sitemap or search engine."""
    PRIVATE = "private"
    """On the desk only."""


class AttendanceMode(enum.StrEnum):
    """schema.org eventAttendanceMode."""

    ON_SITE = "on_site"
    ONLINE = "online"
    HYBRID = "hybrid"


class ParticipationRole(enum.StrEnum):
    """An organization's part in an event, in the order in which a page names them."""

    ORGANISER = "organiser"
    CO_ORGANISER = "co_organiser"
    PARTNER = "partner"
    PARTICIPANT = "participant"
    OBSERVER = "observer"


event_topics = Table(
    "event_topics",
    Base.metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topics.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Topic(Base):
    """What events are about, to find them by."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[Translated]


class Series(Base):
    """Editions of one workshop, held again and again; schema.org EventSeries."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[Translated]


class Event(Base):
    """A workshop, training, conference… with a beginning and an end in the time zone of its venue."""

    __tablename__ = "events"
    # What is listed, coming or past is read from these alone: rows are long, and there are many of them.
    __table_args__ = (
        Index(None, "starts_at", "ends_at", "visibility", "status"),
        Index(None, "ends_at", "starts_at", "visibility", "status"),
        Index(None, "country", "starts_at", "ends_at", "visibility", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid.uuid4()))
    """RFC 5545 UID, fixed for life."""
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="RESTRICT"), index=True)
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("programmes.id", ondelete="SET NULL"), index=True
    )
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id", ondelete="SET NULL"), index=True)

    kind: Mapped[EventKind]
    kind_name: Mapped[Translated]
    """The words for the kind where the list has none (expert group meeting)."""
    kind_gender: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Grammatical gender of ``kind_name`` per language: f, m or n."""
    title: Mapped[Translated]
    headline: Mapped[Translated]
    """Headline of its releases where a person has set one; otherwise it is composed."""
    aim: Mapped[Translated]
    context: Mapped[Translated]
    """Why the topic matters: a paragraph for the page and the release."""
    outcomes: Mapped[Translated] = mapped_column(default=Translated)
    """What came of the event, once it is over: paragraphs for the page and the release."""
    status_reason: Mapped[Translated] = mapped_column(default=Translated)
    """Why the event is postponed or cancelled, as a sentence for the public."""
    media_arrangements: Mapped[Translated] = mapped_column(default=Translated)
    """What the press should know: accreditation, times for pictures, who gives interviews."""
    sdg_targets: Mapped[list[str]] = mapped_column(default=list)
    """Targets of the Sustainable Development Goals, such as 10.7."""

    status: Mapped[EventStatus] = mapped_column(default=EventStatus.DRAFT)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    """IANA name."""
    session_days: Mapped[list[str]] = mapped_column(default=list)
    """ISO dates on which the event meets, when these are not all the days from first to last; else empty."""
    duration_days: Mapped[int | None]
    """Overrides the number of days in "a three-day workshop"."""
    postponed_from: Mapped[list[str]] = mapped_column(default=list)
    """ISO dates of the first and last day that were first announced."""

    mode: Mapped[AttendanceMode] = mapped_column(default=AttendanceMode.ON_SITE)
    venue: Mapped[Translated]
    address: Mapped[str] = mapped_column(String(500), default="")
    city: Mapped[Translated]
    country: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    online_url: Mapped[str] = mapped_column(String(500), default="")
    """Where to join; shown to confirmed participants only."""
    working_languages: Mapped[list[str]] = mapped_column(default=list)
    interpretation: Mapped[list[str]] = mapped_column(default=list)

    capacity: Mapped[int | None]
    """Places; None is no limit."""
    expected_women: Mapped[int | None]
    expected_men: Mapped[int | None]
    actual_women: Mapped[int | None]
    actual_men: Mapped[int | None]

    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(60), default="")
    """Whom the public and the press may ask; printed, never written to by the system."""

    replaces_programme_funding: Mapped[bool] = mapped_column(default=False)
    """True: only ``fundings`` count; False: they come after those of the programme."""

    sequence: Mapped[int] = mapped_column(default=0)
    """RFC 5545 SEQUENCE: rises when time, place or status change, never falls."""
    revised_at: Mapped[datetime] = mapped_column(default=now)
    """When what calendars show last changed: DTSTAMP and LAST-MODIFIED."""
    published_at: Mapped[datetime | None]
    search_text: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    office: Mapped[Office] = relationship()
    programme: Mapped[Programme | None] = relationship()
    series: Mapped[Series | None] = relationship()
    topics: Mapped[list[Topic]] = relationship(secondary=event_topics, order_by=Topic.id)
    participations: Mapped[list["Participation"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="Participation.position"
    )
    fundings: Mapped[list["EventFunding"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="EventFunding.position"
    )
    staff: Mapped[list["EventStaff"]] = relationship(back_populates="event", cascade="all, delete-orphan")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        """The start on the clocks of the venue."""
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        """The end on the clocks of the venue."""
        return self.ends_at.astimezone(self.zone)

    @property
    def first_day(self) -> date:
        return self.local_start.date()

    @property
    def last_day(self) -> date:
        return self.local_end.date()


class Participation(Base):
    """An organization's part in an event."""

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("event_id", "organization_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    role: Mapped[ParticipationRole]
    position: Mapped[int] = mapped_column(default=0)
    """Order of precedence."""
    quota: Mapped[int | None]
    focal_point_name: Mapped[str] = mapped_column(String(200), default="")
    focal_point_email: Mapped[str] = mapped_column(String(254), default="")

    event: Mapped[Event] = relationship(back_populates="participations")
    organization: Mapped[Organization] = relationship()


class EventFunding(Base):
    """A funding source of the event itself, besides or in place of those of its programme."""

    __tablename__ = "event_fundings"
    __table_args__ = (UniqueConstraint("event_id", "funding_source_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    funding_source_id: Mapped[int] = mapped_column(
        ForeignKey("funding_sources.id", ondelete="RESTRICT"), index=True
    )
    role: Mapped[FundingRole] = mapped_column(default=FundingRole.SOLE)
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship(back_populates="fundings")
    source: Mapped[FundingSource] = relationship()


class EventShare(Base):
    """An office that helps with an event: its people may do there what both ``role`` and their own role allow."""

    __tablename__ = "event_shares"
    __table_args__ = (UniqueConstraint("event_id", "office_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role]

    office: Mapped[Office] = relationship()


class EventStaff(Base):
    """A user who looks after the event, besides the members of its office."""

    __tablename__ = "event_staff"
    __table_args__ = (UniqueConstraint("event_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)

    event: Mapped[Event] = relationship(back_populates="staff")
    user: Mapped[User] = relationship()
