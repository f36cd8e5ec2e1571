"""Reading the media list."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from eventhub.accounts.rules import normalised_email
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.queries import is_listed
from eventhub.medialist.errors import ContactNotFoundError
from eventhub.medialist.models import MediaContact
from eventhub.organizations.models import Office
from eventhub.releases.models import Release
from eventhub.releases.queries import is_out


def find_contact(email: str) -> MediaContact | None:
    return db.session.scalar(select(MediaContact).where(MediaContact.email == normalised_email(email)))


def get_contact(token: str) -> MediaContact:
    """The contact whose secret link this is.

    Raises:
        ContactNotFoundError
    """
    contact = db.session.scalar(select(MediaContact).where(MediaContact.token == token))
    if contact is None:
        raise ContactNotFoundError
    return contact


def get_contact_by_number(contact_id: int) -> MediaContact:
    """A contact, for the desk.

    Raises:
        ContactNotFoundError
    """
    contact = db.session.get(MediaContact, contact_id)
    if contact is None:
        raise ContactNotFoundError
    return contact


def all_contacts() -> Sequence[MediaContact]:
    """Everybody on the list by name, also those who have yet to confirm."""
    return db.session.scalars(
        select(MediaContact)
        .options(joinedload(MediaContact.office))
        .order_by(MediaContact.name, MediaContact.id)
    ).all()


def contacts_for(office: Office) -> Sequence[MediaContact]:
    """Who gets the releases of an office."""
    return db.session.scalars(
        select(MediaContact)
        .where(
            MediaContact.confirmed_at.is_not(None),
            or_(MediaContact.office_id.is_(None), MediaContact.office_id == office.id),
        )
        .order_by(MediaContact.id)
    ).all()


def find_unsent_release(*, out_since: datetime, at: datetime) -> Release | None:
    """A release that the public can read and the media list has not had, if it came out after ``out_since``."""
    return db.session.scalars(
        select(Release)
        .join(Release.event)
        .where(is_out(at), is_listed(), Release.mailed_at.is_(None), Release.published_at > out_since)
        .options(joinedload(Release.event).joinedload(Event.office))
        .order_by(Release.published_at)
        .limit(1)
    ).first()
