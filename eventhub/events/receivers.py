"""Events follow the organizations that take part in them, within the same transaction."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventhub.db import db
from eventhub.events.actions import refresh_search
from eventhub.events.models import Event, Participation
from eventhub.organizations.models import Organization
from eventhub.organizations.signals import organization_changed


def connect() -> None:
    """Begin to listen; listening twice is listening once."""
    organization_changed.connect(_organization_changed)


def _organization_changed(organization: Organization) -> None:
    """Whoever looks for the new name finds what is past as well."""
    takes_part = Event.participations.any(Participation.organization_id == organization.id)
    people = selectinload(Event.participations).joinedload(Participation.organization)
    refresh_search(db.session.scalars(select(Event).where(takes_part).options(people)).all())
