"""Whose events are whose.

Somebody holds a permission for an event

- by the role they have themselves, for the events of their offices and those whose staff they belong to;
- by a role that they hold everywhere, for an office (with or without the offices below it), a programme or the event;
- by a share of the event with an office in which they hold it: no more than both the share and their role there allow.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, true

from eventhub.accounts.models import ScopeKind
from eventhub.accounts.permissions import (
    Permission,
    granted_by,
    is_open_to,
    may,
    may_by_own_role,
    roles_with,
)
from eventhub.db import db
from eventhub.events.models import Event, EventShare, EventStaff
from eventhub.organizations.models import Office, OfficeMember
from eventhub.web.access import asked_permission


def looked_after_by(user: Any, permission: Permission | None = None) -> ColumnElement[bool]:
    """SQL condition on Event: those for which ``user`` holds ``permission``.

    Without one, what the route at hand requires: a role for one event opens no route for another one. Outside of a
    route that requires anything, the events that the user sees.
    """
    wanted = permission or asked_permission() or Permission.DESK_USE
    if may(user, Permission.EVENT_EDIT_ALL):
        return Event.id.is_not(None)
    if not is_open_to(user, wanted):
        return false()
    offices = _offices(user, wanted)
    shared = select(EventShare.event_id).where(
        EventShare.role.in_(roles_with(wanted, ScopeKind.EVENT)),
        or_(false(), *(EventShare.office_id.in_(each) for each in offices)),
    )
    conditions = [
        *(Event.office_id.in_(each) for each in offices),
        *_by_grants(user, wanted),
        Event.id.in_(shared),
    ]
    if may_by_own_role(user, wanted):
        staffed = select(EventStaff.event_id).where(EventStaff.user_id == user.id)
        conditions.append(Event.id.in_(staffed))
    return or_(false(), *conditions)


def _by_grants(user: Any, wanted: Permission) -> Iterable[ColumnElement[bool]]:
    ids = {kind: _scope_ids(user, wanted, kind) for kind in ScopeKind}
    if ids[ScopeKind.EVERYWHERE]:
        yield true()
    if ids[ScopeKind.PROGRAMME]:
        yield Event.programme_id.in_(ids[ScopeKind.PROGRAMME])
    if ids[ScopeKind.EVENT]:
        yield Event.id.in_(ids[ScopeKind.EVENT])


def _scope_ids(user: Any, wanted: Permission, kind: ScopeKind) -> list[int]:
    """Numbers of what ``user`` holds ``wanted`` for, of one kind."""
    return [
        each.scope_id
        for each in user.grants
        if each.scope_kind == kind and wanted in granted_by(each.role, kind)
    ]


def _offices(user: Any, wanted: Permission) -> list[Any]:
    """Numbers, or queries of numbers, of the offices in which ``user`` holds ``wanted``."""
    found: list[Any] = []
    if may_by_own_role(user, wanted):
        found.append(select(OfficeMember.office_id).where(OfficeMember.user_id == user.id))
    alone = _scope_ids(user, wanted, ScopeKind.OFFICE)
    if alone:
        found.append(alone)
    roots = _scope_ids(user, wanted, ScopeKind.OFFICE_TREE)
    if roots:
        found.append(_with_those_below(roots))
    return found


def _with_those_below(roots: Sequence[int]) -> Select[Any]:
    # UNION, not UNION ALL: offices that stand below each other in a circle end it.
    tree = select(Office.id).where(Office.id.in_(roots)).cte(recursive=True)
    tree = tree.union(select(Office.id).join(tree, Office.parent_id == tree.c.id))
    return select(tree.c.id)


def may_with(user: Any, permission: Permission | str, event: Event) -> bool:
    """Whether ``user`` holds ``permission`` for this event."""
    held = looked_after_by(user, Permission(permission))
    return db.session.scalar(select(Event.id).where(Event.id == event.id, held)) is not None


def held_for(user: Any, event: Event) -> set[Permission]:
    """All that ``user`` may do with this event, in one query."""
    held = [looked_after_by(user, each).label(each.name) for each in Permission]
    row = db.session.execute(select(*held).where(Event.id == event.id)).one_or_none()
    return {each for each in Permission if row and row._mapping[each.name]}


def offices_to_create_in(user: Any) -> ColumnElement[bool]:
    """SQL condition on Office: where ``user`` may begin events. The own role holds for every office."""
    wanted = Permission.EVENT_EDIT
    if may_by_own_role(user, wanted) or _scope_ids(user, wanted, ScopeKind.EVERYWHERE):
        return true()
    return or_(false(), *(Office.id.in_(each) for each in _offices(user, wanted)))
