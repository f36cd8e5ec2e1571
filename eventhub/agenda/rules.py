"""Pure decisions about agendas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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
