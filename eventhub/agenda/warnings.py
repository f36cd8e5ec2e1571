"""What looks wrong in an agenda and may be meant all the same. Pure."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.agenda.models import Session
from eventhub.events.models import Event
from eventhub.events.rules import days_of
from eventhub.text.languages import in_language


def warnings_of(event: Event, sessions: Sequence[Session], language: str) -> dict[int, list[Any]]:
    """What to say of items, by their number: two at once in one room or track, or outside the days of the event."""
    found: dict[int, list[Any]] = {}
    standing = [each for each in sessions if not each.cancelled]
    days = days_of(event)
    for session in standing:
        if session.starts_at.astimezone(event.zone).date() not in days:
            found.setdefault(session.id, []).append(_l("This is not a day of the event."))
    for first, second in combinations(standing, 2):
        clash = _clash(first, second)
        if clash:
            for one, other in ((first, second), (second, first)):
                title = in_language(other.title, language)[0]
                found.setdefault(one.id, []).append(
                    _l("At the same time in the same %(what)s: %(title)s.", what=clash, title=title)
                )
    return found


def _clash(first: Session, second: Session) -> Any:
    """What two items share while both go on; nothing when they are apart in time or place."""
    if not (first.starts_at < second.ends_at and second.starts_at < first.ends_at):
        return None
    if first.room and first.room.casefold() == second.room.casefold():
        return _l("room")
    if first.track == second.track and not (first.room and second.room):
        return _l("track")
    return None
