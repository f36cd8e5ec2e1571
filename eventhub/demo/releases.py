"""The releases of the demo: every event that was published has been announced."""

from datetime import datetime, timedelta

from eventhub.accounts.models import User
from eventhub.clock import now
from eventhub.events.models import Event, EventStatus
from eventhub.releases.actions import publish, write_release

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
