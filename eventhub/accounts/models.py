"""Users of the desk. Participants and focal points need no account."""

import enum
from datetime import datetime
from typing import Any, cast

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.clock import now
from eventhub.db import Base


class Role(enum.StrEnum):
    """What a user is trusted with; ``permissions.GRANTS`` says what each role may do."""

    ADMINISTRATOR = "administrator"
    ORGANISER = "organiser"
    PRESS_OFFICER = "press_officer"
    CLEARING_OFFICER = "clearing_officer"
    REGISTRAR = "registrar"
    CHECKIN = "checkin"
    FINANCE = "finance"
    VIEWER = "viewer"


class ScopeKind(enum.StrEnum):
    """For what a role holds that somebody has besides their own."""

    EVERYWHERE = "everywhere"
    OFFICE = "office"
    """One office alone."""
    OFFICE_TREE = "office_tree"
    """An office and those below it."""
    PROGRAMME = "programme"
    EVENT = "event"


class User(UserMixin, Base):
    """Somebody who signs in at the desk."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Normalised: see ``accounts.rules.normalised_email``."""
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    """Empty for whoever has chosen no password: no password opens the account then."""
    role: Mapped[Role]
    """What the user is trusted with in their offices, as staff of events, and in what all offices share."""
    language: Mapped[str] = mapped_column(String(8), default="en")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_login_at: Mapped[datetime | None]

    grants: Mapped[list["Grant"]] = relationship(
        back_populates="user", cascade="all, delete-orphan", lazy="selectin", order_by="Grant.id"
    )

    scopes = cast(Any, None)
    """While a program acts for the user by an API token, the permissions to which that is limited; else no limit."""

    session_name = ""
    """Of the session that was begun with this object, for the cookie; the database holds its digest alone."""
    current_session = cast(Any, None)
    """The ``sessions.PresentSession`` in which the person has come with this request."""

    # UserMixin compares by ``get_id``, which differs between sessions; rows are the same when they are the same object.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie."""
        return self.session_name


class Grant(Base):
    """A role that a user has besides their own, for one office, programme or event, or everywhere."""

    __tablename__ = "grants"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "scope_kind", "scope_id"),
        Index(None, "scope_kind", "scope_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[Role]
    scope_kind: Mapped[ScopeKind]
    scope_id: Mapped[int] = mapped_column(default=0)
    """Number of the office, programme or event; 0 everywhere. Whoever deletes one of them takes its grants along."""
    given_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship(back_populates="grants")


class UserSession(Base):
    """A browser in which somebody is signed in. Without its row, its cookie opens nothing."""

    __tablename__ = "user_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """``tokens.digest`` of the name in the cookie."""
    device: Mapped[str] = mapped_column(String(60), default="")
    """The browser in words, such as ``Firefox · Windows``."""
    network: Mapped[str] = mapped_column(String(60), default="")
    """Roughly from where it began: see ``web.client.client_network``."""
    began_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime] = mapped_column(default=now, index=True)
    """The last use, no finer than ``rules.SESSION_STEP``."""
    confirmed_at: Mapped[datetime] = mapped_column(default=now)
    """When the person last showed who they are."""
    is_strong: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether they have shown a second factor."""

    user: Mapped[User] = relationship()


class Throttle(Base):
    """How often something was tried that can be guessed, and when it may be tried again."""

    __tablename__ = "throttles"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    """A keyed digest of what is protected and from whom: nobody learns from it who has tried."""
    tries: Mapped[int] = mapped_column(default=0)
    free_at: Mapped[datetime] = mapped_column(default=now)
    tried_at: Mapped[datetime] = mapped_column(default=now, index=True)


class LinkPurpose(enum.StrEnum):
    """What a link in a mail lets its reader do."""

    SIGN_IN = "sign_in"
    RESET = "reset"
    INVITATION = "invitation"


class LinkRequest(Base):
    """Somebody asked for a link by mail. The worker finds out whether there is such an account, so that the answer on
    the page is the same, and takes as long, whether or not."""

    __tablename__ = "link_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    purpose: Mapped[LinkPurpose]
    created_at: Mapped[datetime] = mapped_column(default=now)


class MailedLink(Base):
    """A secret that was sent by mail. Using it deletes it."""

    __tablename__ = "mailed_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[LinkPurpose]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    user: Mapped[User] = relationship()
