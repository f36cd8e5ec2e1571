"""Giving and taking roles that hold for one office, one programme, one event, or everywhere."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from eventhub.accounts.errors import GrantNotFoundError, RoleTooHighError
from eventhub.accounts.models import Grant, Role, ScopeKind, User
from eventhub.accounts.permissions import Permission, granted_by
from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated


@dataclass(frozen=True)
class Scope:
    """Where a role holds; ``id`` is 0 everywhere."""

    kind: ScopeKind
    id: int = 0

    @classmethod
    def parse(cls, text: str) -> "Scope":
        """From ``kind:number``, as forms hold it.

        Raises:
            ValueError
        """
        kind, _colon, number = text.partition(":")
        return cls(ScopeKind(kind), int(number or 0))

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def give_role(user: User, role: Role, scope: Scope) -> None:
    """Let a user hold a role there; whoever has it already keeps it."""
    try:
        with db.session.begin_nested():
            user.grants.append(Grant(role=role, scope_kind=scope.kind, scope_id=scope.id))
    except IntegrityError:
        db.session.refresh(user)
        return
    record("user:role:give", user, changes={"role": [None, f"{role} {scope}"]})


def take_role(grant: Grant) -> None:
    """Take a role again."""
    user, told = grant.user, f"{grant.role} {Scope(grant.scope_kind, grant.scope_id)}"
    user.grants.remove(grant)
    db.session.flush()
    record("user:role:take", user, changes={"role": [told, None]})


def get_grant(grant_id: int, *, user: User | None = None, scope: Scope | None = None) -> Grant:
    """A role by number, as long as it is this user's, or holds there.

    Raises:
        GrantNotFoundError
    """
    found = db.session.get(Grant, grant_id)
    is_right = found is not None and (user is None or found.user_id == user.id)
    if (
        found is None
        or not is_right
        or (scope and (found.scope_kind, found.scope_id) != (scope.kind, scope.id))
    ):
        raise GrantNotFoundError
    return found


def drop_roles_at(scope: Scope) -> None:
    """The office, programme or event is going: no role may be left for a later one of the same number."""
    rows_updated(delete(Grant).where(Grant.scope_kind == scope.kind, Grant.scope_id == scope.id))


def refuse_higher(role: Role, held: Collection[Permission]) -> None:
    """Nobody gives to others what they do not have themselves.

    Raises:
        RoleTooHighError
    """
    if not within(role, held):
        raise RoleTooHighError


def within(role: Role, held: Collection[Permission]) -> bool:
    """Whether a role, held for one event, may no more than ``held``."""
    return granted_by(role, ScopeKind.EVENT) <= set(held)
