"""Reading users."""

from collections.abc import Sequence

from sqlalchemy import select

from eventhub.accounts.models import User
from eventhub.accounts.rules import normalised_email
from eventhub.db import db
from eventhub.errors import NotFoundError


def find_user_by_email(address: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == normalised_email(address)))


def find_user_of_session(session_id: str) -> User | None:
    """The active user whom the session names, as long as the user's sessions have not been ended."""
    number, _, key = session_id.partition(":")
    user = db.session.get(User, int(number)) if number.isdigit() else None
    return user if user and user.is_active and user.session_key == key else None


def get_user(user_id: int) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFoundError
    return user


def all_users() -> Sequence[User]:
    """Everybody, by name."""
    return db.session.scalars(select(User).order_by(User.name, User.id)).all()
