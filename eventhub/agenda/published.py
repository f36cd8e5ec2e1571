"""What the public is shown of an agenda: the rows as they stand, or the newest revision while changes are collected."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import defer, joinedload

from eventhub.agenda.errors import RevisionNotFoundError, SessionNotFoundError
from eventhub.agenda.items import Item, ItemInterpretation, ItemMaterial, ItemSpeaker, Named, from_json
from eventhub.agenda.models import Interpretation, Material, Session, Speaker, is_relay
from eventhub.agenda.revision_models import AgendaPublication, AgendaRevision
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.organizations.models import Organization

# Values, and statements that are written once: the agenda is the most that a page of an event shows, and took twice the
# time as rows that the ORM keeps track of.
_OF_EVENT = Session.event_id == bindparam("event_id")
_SESSIONS = (
    select(
        Session.id,
        Session.uid,
        Session.kind,
        Session.starts_at,
        Session.ends_at,
        Session.room,
        Session.track,
        Session.title,
        Session.abstract,
        Session.floor_language,
        Session.takes_sign_ups,
        Session.capacity,
        Session.cancelled,
        Session.sequence,
        Session.created_at,
        Session.revised_at,
    )
    .where(_OF_EVENT)
    .order_by(Session.starts_at, Session.ends_at, Session.track, Session.id)
)
_SPEAKERS = (
    select(Speaker.session_id, Speaker.role, Speaker.name, Speaker.title, Organization.name)
    .join(Speaker.session)
    .outerjoin(Speaker.organization)
    .where(_OF_EVENT)
    .order_by(Speaker.position, Speaker.id)
)
_MATERIALS = (
    select(Material.session_id, Material.title, Material.urls)
    .join(Material.session)
    .where(_OF_EVENT)
    .order_by(Material.id)
)
_INTERPRETATIONS = (
    select(Interpretation.session_id, Interpretation.source, Interpretation.target, Session.floor_language)
    .join(Interpretation.session)
    .where(_OF_EVENT)
    .order_by(Interpretation.id)
)


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
    rows = db.session.execute(_SESSIONS, {"event_id": event.id}).all()
    if not rows:
        return []
    speakers = _by_session(event, _SPEAKERS, _speaker)
    materials = _by_session(event, _MATERIALS, ItemMaterial)
    interpretations = _by_session(event, _INTERPRETATIONS, _interpretation)
    return [
        Item(
            **row._mapping,
            speakers=tuple(speakers[row.id]),
            materials=tuple(materials[row.id]),
            interpretations=tuple(interpretations[row.id]),
            event=event,
        )
        for row in rows
    ]


def _by_session(event: Event, query: Executable, make: Callable[..., Any]) -> dict[int, list[Any]]:
    """What ``make`` makes of each row, by the session, whose number comes first in it."""
    found: dict[int, list[Any]] = defaultdict(list)
    for session_id, *values in db.session.execute(query, {"event_id": event.id}):
        found[session_id].append(make(*values))
    return found


def _speaker(role: Any, name: str, title: Any, organization: Any) -> ItemSpeaker:
    return ItemSpeaker(role, name, title, Named(organization) if organization else None)


def _interpretation(source: str, target: str, floor: str) -> ItemInterpretation:
    return ItemInterpretation(source, target, is_relay(floor, source, target))


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
