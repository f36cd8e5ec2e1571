"""A change as programs are told it, by the API and by webhooks."""

from typing import Any

from eventhub.webhooks.models import Change

PREFIX = "/api/v1"
PLACES = {
    "events": "/desk/events/{slug}",
    "sessions": "/desk/events/{event}/agenda/{id}",
    "registrations": "/desk/events/{event}/registrations/{id}",
    "releases": "/desk/releases/{id}",
    "organizations": "/organizations/{slug}",
    "offices": "/offices/{slug}",
    "programmes": "/programmes/{slug}",
    "topics": "/topics/{slug}",
    "funding_sources": "/desk/funding/{id}",
    "media_contacts": "/desk/media-contacts/{id}",
}
"""Where the things of a table are read."""


def told(change: Change) -> dict[str, Any]:
    """What was done to which thing, and where that is read; nothing of what it holds."""
    place = PLACES.get(change.kind)
    where = place and place.format(slug=change.slug, event=change.event_slug, id=change.subject_id)
    return {
        "number": change.number,
        "at": change.at.isoformat(),
        "action": change.action,
        "kind": change.kind,
        "id": change.subject_id,
        "event": change.event_slug or None,
        "place": where and f"{PREFIX}{where}",
    }
