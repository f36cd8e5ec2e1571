"""Registrations follow what happens to events, within the same transaction."""

from collections.abc import Sequence

from eventhub.agenda.changes_in_words import changes_in_words
from eventhub.agenda.differences import Change
from eventhub.agenda.revision_models import AgendaRevision
from eventhub.agenda.signals import revision_published
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.signals import event_cancelled, event_changed
from eventhub.questions.signals import category_changed
from eventhub.registration import mails
from eventhub.registration.actions import open_desk
from eventhub.registration.models import RegistrationStatus
from eventhub.registration.places import fill_places, hold_desk_of_held
from eventhub.registration.queries import registrations_to_tell
from eventhub.registration.rules import ACTIVE
from eventhub.web.language import in_language


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    event_changed.connect(_event_changed)
    event_cancelled.connect(_event_cancelled)
    category_changed.connect(_category_changed)
    revision_published.connect(_revision_published)


def _event_changed(event: Event) -> None:
    """Every event has a desk; places that were added go to those who wait."""
    desk = hold_desk_of_held(event)
    if desk is None:
        open_desk(event)
    else:
        fill_places(desk, event, now=now())


def _category_changed(event: Event) -> None:
    """Places that a category may take go to those who wait for them."""
    desk = hold_desk_of_held(event)
    if desk is not None:
        fill_places(desk, event, now=now())


def _event_cancelled(event: Event) -> None:
    """Tell everybody who had, or hoped for, a place."""
    hold_desk_of_held(event)
    for registration in registrations_to_tell(event, ACTIVE):
        had_place = registration.status == RegistrationStatus.CONFIRMED
        mails.send("event_cancelled", registration, method="CANCEL" if had_place else None)


def _revision_published(
    event: Event, *, revision: AgendaRevision, changes: Sequence[Change], tells_participants: bool
) -> None:
    """Tell everybody who has a place what is different, once, if the organiser wants it."""
    if not tells_participants:
        return
    in_words = {}
    for registration in registrations_to_tell(event, (RegistrationStatus.CONFIRMED,)):
        language = registration.language
        if language not in in_words:
            with in_language(language):
                in_words[language] = changes_in_words(changes)
        mails.send("agenda_revised", registration, revision=revision, changes=in_words[language])
