"""Who has chosen what."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.agenda.models import Session
from eventhub.clock import now
from eventhub.db import Base
from eventhub.registration.models import Registration


class SignUp(Base):
    """A participant's place in an item. It counts as long as the registration is confirmed."""

    __tablename__ = "sign_ups"
    __table_args__ = (UniqueConstraint("session_id", "registration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=now)

    session: Mapped[Session] = relationship()
    registration: Mapped[Registration] = relationship()
