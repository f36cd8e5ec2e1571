"""The releases of the demo: every event that was published has been announced, and what came later has been told."""

from datetime import datetime, timedelta

from eventhub.accounts.models import User
from eventhub.clock import now, today
from eventhub.events.models import Event, EventStatus
from eventhub.releases.actions import publish, write_release
from eventhub.releases.clearing import submit
from eventhub.releases.models import ReleaseKind
from eventhub.releases.rules import fitting_kind

AHEAD = timedelta(days=7)
"""An announcement comes out a week before the event."""


def release_events(events: list[Event], author: User) -> None:
    """Write and publish the announcement of each of ``events`` that is public."""
    moment = now()
    for event in sorted(events, key=lambda each: each.starts_at, reverse=True):
        if event.status == EventStatus.DRAFT:
            continue
        announced_at: datetime = min(moment, event.starts_at - AHEAD)
        release = write_release(event, as_of=announced_at.astimezone(event.zone).date(), author=author)
        publish(release)
        release.published_at = release.revised_at = announced_at
        for text in release.texts:
            text.updated_at = announced_at
        _tell_the_rest(event, author, moment)


def _tell_the_rest(event: Event, author: User, moment: datetime) -> None:
    """That an event does not take place as announced is out; what came of one that is over waits to be reviewed."""
    kind = fitting_kind(event, moment)
    if kind in (ReleaseKind.POSTPONEMENT, ReleaseKind.CANCELLATION):
        publish(write_release(event, kind=kind, as_of=today(event.time_zone), author=author))
    elif event.status == EventStatus.COMPLETED:
        after = event.last_day + timedelta(days=1)
        submit(write_release(event, kind=ReleaseKind.OUTCOME, as_of=after, author=author))
