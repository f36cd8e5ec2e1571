"""Published releases that no longer say what the facts say: their owners are told on the first page of the desk."""

from collections.abc import Sequence

from eventhub.events.models import Event
from eventhub.releases.models import Release
from eventhub.releases.queries import published_of, quotes_by_event
from eventhub.releases.wording import facts_say, is_stale


def stale_releases(events: Sequence[Event]) -> dict[int, Release]:
    """By the number of the event, the first of its published releases whose facts have changed since."""
    releases = published_of(events)
    quotes = quotes_by_event({release.event_id for release in releases})
    found: dict[int, Release] = {}
    for release in releases:
        written = [text.language for text in release.texts]
        said = facts_say(release, written, quotes=quotes.get(release.event_id, []))
        if any(is_stale(text, said) for text in release.texts):
            found.setdefault(release.event_id, release)
    return found
