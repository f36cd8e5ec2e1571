"""Undoing the editing of an agenda, and doing it again: the last steps, kept in the database.

A step holds the items that it changed, before and after, as JSON by their UID. It can be taken back only while they are
as it left them: whatever else changes an agenda (the event moves, another program writes) is never overwritten.
"""

import enum
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from eventhub.agenda.actions import (
    InterpretationDetails,
    MaterialDetails,
    SessionDetails,
    SpeakerDetails,
    add_sessions,
    edit_sessions,
    remove_session,
    restore_session,
)
from eventhub.agenda.errors import ChangedSinceError, NothingToUndoError
from eventhub.agenda.models import AgendaChange, SessionKind, SpeakerRole
from eventhub.agenda.queries import agenda_of
from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.organizations.models import Organization

KEPT = 30
Item = dict[str, Any]
State = dict[str, Item | None]


class Step(enum.StrEnum):
    """What an organiser has done."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    RESTORE = "restore"
    MOVE = "move"
    PASTE = "paste"
    COPY_DAY = "copy_day"
    TEMPLATE = "template"
    INTERPRETATION = "interpretation"


@contextmanager
def undoable(event: Event, what: Step) -> Iterator[None]:
    """Keep what the block changes in the agenda of ``event``, so that it can be undone. The event is held."""
    before = _state(event)
    yield
    after = _state(event)
    changed = [uid for uid in {**before, **after} if before.get(uid) != after.get(uid)]
    if not changed:
        return
    db.session.execute(delete(AgendaChange).where(AgendaChange.event_id == event.id, AgendaChange.is_undone))
    db.session.add(
        AgendaChange(
            event_id=event.id,
            what=what,
            before={uid: before.get(uid) for uid in changed},
            after={uid: after.get(uid) for uid in changed},
        )
    )
    db.session.flush()
    _forget_oldest(event)


def _forget_oldest(event: Event) -> None:
    newest = db.session.scalars(
        select(AgendaChange.id)
        .where(AgendaChange.event_id == event.id)
        .order_by(AgendaChange.id.desc())
        .limit(KEPT)
    ).all()
    db.session.execute(
        delete(AgendaChange).where(AgendaChange.event_id == event.id, AgendaChange.id < newest[-1])
    )


def find_undoable(event: Event) -> AgendaChange | None:
    """The step that ``undo`` would take back."""
    return db.session.scalar(
        select(AgendaChange)
        .where(AgendaChange.event_id == event.id, AgendaChange.is_undone.is_(False))
        .order_by(AgendaChange.id.desc())
        .limit(1)
    )


def find_redoable(event: Event) -> AgendaChange | None:
    """The step that ``redo`` would take again."""
    return db.session.scalar(
        select(AgendaChange)
        .where(AgendaChange.event_id == event.id, AgendaChange.is_undone)
        .order_by(AgendaChange.id)
        .limit(1)
    )


def undo(event: Event) -> AgendaChange:
    """Take the last step back.

    Raises:
        NothingToUndoError, ChangedSinceError
    """
    change = find_undoable(event)
    if change is None:
        raise NothingToUndoError
    _lead(event, change.after, change.before)
    change.is_undone = True
    db.session.flush()
    return change


def redo(event: Event) -> AgendaChange:
    """Take the step again that was undone last.

    Raises:
        NothingToUndoError, ChangedSinceError
    """
    change = find_redoable(event)
    if change is None:
        raise NothingToUndoError
    _lead(event, change.before, change.after)
    change.is_undone = False
    db.session.flush()
    return change


def forget(event: Event) -> None:
    """Let no step of the event be undone or done again."""
    db.session.execute(delete(AgendaChange).where(AgendaChange.event_id == event.id))


def _state(event: Event) -> dict[str, Item]:
    """The items that stand in the agenda, by UID; a cancelled one is none."""
    return {each.uid: _as_json(SessionDetails.of(each)) for each in agenda_of(event) if not each.cancelled}


def _lead(event: Event, expected: Mapping[str, Item | None], wanted: Mapping[str, Item | None]) -> None:
    """Bring items from the state that they ought to be in to another one."""
    present = _state(event)
    if any(present.get(uid) != item for uid, item in expected.items()):
        raise ChangedSinceError
    sessions = {each.uid: each for each in agenda_of(event)}
    organizations = _organizations(wanted.values())
    details = {
        uid: _from_json(item, organizations) if item is not None else None for uid, item in wanted.items()
    }
    for uid, session in sessions.items():
        if uid in details and details[uid] is None:
            remove_session(session)
        elif uid in details and session.cancelled:
            restore_session(session)
    edit_sessions(event, {sessions[uid]: item for uid, item in details.items() if item and uid in sessions})
    gone = {uid: item for uid, item in details.items() if item and uid not in sessions}
    if gone:
        for session, uid in zip(add_sessions(event, list(gone.values())), gone, strict=True):
            session.uid = uid
        db.session.flush()


def _organizations(items: Any) -> dict[int, Organization]:
    ids = {row["organization"] for item in items if item for row in item["speakers"]} - {None}
    found = db.session.scalars(select(Organization).where(Organization.id.in_(ids)))
    return {each.id: each for each in found}


def _as_json(details: SessionDetails) -> Item:
    return {each.name: _plain(getattr(details, each.name)) for each in fields(details)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, Organization):
        return value.id
    if isinstance(value, tuple):
        return [{each.name: _plain(getattr(row, each.name)) for each in fields(row)} for row in value]
    return value


def _from_json(item: Item, organizations: Mapping[int, Organization]) -> SessionDetails:
    """The details that ``_as_json`` has written; an organization that is gone is named no more."""
    return SessionDetails(
        **{
            **item,
            "kind": SessionKind(item["kind"]),
            "starts_at": datetime.fromisoformat(item["starts_at"]),
            "ends_at": datetime.fromisoformat(item["ends_at"]),
            "title": Translated(item["title"]),
            "abstract": Translated(item["abstract"]),
            "speakers": tuple(
                SpeakerDetails(
                    role=SpeakerRole(row["role"]),
                    name=row["name"],
                    title=Translated(row["title"]),
                    organization=organizations.get(row["organization"]),
                    # A step that was kept before there were addresses has none.
                    email=row.get("email", ""),
                )
                for row in item["speakers"]
            ),
            "materials": tuple(
                MaterialDetails(title=Translated(row["title"]), urls=Translated(row["urls"]))
                for row in item["materials"]
            ),
            "interpretations": tuple(InterpretationDetails(**row) for row in item["interpretations"]),
        }
    )
