"""Pure decisions about mailings."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from eventhub.events.models import Event, EventStatus
from eventhub.mailings.models import Anchor, Audience, Mailing, MailingStatus, Notice, NoticeKind
from eventhub.mailtexts.rules import FOR_FOCAL_POINTS, FOR_PARTICIPANTS

EDITABLE = (MailingStatus.DRAFT, MailingStatus.IN_REVIEW)
SENDABLE = (MailingStatus.DRAFT, MailingStatus.IN_REVIEW)
GONE = (MailingStatus.SENDING, MailingStatus.SENT, MailingStatus.STOPPED)
"""People have been written to, or are being."""
STANDING = (EventStatus.PUBLISHED, EventStatus.COMPLETED)
"""What is scheduled goes out for events that take place; while one is postponed it waits for the new dates."""
CONCERNED = (EventStatus.PUBLISHED, EventStatus.POSTPONED)
"""While an event is a draft nobody knows of it; that it is cancelled is said at once."""
STILL_NEWS = timedelta(days=14)
"""A mailing for after the event that nothing could send for so long is not sent any more."""
MOST_DAYS = 366


def gaps_for(audience: Audience) -> Sequence[str]:
    """The gaps that a text for these people may have."""
    return FOR_FOCAL_POINTS if audience == Audience.FOCAL_POINTS else FOR_PARTICIPANTS


def languages_of(mailing: Mailing) -> list[str]:
    """The languages in which there are a subject and a text."""
    return [code for code in mailing.body if mailing.subject.get(code)]


def may_be_sent_by(mailing: Mailing, user_id: int | None) -> bool:
    """Whether this user may let it go: four eyes where they are asked for."""
    return not mailing.needs_second_reader or (
        mailing.status == MailingStatus.IN_REVIEW and user_id is not None and user_id != mailing.written_by_id
    )


def due_moment(event: Event, mailing: Mailing) -> datetime | None:
    """When a mailing goes out that counts its days from an event; None for one that is sent by hand."""
    if mailing.anchor is None or mailing.at_time is None:
        return None
    is_before = mailing.anchor == Anchor.BEFORE_START
    day = event.first_day if is_before else event.last_day
    offset = timedelta(days=-mailing.days if is_before else mailing.days)
    return datetime.combine(day + offset, mailing.at_time, tzinfo=event.zone)


def has_lapsed(mailing: Mailing, event: Event, at: datetime) -> bool:
    """Whether the time of a scheduled mailing has gone by: what looks ahead to an event is sent until it begins."""
    if mailing.anchor == Anchor.BEFORE_START:
        return at >= event.starts_at
    return mailing.due_at is not None and at >= mailing.due_at + STILL_NEWS


def still_holds(notice: Notice, event: Event, at: datetime) -> bool:
    """Whether people are to be told: of another date only while the event is ahead, or goes on."""
    return notice.kind != NoticeKind.CHANGE or (event.status in CONCERNED and event.ends_at > at)
