"""What organisers write in place of the standard words of a mail."""

import enum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.db import Base, Translated
from eventhub.events.models import Event


class StandardMail(enum.StrEnum):
    """Mails that EventHub writes by itself and whose words can be changed: names of folders in ``templates/mail``."""

    CONFIRMED = "registration_confirmed"
    PENDING = "registration_pending"
    WAITLISTED = "registration_waitlisted"
    PROMOTED = "registration_promoted"
    DECLINED = "registration_declined"
    CANCELLED = "registration_cancelled"
    NOMINATED = "delegate_nominated"
    ASKED_AGAIN = "delegation_reminder"


class MailText(Base):
    """The words of an event's organisers for one of the standard mails. The facts below them stay as they are."""

    __tablename__ = "mail_texts"
    __table_args__ = (UniqueConstraint("event_id", "mail"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    mail: Mapped[StandardMail]
    subject: Mapped[Translated]
    """A language without text has the standard one; this holds for the introduction apart from it."""
    intro: Mapped[Translated]
    """Markdown, in place of what the mail says between the greeting and the facts."""

    event: Mapped[Event] = relationship()
