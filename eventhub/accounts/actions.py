"""Writing users."""

from functools import cache

from pwdlib import PasswordHash

from eventhub.accounts.errors import AddressTakenError, WrongCredentialsError
from eventhub.accounts.models import Role, User
from eventhub.accounts.queries import find_user_by_email
from eventhub.accounts.rules import normalised_email
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.tokens import new_token

passwords = PasswordHash.recommended()


@cache
def _hash_of_nobody() -> str:
    """Verified against when the address is unknown, so that the answer takes as long."""
    return passwords.hash(new_token())


def add_user(*, email: str, name: str, password: str, role: Role, language: str = "en") -> User:
    """Open an account.

    Raises:
        AddressTakenError: the address has one.
    """
    if find_user_by_email(email):
        raise AddressTakenError
    user = User(
        email=normalised_email(email),
        name=name,
        password_hash=passwords.hash(password),
        role=role,
        language=language,
        session_key=new_token(),
    )
    db.session.add(user)
    db.session.flush()
    record("user:account:add", user)
    return user


def change_user(user: User, *, name: str, role: Role, language: str, is_active: bool) -> None:
    """Change what a user is called and may do. Closing an account ends its sessions."""
    before = {"role": user.role, "is_active": user.is_active}
    user.name, user.role, user.language, user.is_active = name, role, language, is_active
    if not is_active:
        end_sessions(user)
    after = {"role": role, "is_active": is_active}
    record(
        "user:account:change",
        user,
        changes={key: [before[key], after[key]] for key in before if before[key] != after[key]},
    )


def set_password(user: User, password: str) -> None:
    """Give a user a new password and end all sessions that began with the old one."""
    user.password_hash = passwords.hash(password)
    end_sessions(user)
    record("user:password:set", user)


def end_sessions(user: User) -> None:
    """Sign the user out everywhere."""
    user.session_key = new_token()
    db.session.flush()


def authenticate(*, email: str, password: str) -> User:
    """The user whom address and password name; takes as long when there is none.

    Raises:
        WrongCredentialsError: whatever was wrong.
    """
    user = find_user_by_email(email)
    valid, new_hash = passwords.verify_and_update(password, user.password_hash if user else _hash_of_nobody())
    if user is None or not valid or not user.is_active:
        raise WrongCredentialsError
    if new_hash:
        user.password_hash = new_hash
    user.last_login_at = now()
    db.session.flush()
    return user
