"""What the public is shown of an agenda: the rows as they stand, or the newest revision while changes are collected."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from eventhub.agenda.errors import RevisionNotFoundError, SessionNotFoundError
from eventhub.agenda.items import Item, from_json, item_of
from eventhub.agenda.queries import agenda_of
from eventhub.agenda.revision_models import AgendaPublication, AgendaRevision
from eventhub.db import db
from eventhub.events.models import Event


@dataclass(frozen=True)
class PublishedAgenda:
    """The items that the public sees, in the order of time, and the newest revision (None: there is none yet).

    ``collects`` is as in ``AgendaPublication``. While it is false, the items may differ from those of the revision.
    """

    items: Sequence[Item]
    revision: AgendaRevision | None
    collects: bool

    @property
    def number(self) -> int:
        """Of the newest revision; 0 when there is none."""
        return self.revision.number if self.revision else 0


def published_agenda(event: Event) -> PublishedAgenda:
    """What everybody may see, in a number of queries that does not depend on the number of items."""
    publication = find_publication(event)
    revision = publication.revision if publication else None
    if publication and publication.collects:
        return PublishedAgenda(items_of(revision) if revision else [], revision, collects=True)
    return PublishedAgenda(working_copy(event), revision, collects=False)


def working_copy(event: Event) -> list[Item]:
    """The items as the organisers have them, published or not."""
    return [item_of(each) for each in agenda_of(event)]


def items_of(revision: AgendaRevision) -> list[Item]:
    """The items of a revision, in the order of time."""
    return [from_json(each, revision.event) for each in revision.items]


def find_publication(event: Event) -> AgendaPublication | None:
    """How the agenda reaches the public, with the newest revision; None: at once, and there is none."""
    return db.session.scalar(
        select(AgendaPublication)
        .where(AgendaPublication.event_id == event.id)
        .options(joinedload(AgendaPublication.revision))
    )


def revisions_of(event: Event, *, with_items: bool = True) -> Sequence[AgendaRevision]:
    """All revisions, the newest first, with who published them."""
    more = () if with_items else (defer(AgendaRevision.items),)
    return db.session.scalars(
        select(AgendaRevision)
        .where(AgendaRevision.event_id == event.id)
        .options(joinedload(AgendaRevision.published_by), *more)
        .order_by(AgendaRevision.number.desc())
    ).all()


def find_revision(event: Event, number: int) -> AgendaRevision | None:
    """A revision by its number."""
    return db.session.scalar(
        select(AgendaRevision).where(AgendaRevision.event_id == event.id, AgendaRevision.number == number)
    )


def get_revision(event: Event, number: int) -> AgendaRevision:
    """A revision by its number.

    Raises:
        RevisionNotFoundError
    """
    revision = find_revision(event, number)
    if revision is None:
        raise RevisionNotFoundError
    return revision


def get_item(agenda: PublishedAgenda, item_id: int) -> Item:
    """One item of what the public sees, by its number.

    Raises:
        SessionNotFoundError
    """
    for item in agenda.items:
        if item.id == item_id:
            return item
    raise SessionNotFoundError
