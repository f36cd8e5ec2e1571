"""Reading events."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from eventhub.db import db
from eventhub.events.errors import EventNotFoundError, TopicNotFoundError
from eventhub.events.models import Event, EventFunding, EventStatus, Participation, Topic, Visibility
from eventhub.events.permissions import looked_after_by
from eventhub.organizations.models import Organization
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding

WITH_OFFICE = (joinedload(Event.office),)
# All that a calendar says about one event, in a fixed number of queries.
WITH_FUNDING = (
    *WITH_OFFICE,
    joinedload(Event.series),
    joinedload(Event.programme)
    .selectinload(Programme.fundings)
    .joinedload(ProgrammeFunding.source)
    .joinedload(FundingSource.organization),
    selectinload(Event.fundings).joinedload(EventFunding.source).joinedload(FundingSource.organization),
    selectinload(Event.topics),
)
# The same for a page.
WITH_PARTIES = (*WITH_FUNDING, selectinload(Event.participations).joinedload(Participation.organization))
# The same for a release.
WITH_FACTS = (*WITH_PARTIES, selectinload(Event.programme, Programme.implementers))


def is_listed() -> ColumnElement[bool]:
    """SQL condition: in lists, feeds and the sitemap."""
    return (Event.visibility == Visibility.PUBLIC) & (Event.status != EventStatus.DRAFT)


def is_readable() -> ColumnElement[bool]:
    """SQL condition: open to whoever has the address."""
    return (Event.visibility != Visibility.PRIVATE) & (Event.status != EventStatus.DRAFT)


def _one(query: Select[Event]) -> Event:
    event = db.session.scalar(query.options(*WITH_FACTS))
    if event is None:
        raise EventNotFoundError
    return event


def get_readable_event(slug: str, loaded: tuple[ExecutableOption, ...] = WITH_PARTIES) -> Event:
    """A public or unlisted event by its slug. What is not ``loaded`` with it is read when it is asked for.

    Raises:
        EventNotFoundError
    """
    event = db.session.scalar(_readable(loaded), {"slug": slug})
    if event is None:
        raise EventNotFoundError
    return event


@cache
def _readable(loaded: tuple[ExecutableOption, ...]) -> Select[Event]:
    """Written once for each that is ``loaded``: the page that is asked for most begins with it."""
    return select(Event).where(Event.slug == bindparam("slug"), is_readable()).options(*loaded)


def read_anew(event: Event, loaded: tuple[ExecutableOption, ...] = WITH_FUNDING) -> Event:
    """The same event as it stands now, with all that a calendar says about it, or with what is ``loaded``."""
    query = select(Event).where(Event.id == event.id).options(*loaded)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def get_event_of(user: Any, slug: str, *, for_change: bool = False) -> Event:
    """An event that ``user`` looks after. To everybody else it does not exist.

    ``for_change`` holds its row until the transaction ends, so that what is decided on it still holds when it is
    written. (SQLite needs no lock of a row: see ``db.transactions``.)

    Raises:
        EventNotFoundError
    """
    query = select(Event).where(Event.slug == slug, looked_after_by(user))
    return _one(query.with_for_update(of=Event) if for_change else query)


def organizations_in(event: Event) -> Sequence[Organization]:
    """Those that have a part in the event, in their order of precedence."""
    return db.session.scalars(
        select(Organization)
        .join(Participation, Participation.organization_id == Organization.id)
        .where(Participation.event_id == event.id)
        .order_by(Participation.position)
    ).all()


def all_topics() -> Sequence[Topic]:
    return db.session.scalars(select(Topic).order_by(Topic.slug)).all()


def get_topic(slug: str) -> Topic:
    """A topic by its slug.

    Raises:
        TopicNotFoundError
    """
    topic = find_topic(slug)
    if topic is None:
        raise TopicNotFoundError
    return topic


def find_topic(slug: str) -> Topic | None:
    return db.session.scalar(select(Topic).where(Topic.slug == slug))
