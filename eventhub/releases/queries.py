"""Reading releases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event, EventFunding, Topic, event_topics
from eventhub.events.permissions import looked_after_by
from eventhub.events.queries import WITH_FACTS, is_listed, is_readable
from eventhub.organizations.models import Office
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding
from eventhub.releases.errors import QuoteNotFoundError, ReleaseNotFoundError
from eventhub.releases.models import Quote, Release, ReleaseKind, ReleaseStatus, ReleaseText
from eventhub.text.languages import FALL_BACK
from eventhub.text.normalise import search_key

# What a release shows of its event: office, and who is acknowledged for funding it.
_EVENT_SHOWN = (
    joinedload(Event.office),
    joinedload(Event.programme)
    .selectinload(Programme.fundings)
    .joinedload(ProgrammeFunding.source)
    .joinedload(FundingSource.organization),
    selectinload(Event.fundings).joinedload(EventFunding.source).joinedload(FundingSource.organization),
)


def is_out(moment: datetime | BindParameter) -> ColumnElement[bool]:
    """SQL condition on Release: published, and its embargo over."""
    return (Release.status == ReleaseStatus.PUBLISHED) & or_(
        Release.embargo_until.is_(None), Release.embargo_until <= moment
    )


def find_text(release: Release, language: str) -> ReleaseText | None:
    """The text in ``language``, if there is one."""
    return next((text for text in release.texts if text.language == language), None)


def text_in(release: Release, language: str) -> ReleaseText:
    """The text in ``language``, or in the next language of the fall-back order that has one."""
    by_language = {text.language: text for text in release.texts if text.headline}
    return next(by_language[code] for code in (language, *FALL_BACK, *by_language) if code in by_language)


@dataclass(frozen=True)
class NewsFilter:
    """What a part of the newsroom holds: all that is set has to fit. ``written_in`` is the code of a language."""

    office: Office | None = None
    programme: Programme | None = None
    topic: Topic | None = None
    kind: ReleaseKind | None = None
    written_in: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """SQL conditions on Release, joined to its Event."""
        asked = [
            (self.office, lambda office: Event.office_id == office.id),
            (self.programme, lambda programme: Event.programme_id == programme.id),
            (self.topic, lambda topic: Event.topics.any(Topic.id == topic.id)),
            (self.kind, lambda kind: Release.kind == kind),
            (self.written_in, lambda code: Release.texts.any(ReleaseText.language == code)),
        ]
        return [condition(value) for value, condition in asked if value is not None]


EVERYTHING = NewsFilter()


def published_releases(
    wanted: NewsFilter = EVERYTHING, *, limit: int | None = None, offset: int = 0
) -> Sequence[Release]:
    """Releases of listed events that the public may read, the latest first, with their texts."""
    return db.session.scalars(
        _newsroom(select(Release), wanted)
        .options(selectinload(Release.texts), contains_eager(Release.event).joinedload(Event.office))
        .order_by(Release.published_at.desc(), Release.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


# Written once, for the page that is asked for most.
_OF_EVENT = (
    select(Release)
    .join(Release.event)
    .where(is_out(bindparam("at")), Release.event_id == bindparam("event_id"), is_readable())
    .options(selectinload(Release.texts))
    .order_by(Release.published_at.desc(), Release.id.desc())
)


def published_releases_of(event: Event) -> Sequence[Release]:
    """The releases of one event, the latest first, with their texts: for whoever has its address."""
    return db.session.scalars(_OF_EVENT, {"at": now(), "event_id": event.id}).all()


def count_published(wanted: NewsFilter = EVERYTHING) -> int:
    """How many releases a part of the newsroom holds."""
    return db.session.scalars(_newsroom(select(func.count(Release.id)), wanted)).one()


def _newsroom(query: Select, wanted: NewsFilter) -> Select:
    return query.join(Release.event).where(is_out(now()), *wanted.conditions(), is_listed())


def offices_in_newsroom() -> Sequence[Office]:
    """The offices whose releases the newsroom holds."""
    return db.session.scalars(
        select(Office).where(Office.id.in_(_of_events_in_newsroom(Event.office_id))).order_by(Office.slug)
    ).all()


def programmes_in_newsroom() -> Sequence[Programme]:
    """The programmes whose events have releases in the newsroom."""
    return db.session.scalars(
        select(Programme).where(Programme.id.in_(_of_events_in_newsroom(Event.programme_id)))
    ).all()


def topics_in_newsroom() -> Sequence[Topic]:
    """The topics of the events that have releases in the newsroom."""
    return db.session.scalars(
        select(Topic).where(
            Topic.id.in_(
                select(event_topics.c.topic_id).where(
                    event_topics.c.event_id.in_(_of_events_in_newsroom(Event.id))
                )
            )
        )
    ).all()


def _of_events_in_newsroom(column: Any) -> Select:
    return _newsroom(select(column).select_from(Release), EVERYTHING)


def released_in(language: str, wanted: NewsFilter = EVERYTHING, *, limit: int = 50) -> Sequence[ReleaseText]:
    """The latest published texts of one language, for a feed, with release, event and funding."""
    return db.session.scalars(
        _newsroom(select(ReleaseText).join(ReleaseText.release), wanted)
        .where(ReleaseText.language == language, ReleaseText.headline != "")
        .options(
            contains_eager(ReleaseText.release).options(contains_eager(Release.event).options(*_EVENT_SHOWN))
        )
        .order_by(Release.published_at.desc(), Release.id.desc())
        .limit(limit)
    ).all()


def newsroom_changed_at(wanted: NewsFilter = EVERYTHING) -> datetime | None:
    """When the public last saw a release come, change or go in a part of the newsroom; None before the first."""
    moments = db.session.execute(
        select(func.max(Release.revised_at), func.max(Release.published_at))
        .join(Release.event)
        .where(
            is_out(now()) | (Release.status == ReleaseStatus.WITHDRAWN) & (Release.published_at <= now()),
            *wanted.conditions(),
        )
    ).one()
    return max((moment for moment in moments if moment), default=None)


def get_published_release(slug: str) -> Release:
    """A release that the public may read, also one of an event that is not listed.

    Raises:
        ReleaseNotFoundError: also while its embargo lasts.
    """
    return _one(
        select(Release)
        .join(Release.event)
        .where(Release.slug == slug, is_out(now()), is_readable())
        .options(selectinload(Release.texts), contains_eager(Release.event).options(*_EVENT_SHOWN))
    )


def get_release_of(user: Any, release_id: int) -> Release:
    """A release of an event that ``user`` looks after, with the facts of the event. To all others it does not exist.

    Raises:
        ReleaseNotFoundError
    """
    return _one(
        select(Release)
        .join(Release.event)
        .where(Release.id == release_id, looked_after_by(user))
        .options(selectinload(Release.texts), contains_eager(Release.event).options(*WITH_FACTS))
    )


def _one(query: Select[Any]) -> Release:
    release = db.session.scalar(query)
    if release is None:
        raise ReleaseNotFoundError
    return release


def releases_of(user: Any) -> Sequence[Release]:
    """The releases of the events that ``user`` looks after, the latest first."""
    return db.session.scalars(
        select(Release)
        .join(Release.event)
        .where(looked_after_by(user))
        .options(selectinload(Release.texts), contains_eager(Release.event))
        .order_by(func.coalesce(Release.published_at, Release.created_at).desc(), Release.id.desc())
    ).all()


def releases_of_event(event: Event) -> Sequence[Release]:
    """All releases of an event, drafts included, the oldest first."""
    return db.session.scalars(
        select(Release)
        .where(Release.event_id == event.id)
        .options(selectinload(Release.texts))
        .order_by(Release.id)
    ).all()


def find_release(event: Event, kind: ReleaseKind) -> Release | None:
    """The release of a kind that an event has, drafts included; one that was withdrawn counts no longer."""
    return db.session.scalars(
        select(Release)
        .where(
            Release.event_id == event.id,
            Release.kind == kind,
            Release.status != ReleaseStatus.WITHDRAWN,
        )
        .order_by(Release.id)
    ).first()


def quotes_of(event: Event) -> Sequence[Quote]:
    """What is said about an event, in order."""
    return db.session.scalars(
        select(Quote).where(Quote.event_id == event.id).order_by(Quote.position, Quote.id)
    ).all()


def get_quote_of(event: Event, quote_id: int) -> Quote:
    """A quote of ``event``.

    Raises:
        QuoteNotFoundError
    """
    quote = db.session.scalar(select(Quote).where(Quote.id == quote_id, Quote.event_id == event.id))
    if quote is None:
        raise QuoteNotFoundError
    return quote


def library_quotes(user: Any, typed: str = "", *, limit: int, offset: int = 0) -> Sequence[Quote]:
    """Quotes of the events that ``user`` looks after, of which each word typed is a part; the latest event first."""
    return db.session.scalars(
        _library(select(Quote), user, typed)
        .options(contains_eager(Quote.event))
        .order_by(Event.starts_at.desc(), Quote.position, Quote.id)
        .limit(limit)
        .offset(offset)
    ).all()


def library_of(user: Any, typed: str = "") -> Select[Any]:
    """The same as a query, in no order."""
    return _library(select(Quote), user, typed)


def count_library_quotes(user: Any, typed: str = "") -> int:
    return db.session.scalars(_library(select(func.count(Quote.id)), user, typed)).one()


def get_library_quote(user: Any, quote_id: int) -> Quote:
    """A quote of any event that ``user`` looks after.

    Raises:
        QuoteNotFoundError
    """
    quote = db.session.scalar(_library(select(Quote), user, "").where(Quote.id == quote_id))
    if quote is None:
        raise QuoteNotFoundError
    return quote


def _library(query: Select, user: Any, typed: str) -> Select:
    words = (Quote.search_text.contains(word, autoescape=True) for word in search_key(typed).split())
    return query.join(Quote.event).where(looked_after_by(user), *words)


def published_of(events: Sequence[Event]) -> Sequence[Release]:
    """The published releases of ``events``, also those under embargo, with all that their texts rest on."""
    return db.session.scalars(
        select(Release)
        .join(Release.event)
        .where(Event.id.in_([event.id for event in events]), Release.status == ReleaseStatus.PUBLISHED)
        .options(
            selectinload(Release.texts),
            contains_eager(Release.event).options(
                *WITH_FACTS, joinedload(Event.office).selectinload(Office.press_contacts)
            ),
        )
        .order_by(Release.id)
    ).all()


def quotes_by_event(event_ids: Iterable[int]) -> dict[int, list[Quote]]:
    """What is said about events, in order; an event of which nothing is said has no key."""
    found: dict[int, list[Quote]] = {}
    wanted = select(Quote).where(Quote.event_id.in_(event_ids)).order_by(Quote.position, Quote.id)
    for quote in db.session.scalars(wanted):
        found.setdefault(quote.event_id, []).append(quote)
    return found
