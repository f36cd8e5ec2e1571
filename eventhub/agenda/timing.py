"""When items of an agenda are after a change of time. Pure.

Minutes are counted as they pass, so that an item keeps its length over a change of clocks; days by the clocks of the
venue. An item stays on its day: whoever wants it on another one says so.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from eventhub.agenda.errors import LeavesItsDayError, TooShortError
from eventhub.agenda.models import Session

SHORTEST = timedelta(minutes=5)


class Reach(enum.StrEnum):
    """Which other items follow a change of time."""

    ONE = "one"
    TRACK = "track"
    """All that follow on that day in its track."""
    DAY = "day"
    """All that follow on that day, in whatever track."""


@dataclass(frozen=True)
class Period:
    """From a moment up to, and without, another one."""

    start: datetime
    end: datetime


def shifted(session: Session, by: timedelta, zone: ZoneInfo) -> Period:
    """An item, ``by`` later or (negative) earlier.

    Raises:
        LeavesItsDayError: it would begin or end on another day by the clocks of ``zone``.
    """
    return _kept_on_its_day(session, Period(_later(session.starts_at, by), _later(session.ends_at, by)), zone)


def stretched(session: Session, by: timedelta, zone: ZoneInfo) -> Period:
    """An item, ``by`` longer or (negative) shorter at its end.

    Raises:
        TooShortError: less than ``SHORTEST`` would be left; LeavesItsDayError.
    """
    period = Period(session.starts_at, _later(session.ends_at, by))
    if period.end < _later(period.start, SHORTEST):
        raise TooShortError
    return _kept_on_its_day(session, period, zone)


def _later(moment: datetime, by: timedelta) -> datetime:
    # Python adds to the hands of a clock, not to a moment, unless it is that of UTC.
    return moment.astimezone(UTC) + by


def _kept_on_its_day(session: Session, period: Period, zone: ZoneInfo) -> Period:
    before = [each.astimezone(zone).date() for each in (session.starts_at, session.ends_at)]
    if before != [each.astimezone(zone).date() for each in (period.start, period.end)]:
        raise LeavesItsDayError
    return period


def following(
    session: Session, sessions: Iterable[Session], reach: Reach, *, since: datetime, zone: ZoneInfo
) -> list[Session]:
    """The other items that go where ``session`` goes: those on the day of ``since`` that begin then or later.

    What is cancelled stays where it was.
    """
    if reach == Reach.ONE:
        return []
    return [
        each
        for each in beginning_from(since, sessions, zone)
        if each is not session and (reach == Reach.DAY or each.track == session.track)
    ]


def beginning_from(moment: datetime, sessions: Iterable[Session], zone: ZoneInfo) -> list[Session]:
    """The items of the day of ``moment`` that begin then or later, without cancelled ones."""
    day = moment.astimezone(zone).date()
    return [
        each
        for each in sessions
        if not each.cancelled and each.starts_at >= moment and each.starts_at.astimezone(zone).date() == day
    ]
