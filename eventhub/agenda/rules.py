"""Pure decisions about agendas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from eventhub.agenda.items import Item
from eventhub.agenda.models import Session

Timed = TypeVar("Timed", Session, Item)
"""A row on the desk, or the value that the public is shown."""


@dataclass(frozen=True)
class AgendaTrack(Generic[Timed]):
    """What happens under one heading on one day; the name is empty where the agenda knows no tracks."""

    name: str
    sessions: Sequence[Timed]


@dataclass(frozen=True)
class AgendaDay(Generic[Timed]):
    """The sessions that begin on one day, in the order of time."""

    date: date
    sessions: Sequence[Timed]

    @property
    def tracks(self) -> list[AgendaTrack[Timed]]:
        """The same sessions by track: first those for everybody, then the tracks in the order in which they begin."""
        names = dict.fromkeys(["", *(each.track for each in self.sessions)])
        by_track = ((name, [each for each in self.sessions if each.track == name]) for name in names)
        return [AgendaTrack(name, sessions) for name, sessions in by_track if sessions]


def by_day(sessions: Iterable[Timed], zone: ZoneInfo) -> list[AgendaDay[Timed]]:
    """Sessions, sorted by their start, as the days on which they begin by the clocks of ``zone``."""

    def day_of(session: Timed) -> date:
        return session.starts_at.astimezone(zone).date()

    return [AgendaDay(day, list(found)) for day, found in groupby(sessions, key=day_of)]


@dataclass(frozen=True)
class NowAndNext:
    """What goes on, and what begins next; several where things happen side by side."""

    now: Sequence[Item]
    next: Sequence[Item]


def now_and_next(items: Iterable[Item], at: datetime) -> NowAndNext:
    """An item is on from its first moment up to, but not with, its last; what is cancelled is neither on nor next."""
    standing = [each for each in items if not each.cancelled]
    coming = [each for each in standing if each.starts_at > at]
    first = min((each.starts_at for each in coming), default=None)
    return NowAndNext(
        now=[each for each in standing if each.starts_at <= at < each.ends_at],
        next=[each for each in coming if each.starts_at == first],
    )


def in_room(items: Iterable[Item], room: str) -> list[Item]:
    """What concerns whoever is in a room: what happens there, and what has no room, such as breaks."""
    return [each for each in items if each.room in (room, "")]
