"""The one table of who may do what. Which things of a kind (whose events) is decided by the area of the thing."""

import enum
from collections.abc import Collection, Sequence
from typing import Any

from flask import current_app

from eventhub.accounts.models import Role, ScopeKind
from eventhub.config import Config


class Permission(enum.StrEnum):
    DESK_USE = "desk:use"
    EVENT_EDIT = "event:edit"
    EVENT_EDIT_ALL = "event:edit:all"
    EVENT_FUND = "event:fund"
    """Who pays for an event, as its page and its releases say it."""
    REGISTRATION_VIEW = "registration:view"
    REGISTRATION_DECIDE = "registration:decide"
    REGISTRATION_SENSITIVE = "registration:sensitive"
    """What people told in confidence: health, papers, what they need."""
    CHECKIN_USE = "checkin:use"
    """The desk at the entrance: names and organisations of those who come, and nothing else of them."""
    RELEASE_EDIT = "release:edit"
    RELEASE_CLEAR = "release:clear"
    """Say that a release may go out as it stands, or send it back."""
    RELEASE_PUBLISH = "release:publish"
    MEDIA_LIST = "media:list"
    """Who gets releases by mail: addresses of people."""
    REGISTRY_EDIT = "registry:edit"
    """Organizations, programmes, topics: what events of all offices share."""
    FUNDING_EDIT = "funding:edit"
    """Funding sources, which events of all offices share as well."""
    OFFICE_EDIT = "office:edit"
    OUTBOX_VIEW = "outbox:view"
    USER_ADMINISTER = "user:administer"
    INSTANCE_EXPORT = "instance:export"
    """All that the instance holds, digests and secret links too: as much as a copy of its database."""


_VIEWER = frozenset({Permission.DESK_USE})
_CHECKIN = _VIEWER | {Permission.CHECKIN_USE}
_REGISTRAR = _CHECKIN | {
    Permission.REGISTRATION_VIEW,
    Permission.REGISTRATION_DECIDE,
    Permission.REGISTRATION_SENSITIVE,
    Permission.OUTBOX_VIEW,
}
_FINANCE = _VIEWER | {Permission.EVENT_FUND, Permission.FUNDING_EDIT}
_CLEARING_OFFICER = _VIEWER | {Permission.RELEASE_CLEAR}
_PRESS_OFFICER = _CLEARING_OFFICER | {
    Permission.RELEASE_EDIT,
    Permission.RELEASE_PUBLISH,
    Permission.MEDIA_LIST,
}
_ORGANISER = _PRESS_OFFICER | _REGISTRAR | _FINANCE | {Permission.EVENT_EDIT, Permission.REGISTRY_EDIT}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.CHECKIN: _CHECKIN,
    Role.REGISTRAR: _REGISTRAR,
    Role.FINANCE: _FINANCE,
    Role.CLEARING_OFFICER: _CLEARING_OFFICER,
    Role.PRESS_OFFICER: _PRESS_OFFICER,
    Role.ORGANISER: _ORGANISER,
    Role.ADMINISTRATOR: frozenset(Permission),
}

BEYOND_A_SCOPE = frozenset(
    {
        Permission.MEDIA_LIST,
        Permission.REGISTRY_EDIT,
        Permission.FUNDING_EDIT,
        Permission.OFFICE_EDIT,
        Permission.EVENT_EDIT_ALL,
        Permission.USER_ADMINISTER,
        Permission.INSTANCE_EXPORT,
    }
)
"""What all offices share: a role held for less than everywhere opens nothing of it."""


EVERYBODY, NOBODY = ("all",), ("none",)
"""What an instance may name in place of roles that need a second factor."""


def granted_by(role: Role, scope: ScopeKind) -> frozenset[Permission]:
    """What somebody may who holds ``role`` in a scope of this kind, within that scope."""
    if scope == ScopeKind.EVERYWHERE:
        return GRANTS[role]
    return GRANTS[role] - BEYOND_A_SCOPE


def roles_with(permission: Permission, scope: ScopeKind) -> list[Role]:
    """The roles by which ``permission`` is held in a scope of this kind."""
    return [role for role in Role if permission in granted_by(role, scope)]


def needs_second_factor(user: Any) -> bool:
    """Whether this instance asks users of this role, or of one they hold somewhere, for a second factor."""
    roles = {user.role, *(each.role for each in user.grants)}
    return not roles.isdisjoint(roles_with_second_factor(current_app.config["EVENTHUB"]))


def roles_with_second_factor(config: Config) -> Collection[str]:
    """The roles that need one, as the instance says. One that says nothing means all, unless it is reached by plain
    http, as on somebody's own machine."""
    named = config.second_factor_roles or (EVERYBODY if config.is_https else NOBODY)
    return tuple(Role) if named == EVERYBODY else () if named == NOBODY else named


def roles_not_known(names: Sequence[str]) -> list[str]:
    """Those that are no roles: an instance that asks them for a second factor would ask nobody."""
    return [] if names in (EVERYBODY, NOBODY) else sorted(set(names) - set(Role))


def is_open_to(user: Any, permission: Permission) -> bool:
    """Whether ``user``, who may be anonymous, can hold ``permission`` at all now: not with an account that is closed,
    nor by an API token that is not for it."""
    return bool(
        user.is_authenticated and user.is_active and (user.scopes is None or permission in user.scopes)
    )


def may_by_own_role(user: Any, permission: Permission) -> bool:
    """Whether the role that ``user`` has everywhere they work grants ``permission``."""
    return is_open_to(user, permission) and permission in GRANTS[user.role]


def may(user: Any, permission: Permission) -> bool:
    """Whether ``user`` holds ``permission`` anywhere. For one event, ask ``events.permissions``."""
    return is_open_to(user, permission) and (
        permission in GRANTS[user.role]
        or any(permission in granted_by(each.role, each.scope_kind) for each in user.grants)
    )
