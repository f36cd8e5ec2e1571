"""Pure decisions at the entrance."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eventhub.agenda.models import Session
from eventhub.checkin.models import Act, Attendance
from eventhub.events.models import Event
from eventhub.events.rules import days_of
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.text.normalise import search_key

LONGEST_WAIT = timedelta(days=14)
"""An act that a telephone kept for longer while it had no network is dated back no further."""


class Outcome(enum.StrEnum):
    """What came of an act."""

    ARRIVED = "arrived"
    BACK = "back"
    """Had left, and came back."""
    ALREADY = "already"
    """Was there before: said with when and where."""
    LEFT = "left"
    UNDONE = "undone"
    NOTHING = "nothing"
    """Nobody was there who could leave, or whose arrival could be taken back."""


@dataclass(frozen=True)
class Occasion:
    """What somebody is present at: a day of the event, or a session of its agenda."""

    day: date
    session: Session | None = None

    @property
    def name(self) -> str:
        """How pages and rows name it: ``2026-11-03``, or ``session-12``."""
        return f"session-{self.session.id}" if self.session else self.day.isoformat()


def occasions_of(event: Event, sessions: Iterable[Session]) -> list[Occasion]:
    """The days of an event, then the sessions that take place, in order of time."""
    days = [Occasion(day) for day in days_of(event)]
    held = (each for each in sessions if not each.cancelled)
    return days + [Occasion(each.starts_at.astimezone(event.zone).date(), each) for each in held]


def occasion_named(occasions: Sequence[Occasion], name: str) -> Occasion | None:
    return next((each for each in occasions if each.name == name), None)


def day_at(occasions: Sequence[Occasion], today: date) -> Occasion:
    """The day to check in for: today, else the next one, else the last."""
    days = [each for each in occasions if each.session is None]
    return next((each for each in days if each.day >= today), days[-1])


def done_at(now: datetime, waited_seconds: float) -> datetime:
    """When a button was pressed of which the server hears ``waited_seconds`` later. The clock of a telephone may be
    wrong; how long it has waited is not."""
    return now - timedelta(seconds=min(max(waited_seconds, 0), LONGEST_WAIT.total_seconds()))


def may_enter(registration: Registration) -> bool:
    """Whether a person has a place. Everybody else is for the organisers to decide on, not for the door."""
    return registration.status == RegistrationStatus.CONFIRMED


def outcome_of(act: Act, found: Attendance | None) -> Outcome:
    """What an act does to the presence that is noted, if there is one."""
    if act == Act.CHECK_IN:
        if found is None:
            return Outcome.ARRIVED
        return Outcome.BACK if found.left_at else Outcome.ALREADY
    if found is None or (act == Act.CHECK_OUT and found.left_at):
        return Outcome.NOTHING
    return Outcome.LEFT if act == Act.CHECK_OUT else Outcome.UNDONE


def is_called(key: str, typed: str) -> bool:
    """Whether all that was typed stands in ``key`` (a ``search_key``), with or without the spaces between names."""
    wanted = search_key(typed)
    words = wanted.split()
    joined = wanted.replace(" ", "")
    return bool(words) and (all(word in key for word in words) or joined in key.replace(" ", ""))
