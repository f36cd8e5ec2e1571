"""The one table of who may do what. Which things of a kind (whose events) is decided by the area of the thing."""

import enum
from collections.abc import Iterable
from typing import Any

from flask import current_app

from eventhub.accounts.models import Role


class Permission(enum.StrEnum):
    DESK_USE = "desk:use"
    EVENT_EDIT = "event:edit"
    EVENT_EDIT_ALL = "event:edit:all"
    REGISTRATION_VIEW = "registration:view"
    REGISTRATION_DECIDE = "registration:decide"
    REGISTRATION_SENSITIVE = "registration:sensitive"
    """What people told in confidence: health, papers, what they need."""
    CHECKIN_USE = "checkin:use"
    """The desk at the entrance: names and organisations of those who come, and nothing else of them."""
    RELEASE_EDIT = "release:edit"
    RELEASE_PUBLISH = "release:publish"
    MEDIA_LIST = "media:list"
    """Who gets releases by mail: addresses of people."""
    REGISTRY_EDIT = "registry:edit"
    """Organizations, programmes, funding sources, topics: what events of all offices share."""
    OFFICE_EDIT = "office:edit"
    OUTBOX_VIEW = "outbox:view"
    USER_ADMINISTER = "user:administer"


_VIEWER = frozenset({Permission.DESK_USE})
_PRESS_OFFICER = _VIEWER | {
    Permission.RELEASE_EDIT,
    Permission.RELEASE_PUBLISH,
    Permission.MEDIA_LIST,
}
_ORGANISER = _PRESS_OFFICER | {
    Permission.EVENT_EDIT,
    Permission.REGISTRATION_VIEW,
    Permission.REGISTRATION_DECIDE,
    Permission.REGISTRATION_SENSITIVE,
    Permission.CHECKIN_USE,
    Permission.REGISTRY_EDIT,
    Permission.OUTBOX_VIEW,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.PRESS_OFFICER: _PRESS_OFFICER,
    Role.ORGANISER: _ORGANISER,
    Role.ADMINISTRATOR: frozenset(Permission),
}


def needs_second_factor(user: Any) -> bool:
    """Whether this instance asks users of this role for a second factor."""
    return user.role in current_app.config["EVENTHUB"].second_factor_roles


def roles_not_known(names: Iterable[str]) -> list[str]:
    """Those that are no roles: an instance that asks them for a second factor would ask nobody."""
    return sorted(set(names) - set(Role))


def may(user: Any, permission: Permission) -> bool:
    """Whether ``user``, who may be anonymous, holds ``permission``; by an API token, only what that may as well."""
    return bool(
        user.is_authenticated
        and user.is_active
        and permission in GRANTS[user.role]
        and (user.scopes is None or permission in user.scopes)
    )
