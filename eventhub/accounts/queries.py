"""Reading users."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from eventhub.accounts.errors import UserNotFoundError
from eventhub.accounts.models import Grant, Role, ScopeKind, User
from eventhub.accounts.rules import normalised_email
from eventhub.db import db


def find_user_by_email(address: str) -> User | None:
    """Somebody by address, in one query whether there is anybody or not: nothing is to be told by how long it takes."""
    query = select(User).where(User.email == normalised_email(address)).options(lazyload(User.grants))
    return db.session.scalar(query)


def find_user(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def get_user(user_id: int) -> User:
    """A user by number.

    Raises:
        UserNotFoundError
    """
    user = db.session.get(User, user_id)
    if user is None:
        raise UserNotFoundError
    return user


def grants_at(scope_kind: ScopeKind, scope_id: int) -> Sequence[Grant]:
    """Who has a further role there, with the people."""
    return db.session.scalars(
        select(Grant)
        .where(Grant.scope_kind == scope_kind, Grant.scope_id == scope_id)
        .options(joinedload(Grant.user))
        .order_by(Grant.id)
    ).all()


def all_users() -> Sequence[User]:
    """Everybody, by name."""
    return db.session.scalars(select(User).order_by(User.name, User.id)).all()


def active_users() -> Sequence[User]:
    """Everybody who may sign in, by name."""
    return db.session.scalars(select(User).where(User.is_active).order_by(User.name, User.id)).all()


def other_administrators(user: User) -> Sequence[int]:
    """Numbers of the active administrators apart from ``user``; their rows are held until the transaction ends.

    Two administrators who take the role from each other at the same moment would otherwise leave nobody.
    """
    administrators = select(User.id).where(User.role == Role.ADMINISTRATOR, User.is_active)
    held = db.session.scalars(administrators.order_by(User.id).with_for_update()).all()
    return [number for number in held if number != user.id]
