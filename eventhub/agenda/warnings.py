"""What looks wrong in an agenda and may be meant all the same. Pure.

Periods are half-open: what begins when something else ends does not meet it. They are compared as moments, so that
clocks and zones play no part; days are those by the clocks of the venue.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from math import inf
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.agenda.models import Room, Session, SessionKind
from eventhub.agenda.rules import by_day
from eventhub.events.models import Event
from eventhub.events.rules import days_of
from eventhub.text.languages import language_name
from eventhub.text.normalise import search_key

PAUSES = frozenset(
    {
        SessionKind.BREAK,
        SessionKind.LUNCH,
        SessionKind.PHOTO,
        SessionKind.REGISTRATION,
        SessionKind.SOCIAL,
        SessionKind.FIELD_VISIT,
    }
)
"""Where nobody speaks from a floor, so that nothing is interpreted."""
NOON_BEGINS, NOON_ENDS = time(11), time(15)
"""A day that begins before and ends after these hours is a full one; people eat between them."""
TIME_TO_EAT = timedelta(minutes=45)


@dataclass(frozen=True)
class Finding:
    """Something to look at: the items concerned (none when it is the day as a whole), and their day."""

    message: Any
    sessions: tuple[Session, ...]
    day: date


def warnings_of(
    event: Event, sessions: Sequence[Session], language: str, rooms: Iterable[Room] = ()
) -> list[Finding]:
    """All there is to look at, in the order of time; languages are named in ``language``."""
    standing = sorted(
        (each for each in sessions if not each.cancelled), key=lambda each: (each.starts_at, each.ends_at)
    )
    pairs = list(overlaps(standing))
    found = [
        *_outside(event, standing),
        *_clashes(event, pairs, language),
        *_over_capacity(event, standing, {each.name.casefold(): each for each in rooms}),
        *_without_lunch(event, standing),
        *_without_interpretation(event, standing, pairs),
    ]
    return sorted(
        found, key=lambda each: (each.day, each.sessions[0].starts_at.timestamp() if each.sessions else inf)
    )


def overlaps(sessions: Iterable[Session]) -> Iterator[tuple[Session, Session]]:
    """The pairs that go on at the same time, among sessions sorted by their start."""
    going_on: list[Session] = []
    for session in sessions:
        going_on = [each for each in going_on if each.ends_at > session.starts_at]
        yield from ((each, session) for each in going_on if each.starts_at < session.ends_at)
        going_on.append(session)


def _finding(event: Event, message: Any, *sessions: Session) -> Finding:
    return Finding(message, sessions, sessions[0].starts_at.astimezone(event.zone).date())


def _outside(event: Event, sessions: Iterable[Session]) -> Iterator[Finding]:
    days = days_of(event)
    for session in sessions:
        if session.starts_at.astimezone(event.zone).date() not in days:
            yield _finding(event, _l("Not a day of the event"), session)


def _clashes(event: Event, pairs: Iterable[tuple[Session, Session]], language: str) -> Iterator[Finding]:
    for first, second in pairs:
        messages = (
            _same_place(first, second),
            *_same_people(first, second),
            *_same_interpreters(first, second, language),
        )
        yield from (_finding(event, each, first, second) for each in messages if each)


def _same_place(first: Session, second: Session) -> Any:
    if first.room and first.room.casefold() == second.room.casefold():
        return _l("At the same time in %(room)s", room=first.room)
    if first.track == second.track and not (first.room and second.room):
        return (
            _l("At the same time in the track %(track)s", track=first.track)
            if first.track
            else _l("At the same time")
        )
    return None


def _same_people(first: Session, second: Session) -> Iterator[Any]:
    """Whoever speaks, chairs or reports in both, by name; of different organisations they are namesakes."""
    there: dict[str, set[int | None]] = {}
    for each in first.speakers:
        if each.name:
            there.setdefault(search_key(each.name), set()).add(each.organization_id)
    for name, each in {search_key(each.name): each for each in second.speakers if each.name}.items():
        of = there.get(name)
        if of and (None in of or each.organization_id is None or each.organization_id in of):
            yield _l("%(person)s is in two places at once", person=each.name)


def _same_interpreters(first: Session, second: Session, language: str) -> Iterator[Any]:
    """One team works between two languages, in both directions."""
    for pair in sorted(_teams(first) & _teams(second)):
        names = "–".join(language_name(code, language) or code for code in pair)
        yield _l("The interpreters for %(languages)s are needed twice at once", languages=names)


def _teams(session: Session) -> set[tuple[str, str]]:
    return {
        (min(each.source, each.target), max(each.source, each.target)) for each in session.interpretations
    }


def _over_capacity(event: Event, sessions: Iterable[Session], rooms: Mapping[str, Room]) -> Iterator[Finding]:
    """Those who sign up are counted by the places that there are; where everybody is, by the places of the event."""
    for session in sessions:
        room = rooms.get(session.room.casefold()) if session.room else None
        everybody = event.capacity if not session.track else None
        expected = session.capacity if session.takes_sign_ups else everybody
        if room and room.capacity and expected and expected > room.capacity:
            yield _finding(
                event,
                _l(
                    "%(room)s holds %(capacity)s people, and there are %(expected)s places",
                    room=room.name,
                    capacity=room.capacity,
                    expected=expected,
                ),
                session,
            )


def _without_lunch(event: Event, sessions: Sequence[Session]) -> Iterator[Finding]:
    """A full day needs an item of the kind, or some time in which nothing is on."""
    for day in by_day(sessions, event.zone):
        first = min(each.starts_at for each in day.sessions).astimezone(event.zone)
        last = max(each.ends_at for each in day.sessions).astimezone(event.zone)
        is_full = first.time() < NOON_BEGINS and (last.date() > day.date or last.time() > NOON_ENDS)
        has_lunch = any(each.kind == SessionKind.LUNCH for each in day.sessions)
        if is_full and not has_lunch and not _leaves_time(event, day.sessions):
            yield Finding(_l("No lunch on this day"), (), day.date)


def _leaves_time(event: Event, sessions: Sequence[Session]) -> bool:
    """Whether nothing goes on for long enough at noon, between items sorted by their start."""
    free_from = sessions[0].starts_at
    for session in sessions:
        at = session.starts_at.astimezone(event.zone).time()
        if session.starts_at - free_from >= TIME_TO_EAT and NOON_BEGINS < at <= NOON_ENDS:
            return True
        free_from = max(free_from, session.ends_at)
    return False


def _without_interpretation(
    event: Event, sessions: Sequence[Session], pairs: Iterable[tuple[Session, Session]]
) -> Iterator[Finding]:
    """Where the event is interpreted, also what goes on beside something else should be."""
    if not event.interpretation and not any(each.interpretations for each in sessions):
        return
    parallel = {
        each.id: each
        for pair in pairs
        if not any(one.kind in PAUSES for one in pair)
        for each in pair
        if not each.interpretations
    }
    for session in parallel.values():
        yield _finding(event, _l("Beside other items, and without interpretation"), session)
