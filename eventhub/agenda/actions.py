"""Writing agendas. Each verb flushes, leaves an audit line and announces the change; the caller commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from eventhub.agenda.models import (
    Interpretation,
    Material,
    Minutes,
    Room,
    Session,
    SessionKind,
    Speaker,
    SpeakerRole,
)
from eventhub.agenda.queries import agenda_of, rooms_of
from eventhub.agenda.signals import agenda_changed
from eventhub.audit.actions import record
from eventhub.audit.changes import readable
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.events.models import Event, EventStatus
from eventhub.organizations.models import Organization

SCHEDULE_FIELDS = frozenset({"starts_at", "ends_at", "room"})
"""RFC 5546 section 2.1.4: a change of time or place raises SEQUENCE."""


@dataclass(frozen=True, kw_only=True)
class SpeakerDetails:
    """Somebody who speaks, as a person enters it. Names and meanings as in ``models.Speaker``."""

    role: SpeakerRole = SpeakerRole.SPEAKER
    name: str = ""
    title: Translated = field(default_factory=Translated)
    organization: Organization | None = None
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class MaterialDetails:
    """A paper in its languages, as a person enters it. Names and meanings as in ``models.Material``."""

    title: Translated
    urls: Translated


@dataclass(frozen=True, kw_only=True)
class InterpretationDetails:
    """Out of one language into another. Names and meanings as in ``models.Interpretation``."""

    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class RoomDetails:
    """A room, as a person enters it; ``id`` is that of the one it was until now, None for a new one."""

    id: int | None
    name: str
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class SessionDetails:
    """An agenda item, as a person enters it. Names and meanings as in ``models.Session``."""

    kind: SessionKind
    starts_at: datetime
    ends_at: datetime
    room: str = ""
    track: str = ""
    title: Translated = field(default_factory=Translated)
    abstract: Translated = field(default_factory=Translated)
    floor_language: str = ""
    takes_sign_ups: bool = False
    capacity: int | None = None
    speakers: tuple[SpeakerDetails, ...] = ()
    materials: tuple[MaterialDetails, ...] = ()
    interpretations: tuple[InterpretationDetails, ...] = ()

    @classmethod
    def of(cls, session: Session) -> "SessionDetails":
        """What an item holds now."""
        plain = {name: getattr(session, name) for name in _PLAIN}
        return cls(
            **plain,
            speakers=tuple(_details_of(SpeakerDetails, each) for each in session.speakers),
            materials=tuple(_details_of(MaterialDetails, each) for each in session.materials),
            interpretations=tuple(
                _details_of(InterpretationDetails, each) for each in session.interpretations
            ),
        )


_ROWS = ("speakers", "materials", "interpretations")
_PLAIN = [each.name for each in fields(SessionDetails) if each.name not in _ROWS]


def _details_of(kind: type, row: Speaker | Material | Interpretation):
    return kind(**{each.name: getattr(row, each.name) for each in fields(kind)})


def add_session(event: Event, details: SessionDetails) -> Session:
    """Add an item to the agenda of an event."""
    return add_sessions(event, [details])[0]


def add_sessions(event: Event, items: Sequence[SessionDetails]) -> list[Session]:
    """Add several items at once; whoever listens is told once."""
    added = [_new(event, details) for details in items]
    db.session.add_all(added)
    db.session.flush()
    for session in added:
        record("agenda:item:add", session)
    record("event:agenda:edit", event, changes={"items": [0, len(added)]})
    agenda_changed.send(event)
    return added


def edit_session(session: Session, details: SessionDetails) -> set[str]:
    """Change an item; the names of the fields that changed come back."""
    return edit_sessions(session.event, {session: details})


def edit_sessions(event: Event, wanted: Mapping[Session, SessionDetails]) -> set[str]:
    """Change several items of an event at once; whoever listens is told once."""
    changed = set().union(*(_edit(session, details) for session, details in wanted.items()))
    if changed:
        record("event:agenda:edit", event)
        agenda_changed.send(event)
    return changed


def _edit(session: Session, details: SessionDetails) -> set[str]:
    before = SessionDetails.of(session)
    changed = {
        each.name for each in fields(details) if getattr(before, each.name) != getattr(details, each.name)
    }
    if not changed:
        return changed
    for name in changed.intersection(_PLAIN):
        setattr(session, name, getattr(details, name))
    for name, rows in _rows(details).items():
        if name in changed:
            _replace(session, name, rows)
    told = {name: [readable(getattr(each, name)) for each in (before, details)] for name in _PLAIN}
    record(
        "agenda:item:edit", session, changes={name: told.get(name, ["…", "…"]) for name in sorted(changed)}
    )
    _revise(session, raises_sequence=bool(SCHEDULE_FIELDS & changed))
    return changed


def remove_session(session: Session) -> None:
    """Take an item out of the agenda. From a published agenda it is cancelled, so that calendars learn of it.

    So is one with minutes, which are not lost with it.
    """
    event = session.event
    record("agenda:item:remove", session)
    if event.status == EventStatus.DRAFT and db.session.get(Minutes, session.id) is None:
        db.session.delete(session)
        db.session.flush()
    elif not session.cancelled:
        session.cancelled = True
        _revise(session, raises_sequence=True)
    record("event:agenda:edit", event)
    agenda_changed.send(event)


def restore_session(session: Session) -> None:
    """Take a cancelled item back into the agenda."""
    if not session.cancelled:
        return
    session.cancelled = False
    record("agenda:item:restore", session)
    _revise(session, raises_sequence=True)
    record("event:agenda:edit", session.event)
    agenda_changed.send(session.event)


def move_agenda(event: Event, days: int) -> None:
    """Move all items by a number of days, by the clocks of the venue, as when the event is held at another date."""
    sessions = agenda_of(event)
    if not days or not sessions:
        return
    for session in sessions:
        session.starts_at, session.ends_at = (
            _moved(moment, event, event, days) for moment in (session.starts_at, session.ends_at)
        )
        _revise(session, raises_sequence=True)
    record("event:agenda:move", event, changes={"days": [0, days]})
    agenda_changed.send(event)


def copy_agenda(source: Event, target: Event) -> None:
    """Give ``target`` the items of ``source``: on the same day counted from the first, at the same local time."""
    days = (target.first_day - source.first_day).days
    items = [
        replace(
            SessionDetails.of(each),
            starts_at=_moved(each.starts_at, source, target, days),
            ends_at=_moved(each.ends_at, source, target, days),
            materials=(),
        )
        for each in agenda_of(source)
        if not each.cancelled
    ]
    if items:
        add_sessions(target, items)


def set_rooms(event: Event, wanted: Sequence[RoomDetails]) -> None:
    """Bring the rooms of an event to a list, in its order. What is in a room that is renamed stays in it."""
    before = {each.id: each for each in rooms_of(event)}
    renamed = {
        before[each.id].name.casefold(): each.name
        for each in wanted
        if each.id in before and before[each.id].name != each.name
    }
    for room in before.values():
        if room.id not in {each.id for each in wanted}:
            db.session.delete(room)
        elif room.name.casefold() in renamed:
            # Two rooms may have changed names: for a moment none has its own.
            room.name = f"\N{REPLACEMENT CHARACTER}{room.id}"
    db.session.flush()
    for position, each in enumerate(wanted, start=1):
        room = before.get(each.id or 0) or Room(event_id=event.id)
        room.name, room.capacity, room.position = each.name, each.capacity, position
        db.session.add(room)
    db.session.flush()
    record("event:rooms:set", event, changes={"rooms": [len(before), len(wanted)]})
    edit_sessions(
        event,
        {
            each: replace(SessionDetails.of(each), room=renamed[each.room.casefold()])
            for each in agenda_of(event)
            if each.room.casefold() in renamed
        },
    )


def moved_days(moment: datetime, event: Event, days: int) -> datetime:
    """The same time of day at the venue, some days later or (negative) earlier."""
    return _moved(moment, event, event, days)


def _moved(moment: datetime, source: Event, target: Event, days: int) -> datetime:
    """The same time of day at the venue of ``target``, some days from that of ``source``."""
    local = moment.astimezone(source.zone).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=target.zone)


def _new(event: Event, details: SessionDetails) -> Session:
    return Session(event=event, **{name: getattr(details, name) for name in _PLAIN}, **_rows(details))


def _rows(details: SessionDetails) -> dict[str, list[Any]]:
    """What hangs on an item, as new rows, by the name of the list."""
    return {
        "speakers": [
            Speaker(position=position, **_values(given))
            for position, given in enumerate(details.speakers, start=1)
        ],
        "materials": [Material(**_values(given)) for given in details.materials],
        "interpretations": [Interpretation(**_values(given)) for given in details.interpretations],
    }


def _values(details: Any) -> dict[str, Any]:
    return {each.name: getattr(details, each.name) for each in fields(details)}


def _replace(session: Session, name: str, rows: list[Any]) -> None:
    """The old rows go first, so that a new one may be unique in their place."""
    setattr(session, name, [])
    db.session.flush()
    setattr(session, name, rows)


def _revise(session: Session, *, raises_sequence: bool) -> None:
    if raises_sequence and session.event.status != EventStatus.DRAFT:
        session.sequence += 1
    session.revised_at = now()
    db.session.flush()
