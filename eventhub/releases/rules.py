"""Pure decisions about releases."""

from datetime import datetime

from eventhub.events.models import Event, EventStatus, Visibility
from eventhub.releases.models import Release, ReleaseStatus
from eventhub.releases.prose.write import LANGUAGES_WRITTEN


def is_open(event: Event) -> bool:
    """Whether whoever has the address of an event can read its page, and so its release."""
    return event.status != EventStatus.DRAFT and event.visibility != Visibility.PRIVATE


def is_public(release: Release, at: datetime) -> bool:
    """Whether the public can read the release at a moment: ``queries.is_out`` in Python, and its event is open."""
    under_embargo = release.embargo_until is not None and release.embargo_until > at
    return release.status == ReleaseStatus.PUBLISHED and not under_embargo and is_open(release.event)


def languages_for(event: Event) -> list[str]:
    """Codes of the languages in which a release of the event is worth writing: those that it has its title in."""
    return [code for code in LANGUAGES_WRITTEN if code in event.title] or list(LANGUAGES_WRITTEN)
