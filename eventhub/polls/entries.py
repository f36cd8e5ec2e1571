"""What private calendars say of a proposed date, in the language that is in force."""

from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext as _

from eventhub.events.entries import STATUS, event_entry, text_of
from eventhub.events.models import Event, EventStatus
from eventhub.formats.calendar_entries import Entry, Status
from eventhub.polls.models import DateState, ProposedDate
from eventhub.web.language import absolute_url


def date_entry(proposed: ProposedDate, *, whole_days: bool | None = None) -> Entry:
    """A date as an entry of its own: several days as whole days, one day by its hours, as the event would be.

    ``whole_days`` asks for one of the two in any case. The chosen date follows the event from then on.
    """
    event = proposed.poll.event
    follows = proposed.state == DateState.CHOSEN
    span = event if follows else proposed
    start, end = (moment.astimezone(event.zone) for moment in (span.starts_at, span.ends_at))
    if whole_days is None:
        whole_days = start.date() != end.date()
    first, last = _ends(start, end, whole_days)
    return replace(
        event_entry(event, whole_days=whole_days),
        uid=proposed.uid,
        sequence=proposed.sequence + event.sequence,
        created_at=proposed.created_at,
        revised_at=max(proposed.revised_at, event.revised_at),
        start=first,
        end=last,
        status=_status(proposed, event),
        summary=_summary(proposed, event),
        url=absolute_url("polls_desk.show", slug=event.slug),
    )


def _ends(start: datetime, end: datetime, whole_days: bool) -> tuple[date | datetime, date | datetime]:
    return (start.date(), end.date()) if whole_days else (start, end)


def _status(proposed: ProposedDate, event: Event) -> Status:
    if proposed.state == DateState.PROPOSED:
        return "TENTATIVE"
    if proposed.state == DateState.DROPPED:
        return "CANCELLED"
    # What is open of a draft is no longer its date.
    return "CONFIRMED" if event.status == EventStatus.DRAFT else STATUS[event.status]


def _summary(proposed: ProposedDate, event: Event) -> str:
    title = text_of(event.title)
    if proposed.state == DateState.PROPOSED:
        return _("Proposed date: %(title)s", title=title)
    if proposed.state == DateState.DROPPED:
        return _("Date not chosen: %(title)s", title=title)
    return _("Draft: %(title)s", title=title) if event.status == EventStatus.DRAFT else title
