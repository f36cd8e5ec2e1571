"""Moving items in time and place, with what follows them. Each verb flushes, audits and announces by ``actions``."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from eventhub.agenda.actions import SessionDetails, add_sessions, edit_sessions, moved_days
from eventhub.agenda.models import Session
from eventhub.agenda.queries import agenda_of
from eventhub.agenda.timing import Period, Reach, beginning_from, following, shifted, stretched
from eventhub.events.models import Event


def shift(session: Session, by: timedelta, reach: Reach) -> int:
    """Move an item later or earlier, with what follows it; the number of items that moved comes back.

    Raises:
        LeavesItsDayError: one of them would pass midnight; none has moved.
    """
    event = session.event
    others = following(session, agenda_of(event), reach, since=session.starts_at, zone=event.zone)
    return _apply(event, [session, *others], lambda each: shifted(each, by, event.zone))


def stretch(session: Session, by: timedelta, reach: Reach) -> int:
    """Let an item end later or earlier; what follows it moves by as much.

    Raises:
        TooShortError, LeavesItsDayError: nothing has changed.
    """
    event = session.event
    others = following(session, agenda_of(event), reach, since=session.ends_at, zone=event.zone)
    periods = {session: stretched(session, by, event.zone)}
    return _apply(event, [session, *others], lambda each: periods.get(each) or shifted(each, by, event.zone))


def make_room(event: Event, start: datetime, by: timedelta) -> int:
    """Move what begins at ``start`` or later on that day by the length of an item to be inserted there.

    Raises:
        LeavesItsDayError
    """
    later = beginning_from(start, agenda_of(event), event.zone)
    return _apply(event, later, lambda each: shifted(each, by, event.zone))


def place(session: Session, period: Period, *, room: str | None = None, track: str | None = None) -> None:
    """Put an item at another time, and into a room or a track where one is given."""
    details = replace(SessionDetails.of(session), starts_at=period.start, ends_at=period.end)
    if room is not None:
        details = replace(details, room=room)
    if track is not None:
        details = replace(details, track=track)
    edit_sessions(session.event, {session: details})


def copy_day(event: Event, source: date, target: date) -> int:
    """Give one day the items of another at the same times of day, without their papers; their number comes back."""
    days = (target - source).days
    items = [
        replace(
            SessionDetails.of(each),
            starts_at=moved_days(each.starts_at, event, days),
            ends_at=moved_days(each.ends_at, event, days),
            materials=(),
        )
        for each in agenda_of(event)
        if not each.cancelled and each.starts_at.astimezone(event.zone).date() == source
    ]
    if items:
        add_sessions(event, items)
    return len(items)


def _apply(event: Event, sessions: Iterable[Session], when: Callable[[Session], Period]) -> int:
    """All or nothing: every period is found before the first item changes."""
    periods = {each: when(each) for each in sessions}
    edit_sessions(
        event,
        {
            each: replace(SessionDetails.of(each), starts_at=period.start, ends_at=period.end)
            for each, period in periods.items()
        },
    )
    return len(periods)
