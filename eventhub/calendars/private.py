"""What each kind of private feed holds. It never holds more than whoever made it may see at this moment."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import User
from eventhub.calendars.entries import date_entries, entries_made_now, registration_entries
from eventhub.calendars.errors import FeedEndedError, FeedNotFoundError
from eventhub.calendars.models import CalendarBlock, FeedKind, PrivateFeed
from eventhub.calendars.options import FeedOptions, StoredEntry
from eventhub.calendars.queries import stored_entries
from eventhub.db import db
from eventhub.events.models import Event, EventStatus
from eventhub.events.permissions import looked_after_by
from eventhub.events.queries import WITH_FACTS, is_listed
from eventhub.events.search import involves
from eventhub.polls.queries import awaits_its_date, dates_for_calendars
from eventhub.registration.models import Registration
from eventhub.text.languages import in_language
from eventhub.tokens import digest

PAST = timedelta(days=365)
"""For how long an event that is over stays in a private feed."""


def get_private_feed(token: str) -> PrivateFeed:
    """The private feed that ``token`` opens.

    Raises:
        FeedNotFoundError: there has never been one.
        FeedEndedError: it was ended, or who made it may not sign in any more.
    """
    feed = db.session.scalar(
        select(PrivateFeed)
        .where(PrivateFeed.token_digest == digest(token))
        .options(
            joinedload(PrivateFeed.user),
            joinedload(PrivateFeed.organization),
            joinedload(PrivateFeed.office),
            joinedload(PrivateFeed.registration),
        )
    )
    if feed is None:
        raise FeedNotFoundError
    if feed.ended_at is not None or (feed.user is not None and not feed.user.is_active):
        raise FeedEndedError
    return feed


def feeds_made_by(user: User) -> Sequence[PrivateFeed]:
    """Those that have not been ended, the oldest first."""
    return db.session.scalars(
        select(PrivateFeed)
        .where(PrivateFeed.user_id == user.id, PrivateFeed.ended_at.is_(None))
        .options(joinedload(PrivateFeed.organization), joinedload(PrivateFeed.office))
        .order_by(PrivateFeed.id)
    ).all()


def feeds_made_for(registration: Registration) -> Sequence[PrivateFeed]:
    """The addresses that a participant has made by their secret link, and not ended."""
    return db.session.scalars(
        select(PrivateFeed)
        .where(PrivateFeed.registration_id == registration.id, PrivateFeed.ended_at.is_(None))
        .order_by(PrivateFeed.id)
    ).all()


def language_of(feed: PrivateFeed) -> str:
    """That of who made it."""
    person = feed.user or feed.registration
    return person.language if person else "en"


def title_of(feed: PrivateFeed) -> str:
    """What programs call it, in the language in force."""
    if feed.organization:
        return in_language(feed.organization.name, language_of(feed))[0]
    if feed.office:
        name = in_language(feed.office.name, language_of(feed))[0]
        return _("%(office)s, drafts included", office=name)
    if feed.kind == FeedKind.REGISTRATIONS:
        return _("My registrations")
    return _("My events, drafts included")


def entries_of(feed: PrivateFeed, options: FeedOptions, *, at: datetime) -> list[StoredEntry]:
    """What it holds at this moment, from a year before it, in the language in force."""
    return _CONTENTS[feed.kind](feed, options, at)


def _looked_after(feed: PrivateFeed, options: FeedOptions, at: datetime) -> list[StoredEntry]:
    return _with_drafts(feed, options, looked_after_by(feed.user), at)


def _of_office(feed: PrivateFeed, options: FeedOptions, at: datetime) -> list[StoredEntry]:
    own = and_(looked_after_by(feed.user), Event.office_id == feed.office_id)
    return _with_drafts(feed, options, own, at)


def _with_drafts(
    feed: PrivateFeed, options: FeedOptions, holds: ColumnElement[bool], at: datetime
) -> list[StoredEntry]:
    recent = Event.ends_at >= at - PAST
    drafts = db.session.scalars(
        select(Event)
        .where(holds, recent, Event.status == EventStatus.DRAFT, ~awaits_its_date())
        .options(*WITH_FACTS)
    ).all()
    published = (holds, recent, Event.status != EventStatus.DRAFT)
    return [
        *stored_entries(language_of(feed), *published, with_agenda=options.agenda),
        *entries_made_now(drafts),
        *date_entries(dates_for_calendars(holds, since=at - PAST)),
    ]


def _of_organization(feed: PrivateFeed, options: FeedOptions, at: datetime) -> list[StoredEntry]:
    if feed.organization is None:
        return []
    conditions = (
        involves(feed.organization),
        is_listed() | and_(looked_after_by(feed.user), Event.status != EventStatus.DRAFT),
        Event.ends_at >= at - PAST,
    )
    return stored_entries(language_of(feed), *conditions, with_agenda=options.agenda)


def _registrations(feed: PrivateFeed, options: FeedOptions, at: datetime) -> list[StoredEntry]:
    """All of the person: whoever has one of their secret links has the mailbox to which all of them went."""
    if feed.registration is None:
        return []
    rows = db.session.scalars(
        select(Registration)
        .join(Registration.event)
        .where(
            Registration.email_key == feed.registration.email_key,
            Event.ends_at >= at - PAST,
            Event.status != EventStatus.DRAFT,
        )
        .options(*(joinedload(Registration.event).options(each) for each in WITH_FACTS))
    ).all()
    entries = registration_entries(rows)
    if options.agenda:
        ids = [each.event_id for each in rows]
        entries += stored_entries(
            language_of(feed),
            CalendarBlock.event_id.in_(ids),
            CalendarBlock.session_id.is_not(None),
            with_agenda=True,
        )
    return entries


_CONTENTS: dict[FeedKind, Callable[[PrivateFeed, FeedOptions, datetime], list[StoredEntry]]] = {
    FeedKind.LOOKED_AFTER: _looked_after,
    FeedKind.ORGANIZATION: _of_organization,
    FeedKind.OFFICE: _of_office,
    FeedKind.REGISTRATIONS: _registrations,
}
