"""Mailings and notices follow what happens to events, within the same transaction."""

from collections.abc import Sequence

from eventhub.agenda.differences import Change
from eventhub.agenda.revision_models import AgendaRevision
from eventhub.agenda.signals import revision_published
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.signals import event_cancelled, event_changed
from eventhub.mailings.actions import follow
from eventhub.mailings.agenda_notices import tell_of_revision
from eventhub.mailings.notices import notice_change, tell_of_cancellation
from eventhub.mailings.queries import scheduled_for


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    event_changed.connect(_event_changed)
    event_cancelled.connect(_event_cancelled)
    revision_published.connect(_revision_published)


def _event_changed(event: Event) -> None:
    follow(scheduled_for(event), event)
    notice_change(event, at=now())


def _event_cancelled(event: Event) -> None:
    tell_of_cancellation(event)


def _revision_published(
    event: Event, *, revision: AgendaRevision, changes: Sequence[Change], tells_participants: bool
) -> None:
    if tells_participants:
        tell_of_revision(event, revision, changes)
