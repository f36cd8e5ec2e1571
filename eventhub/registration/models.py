"""Registrations and the places that they take."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base
from eventhub.db.encryption import EncryptedJson, EncryptedText
from eventhub.db.files import EncryptedFile
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.questions.models import Category, Question
from eventhub.tokens import new_reference, new_ticket, new_token


class RegistrationStatus(enum.StrEnum):
    PENDING = "pending"
    """Waits for an organiser's approval; holds no place."""
    CONFIRMED = "confirmed"
    """Holds a place."""
    WAITLISTED = "waitlisted"
    """Will get a place when one becomes free, in the order of ``waiting_since``."""
    OFFERED = "offered"
    """Holds a place until ``offered_until``, and has to accept it by then."""
    DECLINED = "declined"
    CANCELLED = "cancelled"


class RegistrationDesk(Base):
    """How an event takes registrations, and how many places are taken. One row per event.

    Its own table, so that a rush of registrations never touches the row of the event, on which pages and
    calendars rest.
    """

    __tablename__ = "registration_desks"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    is_offered: Mapped[bool] = mapped_column(default=True)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    """None: when the event starts."""
    needs_approval: Mapped[bool] = mapped_column(default=False)
    has_waiting_list: Mapped[bool] = mapped_column(default=True)
    offer_hours: Mapped[int | None]
    """A place that becomes free is offered to the next in line for so long; None: it is theirs at once."""
    changes_until: Mapped[datetime | None]
    """What people change later goes before the organisers; None: until the event ends they change it themselves."""
    retention_days: Mapped[int | None]
    """Days after the event on which everybody is made anonymous; None: by hand, or at a person's own wish."""
    places_per_organization: Mapped[int | None]
    """How many of an organisation may register by themselves; None: no limit. Delegations have their quota."""
    group_size: Mapped[int | None]
    """As how many people may be registered together; None: each registers alone."""
    taken: Mapped[int] = mapped_column(default=0)
    """Places that are confirmed, offered, or kept for delegations. Changed by conditional UPDATE only."""

    event: Mapped[Event] = relationship()


class Registration(Base):
    """A person's place at an event, or their claim to one."""

    __tablename__ = "registrations"
    __table_args__ = (
        UniqueConstraint("event_id", "email_key"),
        Index(None, "event_id", "status", "waiting_since", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    reference: Mapped[str] = mapped_column(String(16), unique=True, default=new_reference)
    token: Mapped[str] = mapped_column(String(64), unique=True, default=new_token)
    """The secret link. Kept readable, since every later mail has to carry it."""
    ticket: Mapped[str] = mapped_column(String(32), unique=True, default=new_ticket)
    """What the QR code on ticket and badge says. It names the person at the desk and opens nothing."""
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL"), index=True
    )
    """How the person takes part, where the event tells categories apart."""
    status: Mapped[RegistrationStatus]
    waiting_since: Mapped[datetime | None]
    offered_until: Mapped[datetime | None] = mapped_column(index=True)

    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    """As it was typed: mails go there. Empty for somebody who came without having registered, and gave none."""
    email_key: Mapped[str] = mapped_column(String(254))
    """Normalised: one person, one place. For somebody whom an organisation sends under a mailbox of several people, the
    address and the name, apart by a blank, which no address has."""
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organizations.id", ondelete="SET NULL"), index=True
    )
    organization_name: Mapped[str] = mapped_column(String(200), default="")
    """Free text, when the organization is not in the list."""
    position: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str | None] = mapped_column(String(2))
    phone: Mapped[str] = mapped_column(String(40), default="")
    needs: Mapped[str] = mapped_column(EncryptedText, default="")
    """Dietary and access needs, in the person's words. Deleted with the person, never exported to donors."""
    language: Mapped[str] = mapped_column(String(8))
    """The language in which the person registered, and is written to."""
    place_is_held: Mapped[bool] = mapped_column(default=False)
    """The place belongs to a delegation: it stays kept for the organisation when the person goes."""
    is_extra: Mapped[bool] = mapped_column(default=False)
    """The seat stands beside the places of the event and takes none: personal assistants, exceptions."""
    assists_id: Mapped[int | None] = mapped_column(
        ForeignKey("registrations.id", ondelete="SET NULL"), index=True
    )
    """Whom a personal assistant comes with."""
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration_groups.id", ondelete="SET NULL"), index=True
    )
    """With whom somebody was registered."""
    sequence: Mapped[int] = mapped_column(default=0)
    """SEQUENCE of the invitation sent to the person's calendar (RFC 5546)."""
    erased_at: Mapped[datetime | None]
    """When the person was made anonymous; nobody is written to any more."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    event: Mapped[Event] = relationship()
    organization: Mapped[Organization | None] = relationship()

    @property
    def shares_mailbox(self) -> bool:
        """Whether somebody else reads the mails, too: each has to say for whom it is."""
        return " " in self.email_key

    category: Mapped[Category | None] = relationship()
    assists: Mapped["Registration | None"] = relationship(remote_side="Registration.id")
    group: Mapped["Group | None"] = relationship(back_populates="members")
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="registration", cascade="all, delete-orphan", passive_deletes=True
    )
    consents: Mapped[list["Consent"]] = relationship(
        back_populates="registration", cascade="all, delete-orphan", order_by="Consent.id"
    )


class Group(Base):
    """People whom somebody has registered together.

    As long as the group is together, those of it who began to wait at the same moment get places all at once or not at
    all (``line``). Whoever has a place is a registration like any other.
    """

    __tablename__ = "registration_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, default=new_token)
    """The secret link of whoever has registered the group."""
    contact_name: Mapped[str] = mapped_column(String(200))
    contact_email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8))
    """In which the group was registered, and its people are written to."""
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL"), index=True
    )
    """In which people are registered."""
    is_together: Mapped[bool] = mapped_column(default=True)
    """False: each of those who wait does so alone."""
    keeps_places: Mapped[bool] = mapped_column(default=False)
    """While it waits, free places are kept until there are enough for all of it: nobody behind gets them."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()
    category: Mapped[Category | None] = relationship()
    members: Mapped[list[Registration]] = relationship(back_populates="group", order_by="Registration.id")


class ChangeRequest(Base):
    """What somebody wants to change after the deadline for changes. The place is theirs, whatever is decided."""

    __tablename__ = "change_requests"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True
    )
    details: Mapped[Any] = mapped_column(EncryptedJson)
    """The fields of ``changes.DECIDED`` as they shall be; the organization by its number."""
    answers: Mapped[Any] = mapped_column(EncryptedJson)
    """By number of the question, as ``Answer.value``; None takes an answer away."""
    created_at: Mapped[datetime] = mapped_column(default=now)

    registration: Mapped[Registration] = relationship()


class Exemption(Base):
    """The leave of one person to register by a secret link: after the deadline, before it, or when all is full."""

    __tablename__ = "exemptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, default=new_token)
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8))
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL"), index=True
    )
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    event: Mapped[Event] = relationship()
    category: Mapped[Category | None] = relationship()


class Answer(Base):
    """What a person answered to one question. Always encrypted, whatever is asked: questions change their class."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("registration_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), index=True)
    value: Mapped[Any] = mapped_column(EncryptedJson)
    """A text; a number; a day in ISO 8601; the number of an option, or a list of them; ``yes`` or ``no``; a mapping
    for a passport; the name of a file. As ``questions.fields.plain`` has it."""

    registration: Mapped[Registration] = relationship(back_populates="answers")
    question: Mapped[Question] = relationship()
    file: Mapped["AnswerFile | None"] = relationship(
        back_populates="answer", cascade="all, delete-orphan", passive_deletes=True
    )


class AnswerFile(Base):
    """A file that is an answer: backed up, and forgotten with the person, wherever files are kept (``db.files``)."""

    __tablename__ = "answer_files"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    media_type: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the content, in hexadecimal."""
    content: Mapped[bytes] = mapped_column(EncryptedFile, deferred=True)

    answer: Mapped[Answer] = relationship(back_populates="file")


class ConsentPurpose(enum.StrEnum):
    PARTICIPATION = "participation"
    """Handling the data for this event; without it there is no registration."""
    PARTICIPANT_LIST = "participant_list"
    """Name, position and organization in the list that participants receive."""
    PHOTOGRAPHS = "photographs"
    FUTURE_EVENTS = "future_events"


class ShownNotice(Base):
    """A privacy notice as people read it when they registered, word for word. One row for all who read the same."""

    __tablename__ = "shown_notices"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the text, in hexadecimal."""
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Consent(Base):
    """What a person agreed to: for which purpose, to which wording, when. Withdrawn consents keep their date."""

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("registration_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registrations.id", ondelete="CASCADE"))
    purpose: Mapped[ConsentPurpose]
    wording: Mapped[str] = mapped_column(Text)
    """The sentence that the person saw, in the language in which they saw it."""
    given_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]
    notice_id: Mapped[int | None] = mapped_column(
        ForeignKey("shown_notices.id", ondelete="RESTRICT"), index=True
    )
    """The privacy notice that stood beside the sentence."""

    registration: Mapped[Registration] = relationship(back_populates="consents")
    notice: Mapped[ShownNotice | None] = relationship()
