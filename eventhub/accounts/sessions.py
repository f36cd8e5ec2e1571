"""Sessions: begun, used, looked through and ended, all on the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from eventhub.accounts.errors import SessionNotFoundError
from eventhub.accounts.models import User, UserSession
from eventhub.accounts.rules import SESSION_IDLE, SESSION_LIFETIME, SESSION_STEP
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.tokens import digest, new_token


@dataclass(frozen=True)
class PresentSession:
    """What a request has to know of the session in which it comes, even when it ends it."""

    id: int
    used_at: datetime
    confirmed_at: datetime
    is_strong: bool


def begin_session(
    user: User,
    *,
    device: str = "",
    network: str = "",
    is_strong: bool = False,
    confirmed_at: datetime | None = None,
) -> str:
    """Sign a browser in; the name for its cookie comes back, and stands on ``user`` for Flask-Login.

    ``confirmed_at`` is when the person has shown who they are, if that was not right now.
    """
    _forget_old_ones()
    user.session_name = new_token()
    user.last_login_at = now()
    db.session.add(
        UserSession(
            user=user,
            digest=digest(user.session_name),
            device=device,
            network=network,
            is_strong=is_strong,
            confirmed_at=confirmed_at or now(),
        )
    )
    db.session.flush()
    record("user:session:begin", user)
    return user.session_name


def find_session(name: str) -> UserSession | None:
    """The session of this name, with its user, as long as it lasts and the account is open."""
    moment = now()
    return db.session.scalar(
        select(UserSession)
        .join(UserSession.user)
        .where(
            UserSession.digest == digest(name),
            UserSession.began_at > moment - SESSION_LIFETIME,
            UserSession.used_at > moment - SESSION_IDLE,
            User.is_active,
        )
    )


def find_user_of_session(name: str) -> User | None:
    """Who has come with the cookie of this session."""
    found = find_session(name)
    if found is None:
        return None
    found.user.current_session = PresentSession(
        id=found.id,
        used_at=found.used_at,
        confirmed_at=found.confirmed_at,
        is_strong=found.is_strong,
    )
    return found.user


def sessions_of(user: User) -> Sequence[UserSession]:
    """Where the user is signed in, the one used last first."""
    moment = now()
    return db.session.scalars(
        select(UserSession)
        .where(
            UserSession.user_id == user.id,
            UserSession.began_at > moment - SESSION_LIFETIME,
            UserSession.used_at > moment - SESSION_IDLE,
        )
        .order_by(UserSession.used_at.desc(), UserSession.id.desc())
    ).all()


def is_use_to_be_noted(session: PresentSession) -> bool:
    return session.used_at <= now() - SESSION_STEP


def note_use(session_id: int) -> None:
    """The session is in use at this hour."""
    rows_updated(update(UserSession).where(UserSession.id == session_id).values(used_at=now()))


def confirm(user: User, session_id: int) -> None:
    """The person in front of this session has shown again who they are."""
    rows_updated(update(UserSession).where(UserSession.id == session_id).values(confirmed_at=now()))
    record("user:session:confirm", user)


def end_session(name: str) -> None:
    """Sign out the session of this name; ending it twice is ending it once."""
    found = find_session(name)
    if found is not None:
        _end(found)


def end_one_session(user: User, session_id: int) -> None:
    """Sign one of the user's sessions out.

    Raises:
        SessionNotFoundError: there is none of this number, or it is somebody else's.
    """
    found = db.session.get(UserSession, session_id)
    if found is None or found.user_id != user.id:
        raise SessionNotFoundError
    _end(found)


def _end(session: UserSession) -> None:
    record("user:session:end", session.user)
    db.session.delete(session)
    db.session.flush()


def end_sessions(user: User) -> None:
    """Sign the user out everywhere."""
    db.session.execute(delete(UserSession).where(UserSession.user_id == user.id))
    db.session.flush()
    record("user:sessions:end", user)


def _forget_old_ones() -> None:
    moment = now()
    db.session.execute(
        delete(UserSession).where(
            (UserSession.used_at < moment - SESSION_IDLE) | (UserSession.began_at < moment - SESSION_LIFETIME)
        )
    )
