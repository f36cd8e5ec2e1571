"""Calendars follow what happens to events, within the same transaction."""

from sqlalchemy import ColumnElement, select

from eventhub.agenda.signals import agenda_changed
from eventhub.calendars.actions import mark_changed, store_blocks
from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.search import funded_from
from eventhub.events.signals import event_changed
from eventhub.organizations.models import Office, Organization
from eventhub.organizations.signals import office_changed, organization_changed
from eventhub.programmes.models import FundingSource, Programme
from eventhub.programmes.signals import funding_source_changed, programme_changed


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    event_changed.connect(store_blocks)
    agenda_changed.connect(store_blocks)
    organization_changed.connect(_organization_changed)
    office_changed.connect(_office_changed)
    programme_changed.connect(_programme_changed)
    funding_source_changed.connect(_funding_source_changed)


def _organization_changed(_organization: Organization) -> None:
    """No entry names it, but its feed bears its name."""
    mark_changed()


def _office_changed(office: Office) -> None:
    _store_coming(Event.office_id == office.id)


def _programme_changed(programme: Programme) -> None:
    _store_coming(Event.programme_id == programme.id)


def _funding_source_changed(source: FundingSource) -> None:
    _store_coming(funded_from([source.id]))


def _store_coming(condition: ColumnElement[bool]) -> None:
    """What is over keeps the names of its time, and a change costs no more than there is still to come."""
    for event in db.session.scalars(select(Event).where(condition, Event.ends_at >= now())).all():
        store_blocks(event)
    mark_changed()
