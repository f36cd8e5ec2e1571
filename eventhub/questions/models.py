"""Categories of participants, and the form that each of them fills in."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.db import Base, Translated
from eventhub.events.models import Event


class Category(Base):
    """People who take part in the same way: participants, speakers, observers, media. Each has its own form."""

    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("event_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    """Its name in addresses."""
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Translated] = mapped_column(default=Translated)
    description: Mapped[Translated] = mapped_column(default=Translated)
    """Whom it is for."""
    is_offered: Mapped[bool] = mapped_column(default=True)
    """People may choose it themselves; otherwise organisers put them there."""
    needs_approval: Mapped[bool] = mapped_column(default=False)
    lets_move: Mapped[bool] = mapped_column(default=False)
    """Whoever takes part in another way may ask to be moved here; organisers decide."""
    capacity: Mapped[int | None]
    """How many of the places of the event it may take; None: as many as there are."""
    taken: Mapped[int] = mapped_column(default=0)
    """Of the places of the event, those that people of this category hold. Changed by conditional UPDATE only."""

    event: Mapped[Event] = relationship()


class Section(Base):
    """Questions under one heading, for everybody or for one category."""

    __tablename__ = "sections"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="CASCADE"), index=True
    )
    """None: everybody is asked."""
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Translated] = mapped_column(default=Translated)
    introduction: Mapped[Translated] = mapped_column(default=Translated)

    event: Mapped[Event] = relationship()
    category: Mapped[Category | None] = relationship()
    questions: Mapped[list["Question"]] = relationship(
        back_populates="section", cascade="all, delete-orphan", order_by="Question.position, Question.id"
    )


class QuestionKind(enum.StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    COUNTRY = "country"
    ORGANIZATION = "organization"
    PHONE = "phone"
    FILE = "file"
    PASSPORT = "passport"


class TextFormat(enum.StrEnum):
    """What a short text has to look like."""

    ANY = "any"
    EMAIL = "email"
    WEB = "web"
    DIGITS = "digits"
    CODE = "code"
    """Letters, digits, hyphens and slashes: the number of a paper."""


class Privacy(enum.StrEnum):
    """How carefully an answer is kept."""

    PLAIN = "plain"
    """Says nothing of a person that matters, such as a working group."""
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    """Encrypted, and shown to those alone who may see it: health, belief, papers."""


class Question(Base):
    """Something that people are asked."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[QuestionKind]
    standard: Mapped[str] = mapped_column(String(40), default="")
    """Name of the standard question that it is (``questions.standard``), by which figures of events add up."""
    label: Mapped[Translated] = mapped_column(default=Translated)
    help: Mapped[Translated] = mapped_column(default=Translated)
    is_required: Mapped[bool] = mapped_column(default=False)
    minimum: Mapped[int | None]
    """Of a number its value, of a text its length in characters, of several choices how many."""
    maximum: Mapped[int | None]
    text_format: Mapped[TextFormat] = mapped_column(default=TextFormat.ANY)
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    is_internal: Mapped[bool] = mapped_column(default=False)
    """Organisers answer it; the person sees it in their own data only."""
    privacy: Mapped[Privacy] = mapped_column(default=Privacy.PERSONAL)
    retention_days: Mapped[int | None]
    """Days after the event on which answers are deleted; None: with the registration."""
    open_until: Mapped[datetime | None]
    """Asked on the person's own page, until then; None: in the form."""
    shown_if_id: Mapped[int | None] = mapped_column(
        ForeignKey("questions.id", ondelete="SET NULL"), index=True
    )
    """Asked only if that question, which comes before, was answered by one of ``shown_if_values``."""
    shown_if_values: Mapped[list[str]] = mapped_column(default=list)
    """Numbers of options, or ``yes`` and ``no``."""

    section: Mapped[Section] = relationship(back_populates="questions")
    shown_if: Mapped["Question | None"] = relationship(remote_side="Question.id")
    options: Mapped[list["Option"]] = relationship(
        back_populates="question", cascade="all, delete-orphan", order_by="Option.position, Option.id"
    )


class Option(Base):
    """One of the answers to choose from."""

    __tablename__ = "question_options"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    key: Mapped[str] = mapped_column(String(40), default="")
    """What it means in figures, of standard questions: ``female``."""
    label: Mapped[Translated] = mapped_column(default=Translated)
    places: Mapped[int | None]
    """How many may choose it; None: no limit."""
    taken: Mapped[int] = mapped_column(default=0)
    """How many have. Changed by conditional UPDATE only."""

    question: Mapped[Question] = relationship(back_populates="options")
