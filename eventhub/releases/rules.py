"""Pure decisions about releases."""

from datetime import datetime

from eventhub.events.models import Event, EventStatus, Visibility
from eventhub.events.rules import funding_of
from eventhub.programmes.models import FundingSource
from eventhub.releases.models import Release, ReleaseKind, ReleaseStatus
from eventhub.releases.prose.write import LANGUAGES_WRITTEN

MOVES: dict[ReleaseStatus, frozenset[ReleaseStatus]] = {
    ReleaseStatus.DRAFT: frozenset({ReleaseStatus.IN_REVIEW, ReleaseStatus.CLEARED}),
    ReleaseStatus.IN_REVIEW: frozenset({ReleaseStatus.DRAFT, ReleaseStatus.CLEARED}),
    ReleaseStatus.CLEARED: frozenset({ReleaseStatus.DRAFT, ReleaseStatus.PUBLISHED}),
    ReleaseStatus.PUBLISHED: frozenset({ReleaseStatus.WITHDRAWN}),
    ReleaseStatus.WITHDRAWN: frozenset({ReleaseStatus.PUBLISHED}),
}
"""From each status, those that it may come to next."""


def fitting_kind(event: Event, at: datetime) -> ReleaseKind:
    """What there is to tell of an event at a moment."""
    if event.status == EventStatus.CANCELLED:
        return ReleaseKind.CANCELLATION
    if event.status == EventStatus.POSTPONED:
        return ReleaseKind.POSTPONEMENT
    if event.status == EventStatus.COMPLETED or event.ends_at <= at:
        return ReleaseKind.OUTCOME
    return ReleaseKind.OPENING if event.starts_at <= at else ReleaseKind.ANNOUNCEMENT


def without_sign_off(release: Release) -> list[FundingSource]:
    """The sources of funding whose funder wants to see the release, and has not agreed to it as it stands."""
    signed = {each.funding_source_id for each in release.sign_offs}
    return [
        source
        for source, _role in funding_of(release.event)
        if source.needs_sign_off and source.id not in signed
    ]


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
