"""Calendars follow what happens to events, within the same transaction."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select

from eventhub.agenda.signals import agenda_changed
from eventhub.calendars.actions import store_blocks
from eventhub.calendars.feeds import involves
from eventhub.db import db
from eventhub.events.actions import touch
from eventhub.events.models import Event
from eventhub.events.signals import event_changed
from eventhub.organizations.models import Office, Organization
from eventhub.organizations.signals import office_changed, organization_changed
from eventhub.programmes.models import Programme
from eventhub.programmes.signals import programme_changed


def connect() -> None:
    """Begin to listen. Called once, when the application is made."""
    event_changed.connect(store_blocks)
    agenda_changed.connect(store_blocks)
    organization_changed.connect(_organization_changed)
    office_changed.connect(_office_changed)
    programme_changed.connect(_programme_changed)


def _organization_changed(organization: Organization) -> None:
    _touch(involves(organization))


def _office_changed(office: Office) -> None:
    _touch(Event.office_id == office.id)


def _programme_changed(programme: Programme) -> None:
    _touch(Event.programme_id == programme.id)


def _touch(condition: ColumnElement[bool]) -> None:
    events: Iterable[Event] = db.session.scalars(select(Event).where(condition))
    for event in events:
        touch(event)
