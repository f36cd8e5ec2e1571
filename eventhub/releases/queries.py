"""Reading releases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from eventhub.clock import now
from eventhub.db import db
from eventhub.events.models import Event, EventFunding
from eventhub.events.permissions import looked_after_by
from eventhub.events.queries import WITH_FACTS, is_listed, is_readable
from eventhub.organizations.models import Office
from eventhub.programmes.models import FundingSource, Programme, ProgrammeFunding
from eventhub.releases.errors import QuoteNotFoundError, ReleaseNotFoundError
from eventhub.releases.models import Quote, Release, ReleaseKind, ReleaseStatus, ReleaseText
from eventhub.text.languages import FALL_BACK

# What a release shows of its event: office, and who is acknowledged for funding it.
_EVENT_SHOWN = (
    joinedload(Event.office),
    joinedload(Event.programme)
    .selectinload(Programme.fundings)
    .joinedload(ProgrammeFunding.source)
    .joinedload(FundingSource.organization),
    selectinload(Event.fundings).joinedload(EventFunding.source).joinedload(FundingSource.organization),
)


def is_out(moment: datetime) -> ColumnElement[bool]:
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


def published_releases(
    *, limit: int | None = None, offset: int = 0, event: Event | None = None, office: Office | None = None
) -> Sequence[Release]:
    """Releases that the public may read, the latest first, with their texts.

    Those of ``event`` alone, whoever has its address may read; lists leave out events that are not listed.
    """
    return db.session.scalars(
        _newsroom(select(Release), event=event, office=office)
        .options(selectinload(Release.texts), contains_eager(Release.event).joinedload(Event.office))
        .order_by(Release.published_at.desc(), Release.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def count_published(*, office: Office | None = None) -> int:
    """How many releases the newsroom holds."""
    return db.session.scalars(_newsroom(select(func.count(Release.id)), office=office)).one()


def _newsroom(query: Select, *, event: Event | None = None, office: Office | None = None) -> Select:
    query = query.join(Release.event).where(is_out(now()))
    if event is not None:
        return query.where(Release.event_id == event.id, is_readable())
    if office is not None:
        query = query.where(Event.office_id == office.id)
    return query.where(is_listed())


def offices_in_newsroom() -> Sequence[Office]:
    """The offices whose releases the newsroom holds."""
    with_releases = _newsroom(select(Event.office_id).select_from(Release))
    return db.session.scalars(select(Office).where(Office.id.in_(with_releases)).order_by(Office.slug)).all()


def released_in(language: str, *, limit: int = 50) -> Sequence[ReleaseText]:
    """The latest published texts of one language, for a feed, with release, event and funding."""
    return db.session.scalars(
        _newsroom(select(ReleaseText).join(ReleaseText.release))
        .where(ReleaseText.language == language, ReleaseText.headline != "")
        .options(
            contains_eager(ReleaseText.release).options(contains_eager(Release.event).options(*_EVENT_SHOWN))
        )
        .order_by(Release.published_at.desc(), Release.id.desc())
        .limit(limit)
    ).all()


def newsroom_changed_at() -> datetime | None:
    """When the public last saw a release come, change or go; None before the first."""
    moments = db.session.execute(
        select(func.max(Release.revised_at), func.max(Release.published_at)).where(
            is_out(now()) | (Release.status == ReleaseStatus.WITHDRAWN) & (Release.published_at <= now())
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
