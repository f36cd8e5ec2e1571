"""Writing users, and their coming and going."""

from functools import cache

from pwdlib import PasswordHash
from sqlalchemy.exc import IntegrityError

from eventhub.accounts.errors import (
    AddressTakenError,
    LastAdministratorError,
    OwnAccountError,
    WrongCredentialsError,
    WrongPasswordError,
)
from eventhub.accounts.factors import note_change
from eventhub.accounts.models import Role, User
from eventhub.accounts.queries import find_user_by_email, other_administrators
from eventhub.accounts.rules import normalised_email
from eventhub.accounts.sessions import end_sessions
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.tokens import new_token

passwords = PasswordHash.recommended()


@cache
def _hash_of_nobody() -> str:
    """Verified against when there is no password to compare with, so that the answer takes as long."""
    return passwords.hash(new_token())


def add_user(*, email: str, name: str, password: str = "", role: Role, language: str = "en") -> User:
    """Open an account; without ``password`` none opens it until its owner has chosen one.

    Raises:
        AddressTakenError: the address has one.
    """
    user = User(
        email=normalised_email(email),
        name=name,
        password_hash=passwords.hash(password) if password else "",
        role=role,
        language=language,
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError as error:
        raise AddressTakenError from error
    record("user:account:add", user)
    return user


def change_user(
    user: User, *, name: str, role: Role, language: str, is_active: bool, by: User | None = None
) -> None:
    """Change what a user is called and may do. Closing an account ends its sessions.

    Raises:
        OwnAccountError: ``by`` would shut themselves out.
        LastAdministratorError: nobody could administer users any more.
    """
    is_own = by is not None and by.id == user.id
    gives_up_role = user.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR
    if is_own and (gives_up_role or not is_active):
        raise OwnAccountError
    was_administrator = user.role == Role.ADMINISTRATOR and user.is_active
    if was_administrator and (gives_up_role or not is_active) and not other_administrators(user):
        raise LastAdministratorError
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


def change_own_account(user: User, *, name: str, language: str) -> None:
    """Change what the user is called and reads."""
    user.name, user.language = name, language
    record("user:account:change", user)


def set_password(user: User, password: str) -> None:
    """Give a user a new password and end all sessions that began with the old one, of which the user is told."""
    is_first = not user.password_hash
    user.password_hash = passwords.hash(password)
    end_sessions(user)
    if is_first:
        record("user:password:set", user)
    else:
        note_change(user, "user:password:set")


def change_own_password(user: User, *, present: str, new: str) -> None:
    """Let a user who knows the present password choose another; ends all sessions, the one in use too.

    Raises:
        WrongPasswordError
    """
    if not has_password(user, present):
        raise WrongPasswordError
    set_password(user, new)


def has_password(user: User | None, password: str) -> bool:
    """Whether this is the password of the user; takes as long when there is no user, or none that has a password."""
    known = user.password_hash if user else ""
    return passwords.verify(password, known or _hash_of_nobody()) and bool(known)


def check_credentials(*, email: str, password: str) -> User:
    """The user whom address and password name; takes as long when there is none. Writes nothing, so that the time
    that a hash takes is not spent inside a transaction.

    Raises:
        WrongCredentialsError: whatever was wrong.
    """
    user = find_user_by_email(email)
    is_right = has_password(user, password)
    if user is None or not is_right or not user.is_active:
        raise WrongCredentialsError
    return user


def renew_hash(user: User, *, password: str) -> None:
    """Keep the password, which has just been right, in the hash that is recommended today."""
    if passwords.current_hasher.check_needs_rehash(user.password_hash):
        user.password_hash = passwords.hash(password)
        db.session.flush()
