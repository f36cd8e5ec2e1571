"""How letters are numbered."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.db import Base


class LetterCounter(Base):
    """How many letters of an event have had a number. One that was taken back keeps its own: somebody has filed it."""

    __tablename__ = "letter_counters"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)
