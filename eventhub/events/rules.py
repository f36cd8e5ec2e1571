"""Pure decisions about events."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from babel.core import get_global
from flask_babel import lazy_gettext as _l

from eventhub.events.models import AttendanceMode, Event, EventStatus, ParticipationRole
from eventhub.programmes.models import FundingRole, FundingSource

NEXT_STATUSES: dict[EventStatus, frozenset[EventStatus]] = {
    EventStatus.DRAFT: frozenset({EventStatus.PUBLISHED}),
    EventStatus.PUBLISHED: frozenset({EventStatus.POSTPONED, EventStatus.CANCELLED, EventStatus.COMPLETED}),
    EventStatus.POSTPONED: frozenset({EventStatus.PUBLISHED, EventStatus.CANCELLED}),
    EventStatus.CANCELLED: frozenset(),
    EventStatus.COMPLETED: frozenset(),
}

SEARCHED_FIELDS = frozenset({"title", "city", "venue"})
"""Of the facts, those by whose words an event is found; the names of its organizations besides."""

# RFC 5546 section 2.1.4: what a participant must be told of again. A change of any of these raises SEQUENCE.
SCHEDULE_FIELDS = frozenset(
    {
        "starts_at",
        "ends_at",
        "time_zone",
        "session_days",
        "venue",
        "address",
        "city",
        "country",
        "mode",
        "online_url",
    }
)


def may_become(current: EventStatus, wanted: EventStatus) -> bool:
    return wanted in NEXT_STATUSES[current]


def days_of(event: Event) -> list[date]:
    """The days on which the event meets, in the time zone of the venue."""
    if event.session_days:
        return [date.fromisoformat(day) for day in event.session_days]
    span = (event.last_day - event.first_day).days
    return [event.first_day + timedelta(days=offset) for offset in range(span + 1)]


def missing_for_publication(event: Event) -> list:
    """What a public event still lacks, as phrases for the organiser; empty when it may be published."""
    missing = []
    if not event.title:
        missing.append(_l("a title"))
    if event.mode != AttendanceMode.ONLINE and not (event.city and event.country):
        missing.append(_l("the city and the country where it takes place"))
    if event.ends_at <= event.starts_at:
        missing.append(_l("an end that comes after the start"))
    return missing


def keeps_local_time(event: Event) -> bool:
    """Whether the clocks of its time zone show what some clocks in its country show when it begins (CLDR's zones)."""
    zones = get_global("territory_zones").get(event.country or "", ())
    offsets = {event.starts_at.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones}
    return not offsets or event.local_start.utcoffset() in offsets


def funding_of(event: Event) -> list[tuple[FundingSource, FundingRole]]:
    """Who funds the event: the sources of its programme, then its own, or its own alone."""
    inherited = event.programme.fundings if event.programme and not event.replaces_programme_funding else []
    found = {}
    for funding in (*inherited, *event.fundings):
        found[funding.source] = funding.role
    return list(found.items())


def participants_by_role(event: Event) -> list[tuple[ParticipationRole, Sequence]]:
    """The participations of each role that has any, in order of precedence."""
    return [
        (role, found)
        for role in ParticipationRole
        if (found := [each for each in event.participations if each.role == role])
    ]
