"""Users of the desk. Participants and focal points need no account."""

import enum
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.clock import now
from eventhub.db import Base
from eventhub.tokens import new_token


class Role(enum.StrEnum):
    """What a user is trusted with; ``permissions.GRANTS`` says what each role may do."""

    ADMINISTRATOR = "administrator"
    ORGANISER = "organiser"
    PRESS_OFFICER = "press_officer"
    VIEWER = "viewer"


class User(UserMixin, Base):
    """Somebody who signs in at the desk."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Normalised: see ``accounts.rules.normalised_email``."""
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role]
    language: Mapped[str] = mapped_column(String(8), default="en")
    is_active: Mapped[bool] = mapped_column(default=True)
    session_key: Mapped[str] = mapped_column(String(64))
    """Part of what the session cookie must name: a new one ends all sessions of the user on the server."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_login_at: Mapped[datetime | None]

    scopes = None
    """While a program acts for the user by an API token, the permissions to which that is limited; else no limit."""

    # UserMixin compares by ``get_id``, which is new for each session; rows are the same when they are the same object.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def get_id(self) -> str:
        """The name of a new session, which Flask-Login keeps in the cookie: no two sessions have the same."""
        return f"{self.id}:{self.session_key}:{new_token()}"


class EndedSession(Base):
    """A session that was signed out: whoever has kept its cookie cannot go on with it."""

    __tablename__ = "ended_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """``tokens.digest`` of the name of the session."""
    ended_at: Mapped[datetime] = mapped_column(default=now, index=True)
