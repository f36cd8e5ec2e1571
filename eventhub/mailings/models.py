"""Mails that organisers write, and to whom each has gone."""

import enum
from datetime import datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import User
from eventhub.agenda.revision_models import AgendaRevision
from eventhub.clock import now
from eventhub.db import Base, Translated
from eventhub.delegations.models import Delegation
from eventhub.events.models import AttendanceMode, Event, EventStatus
from eventhub.outbox.models import OutboxMessage
from eventhub.registration.models import Registration


class Audience(enum.StrEnum):
    """Whom a mailing is for."""

    PARTICIPANTS = "participants"
    """People who have registered, or were nominated and registered by that."""
    FOCAL_POINTS = "focal_points"
    """Those who nominate for the organisations that were asked."""


class Presence(enum.StrEnum):
    """Whether somebody has been there, as far as the desks at the entrance know."""

    CAME = "came"
    """On one day at least."""
    STAYED_AWAY = "stayed_away"


class MailingStatus(enum.StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    """A colleague is asked to read it."""
    SCHEDULED = "scheduled"
    """Goes out by itself at ``due_at``, which moves with the event."""
    SENDING = "sending"
    """Who gets it is decided; the worker writes their mails, some at a time."""
    SENT = "sent"
    STOPPED = "stopped"
    """Somebody stopped it before everybody had been written to."""
    LAPSED = "lapsed"
    """Its time went by while the event did not stand, or the server did not run; nobody was written to."""


class Anchor(enum.StrEnum):
    """From what the days until a scheduled mailing are counted."""

    BEFORE_START = "before_start"
    AFTER_END = "after_end"


class Mailing(Base):
    """A text for a part of the people of an event, sent once.

    Who gets it is decided when it goes out: by what the lists hold then. Empty lists narrow nothing.
    """

    __tablename__ = "mailings"
    __table_args__ = (Index(None, "status", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    subject: Mapped[Translated]
    body: Mapped[Translated]
    """Markdown with the gaps of ``mailtexts.rules``."""

    audience: Mapped[Audience] = mapped_column(default=Audience.PARTICIPANTS)
    statuses: Mapped[list[str]] = mapped_column(default=list)
    """Values of RegistrationStatus."""
    organizations: Mapped[list[str]] = mapped_column(default=list)
    """Numbers of organizations."""
    languages: Mapped[list[str]] = mapped_column(default=list)
    countries: Mapped[list[str]] = mapped_column(default=list)
    capacities: Mapped[list[str]] = mapped_column(default=list)
    """Values of ``delegations.models.Capacity``: those whom an organisation sends as this."""
    categories: Mapped[list[str]] = mapped_column(default=list)
    """Numbers of categories."""
    presences: Mapped[list[str]] = mapped_column(default=list)
    """Values of Presence."""
    unanswered_only: Mapped[bool] = mapped_column(default=False)
    """Of the focal points, those from whom names are still awaited."""

    needs_second_reader: Mapped[bool] = mapped_column(default=False)
    """Somebody else than ``written_by`` has to send it."""
    status: Mapped[MailingStatus] = mapped_column(default=MailingStatus.DRAFT)
    anchor: Mapped[Anchor | None]
    """None: sent by hand."""
    days: Mapped[int] = mapped_column(default=0)
    """How many days before or after ``anchor``."""
    at_time: Mapped[time | None] = mapped_column(Time)
    """By the clocks at the venue."""
    due_at: Mapped[datetime | None]

    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    """Who last changed the text."""
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    """Who sent it, or let it go when its time comes."""
    sent_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    event: Mapped[Event] = relationship()
    written_by: Mapped[User | None] = relationship(foreign_keys=written_by_id)
    sent_by: Mapped[User | None] = relationship(foreign_keys=sent_by_id)


class MailingRecipient(Base):
    """Somebody to whom a mailing has gone, or is about to: the mail in the outbox tells how far it has come.

    Goes with the registration or the request that it hangs on, so that nothing is kept of whoever is erased.
    """

    __tablename__ = "mailing_recipients"
    __table_args__ = (
        UniqueConstraint("mailing_id", "registration_id"),
        UniqueConstraint("mailing_id", "delegation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id", ondelete="CASCADE"))
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("outbox_messages.id", ondelete="SET NULL"), index=True
    )
    """None: nothing was written, since the address takes no mail, or nothing yet."""
    is_due: Mapped[bool] = mapped_column(default=False)
    """The worker has still to write the mail."""

    mailing: Mapped[Mailing] = relationship()
    registration: Mapped[Registration | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    message: Mapped[OutboxMessage | None] = relationship()


class ToldFacts(Base):
    """When and where an event takes place as its people know it: from the day of its publication, and after each notice
    of a change. What the event says now is in ``events``; the difference is what they have to be told.
    """

    __tablename__ = "told_facts"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    status: Mapped[EventStatus]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(String(64))
    session_days: Mapped[list[str]] = mapped_column(default=list)
    mode: Mapped[AttendanceMode]
    venue: Mapped[Translated]
    address: Mapped[str] = mapped_column(String(500), default="")
    city: Mapped[Translated]
    country: Mapped[str | None] = mapped_column(String(2))
    online_url: Mapped[str] = mapped_column(String(500), default="")

    changed_at: Mapped[datetime | None]
    """When the first of the changes was made of which nobody has been told; None when there is none."""
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When they are told: after a while, so that several corrections make one notice."""

    event: Mapped[Event] = relationship()


class NoticeKind(enum.StrEnum):
    CHANGE = "change"
    """Of date, time, place or link."""
    CANCELLATION = "cancellation"
    REVISION = "revision"
    """Of the agenda."""


class NoticeStatus(enum.StrEnum):
    SENDING = "sending"
    """Who is told is decided; the worker writes their mails, some at a time."""
    SENT = "sent"
    STOPPED = "stopped"
    """Somebody stopped it; those whom it left are told by the next one of its kind, or when it goes on."""
    OVERTAKEN = "overtaken"
    """Before everybody was written to, the event was cancelled, or over."""


class Notice(Base):
    """Something that the people of an event are told, some at a time.

    It keeps what they knew before. What is so now is read when each mail is written, so that nobody is told what is no
    longer true, and nobody twice.
    """

    __tablename__ = "event_notices"
    __table_args__ = (Index(None, "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    kind: Mapped[NoticeKind]
    known_facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Of a change: date and place as these people know them, as ``known_facts.to_json`` writes them."""
    known_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_revisions.id", ondelete="SET NULL"), index=True
    )
    """Of a revision: the one before it; None where there was none."""
    said_facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Of a change: what the mails said that were written last; empty before the first."""
    said_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_revisions.id", ondelete="SET NULL"), index=True
    )
    status: Mapped[NoticeStatus] = mapped_column(default=NoticeStatus.SENDING)
    begun_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()
    known_revision: Mapped[AgendaRevision | None] = relationship(foreign_keys=known_revision_id)
    said_revision: Mapped[AgendaRevision | None] = relationship(foreign_keys=said_revision_id)


class RecipientState(enum.StrEnum):
    """How far a notice has come with one of its people. Whoever moves it does so by the state that it was in."""

    DUE = "due"
    """The worker has still to write the mail."""
    WRITTEN = "written"
    LEFT = "left"
    """The notice was stopped before it came to them."""


class NoticeRecipient(Base):
    """Somebody whom a notice tells: the mail in the outbox says how far that has come.

    Goes with the registration or the request that it hangs on, and when there is nothing new for them after all.
    """

    __tablename__ = "event_notice_recipients"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("event_notices.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    speaker_email: Mapped[str] = mapped_column(String(254), default="")
    """Of speakers, whose rows an edited agenda may make anew: their address, normalised. Empty once the mail has it."""
    state: Mapped[RecipientState] = mapped_column(default=RecipientState.DUE)
    since_id: Mapped[int | None] = mapped_column(
        ForeignKey("event_notices.id", ondelete="CASCADE"), index=True
    )
    """An earlier notice that was stopped before it came to them: they know what its people knew before."""
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("outbox_messages.id", ondelete="SET NULL"), index=True
    )

    notice: Mapped[Notice] = relationship(foreign_keys=notice_id)
    since: Mapped[Notice | None] = relationship(foreign_keys=since_id)
    registration: Mapped[Registration | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    message: Mapped[OutboxMessage | None] = relationship()

    @property
    def name(self) -> str:
        """Empty where none is known."""
        if self.registration:
            return self.registration.name
        return self.delegation.participation.focal_point_name if self.delegation else ""

    @property
    def email(self) -> str:
        """To which the mail has gone, or goes; empty when it is forgotten."""
        if self.registration:
            return self.registration.email
        if self.delegation:
            return self.delegation.participation.focal_point_email
        return self.message.recipient if self.message else self.speaker_email
