"""Writing events. Each verb flushes, leaves an audit line and announces the change; the caller commits."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from eventhub.accounts.models import ScopeKind, User
from eventhub.accounts.roles import Scope, drop_roles_at
from eventhub.audit.actions import record
from eventhub.audit.changes import apply_details
from eventhub.clock import now
from eventhub.db import Translated, db
from eventhub.db.references import references_to
from eventhub.db.slugs import unique_slug
from eventhub.events.errors import NotPublishableError, PartInUseError, StatusError, StillNeededError
from eventhub.events.models import (
    AttendanceMode,
    Event,
    EventFunding,
    EventKind,
    EventStaff,
    EventStatus,
    Participation,
    ParticipationRole,
    Series,
    Topic,
    Visibility,
)
from eventhub.events.rules import SCHEDULE_FIELDS, SEARCHED_FIELDS, may_become, missing_for_publication
from eventhub.events.signals import event_cancelled, event_changed
from eventhub.organizations.models import Office, Organization
from eventhub.programmes.models import FundingRole, FundingSource, Programme
from eventhub.text.normalise import indexed_terms


@dataclass(frozen=True, kw_only=True)
class EventDetails:
    """The facts of an event that a person enters. Names and meanings as in ``models.Event``."""

    office: Office
    kind: EventKind
    title: Translated
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    programme: Programme | None = None
    series: Series | None = None
    kind_name: Translated = field(default_factory=Translated)
    kind_gender: dict[str, str] = field(default_factory=dict)
    headline: Translated = field(default_factory=Translated)
    aim: Translated = field(default_factory=Translated)
    context: Translated = field(default_factory=Translated)
    outcomes: Translated = field(default_factory=Translated)
    status_reason: Translated = field(default_factory=Translated)
    media_arrangements: Translated = field(default_factory=Translated)
    sdg_targets: list[str] = field(default_factory=list)
    visibility: Visibility = Visibility.PUBLIC
    session_days: list[str] = field(default_factory=list)
    duration_days: int | None = None
    mode: AttendanceMode = AttendanceMode.ON_SITE
    venue: Translated = field(default_factory=Translated)
    address: str = ""
    city: Translated = field(default_factory=Translated)
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    online_url: str = ""
    working_languages: list[str] = field(default_factory=list)
    interpretation: list[str] = field(default_factory=list)
    capacity: int | None = None
    expected_women: int | None = None
    expected_men: int | None = None
    actual_women: int | None = None
    actual_men: int | None = None
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""

    @classmethod
    def of(cls, event: Event) -> "EventDetails":
        """What an event holds now."""
        return cls(**{each.name: getattr(event, each.name) for each in fields(cls)})


def create_event(details: EventDetails, *, staff: Iterable[Any] = (), slug: str | None = None) -> Event:
    """Begin an event as a draft."""
    event = Event(slug=slug or unique_slug(Event, details.title, fallback=details.kind.value))
    apply_details(event, details)
    event.staff = [EventStaff(user=user) for user in staff]
    event.search_text = _search_text(event)
    db.session.add(event)
    db.session.flush()
    record("event:details:create", event)
    event_changed.send(event)
    return event


def edit_event(event: Event, details: EventDetails) -> set[str]:
    """Change the facts of an event; the names of the fields that changed come back."""
    changes = apply_details(event, details, private=("contact_name", "contact_email", "contact_phone"))
    if changes:
        if SEARCHED_FIELDS & changes.keys():
            event.search_text = _search_text(event)
        _mark_revision(event, raises_sequence=bool(SCHEDULE_FIELDS & changes.keys()))
        record("event:details:edit", event, changes=changes)
        event_changed.send(event)
    return set(changes)


def reschedule(event: Event, *, starts_at: datetime, ends_at: datetime, time_zone: str) -> int:
    """Hold the event at another time; single days of meeting move along if its length stays.

    The number of days by which it moved comes back.
    """
    moved = EventDetails.of(event)
    first_day, length = event.first_day, event.last_day - event.first_day
    days = starts_at.date() - first_day
    keeps_length = ends_at.date() - starts_at.date() == length
    session_days = [(date.fromisoformat(day) + days).isoformat() for day in moved.session_days]
    edit_event(
        event,
        replace(
            moved,
            starts_at=starts_at,
            ends_at=ends_at,
            time_zone=time_zone,
            session_days=session_days if keeps_length else [],
        ),
    )
    return days.days


def publish(event: Event) -> None:
    """Show a draft to the public, or say that a postponed event takes place at its new date.

    Raises:
        NotPublishableError: with what is missing.
        StatusError
    """
    if not may_become(event.status, EventStatus.PUBLISHED):
        raise StatusError
    missing = missing_for_publication(event)
    if missing:
        raise NotPublishableError(missing)
    event.published_at = event.published_at or now()
    _become(event, EventStatus.PUBLISHED, "event:status:publish")


def postpone(event: Event) -> None:
    """Say that the event will not take place when announced; a new date may follow by ``edit_event``.

    Raises:
        StatusError
    """
    if not may_become(event.status, EventStatus.POSTPONED):
        raise StatusError
    event.postponed_from = [event.first_day.isoformat(), event.last_day.isoformat()]
    _become(event, EventStatus.POSTPONED, "event:status:postpone")


def cancel(event: Event) -> None:
    """Say that the event will not take place.

    Raises:
        StatusError
    """
    _become(event, EventStatus.CANCELLED, "event:status:cancel")
    event_cancelled.send(event)


def complete(event: Event) -> None:
    """Say that the event has taken place.

    Raises:
        StatusError: also when it has not ended.
    """
    if event.ends_at > now():
        raise StatusError
    _become(event, EventStatus.COMPLETED, "event:status:complete")


def delete_draft(event: Event) -> None:
    """Remove an event that nobody outside has seen.

    Raises:
        StillNeededError
    """
    if event.status != EventStatus.DRAFT:
        raise StillNeededError
    record("event:details:delete", event)
    drop_roles_at(Scope(ScopeKind.EVENT, event.id))
    db.session.delete(event)
    db.session.flush()


@dataclass(frozen=True, kw_only=True)
class Part:
    """An organization's part in an event, as a person enters it."""

    organization: Organization
    role: ParticipationRole
    quota: int | None = None
    focal_point_name: str = ""
    focal_point_email: str = ""


def set_participations(event: Event, parts: list[Part]) -> None:
    """Replace the organizations of an event; the order given is the order of precedence.

    Raises:
        PartInUseError: something rests on one that is left out, such as a list of nominees.
    """
    known = {(each.organization_id, each.role): each for each in event.participations}
    wanted = []
    for position, part in enumerate(parts, start=1):
        row = known.pop((part.organization.id, part.role), None)
        row = row or Participation(organization=part.organization, role=part.role)
        row.position, row.quota = position, part.quota
        row.focal_point_name, row.focal_point_email = part.focal_point_name, part.focal_point_email
        wanted.append(row)
    if any(references_to(each) for each in known.values()):
        raise PartInUseError
    event.participations = wanted
    db.session.flush()
    event.search_text = _search_text(event)
    record("event:organizations:set", event)
    _revise(event, raises_sequence=False)


def set_programme(event: Event, programme: Programme | None) -> None:
    """Put the event under a programme, or under none: it inherits other funding then."""
    edit_event(event, replace(EventDetails.of(event), programme=programme))


def set_fundings(
    event: Event, fundings: list[tuple[FundingSource, FundingRole]], *, replaces_programme_funding: bool
) -> None:
    """Replace the event's own funding; ``replaces_programme_funding`` leaves that of the programme out."""
    known = {each.funding_source_id: each for each in event.fundings}
    event.fundings = []
    for position, (source, role) in enumerate(fundings, start=1):
        row = known.get(source.id) or EventFunding(source=source)
        row.role, row.position = role, position
        event.fundings.append(row)
    event.replaces_programme_funding = replaces_programme_funding
    db.session.flush()
    record("event:funding:set", event)
    _revise(event, raises_sequence=False)


def set_topics(event: Event, topics: list[Topic]) -> None:
    event.topics = topics
    db.session.flush()
    record("event:topics:set", event)
    _revise(event, raises_sequence=False)


def add_staff(event: Event, user: User) -> None:
    """Let a user look after the event; who does already stays."""
    if any(each.user_id == user.id for each in event.staff):
        return
    event.staff.append(EventStaff(user=user))
    db.session.flush()
    record("event:staff:add", event, changes={"staff": [None, user.id]})


def remove_staff(event: Event, user: User) -> None:
    """Take the event from a user again; members of its office look after it all the same."""
    found = next((each for each in event.staff if each.user_id == user.id), None)
    if found is None:
        return
    event.staff.remove(found)
    db.session.flush()
    record("event:staff:remove", event, changes={"staff": [user.id, None]})


def duplicate_event(event: Event, *, staff: Iterable[Any] = (), **period: Any) -> Event:
    """Begin a draft with the facts, organizations, funding and topics of another event.

    ``period`` is what differs: at least ``starts_at`` and ``ends_at``. Figures of who came, days without meeting and
    the names of focal points belong to the old event alone, and so does its series unless one is given.
    """
    nothing_yet = {"session_days": [], "duration_days": None, "actual_women": None, "actual_men": None}
    nothing_yet |= {"outcomes": Translated(), "status_reason": Translated(), "series": None}
    copy = create_event(replace(EventDetails.of(event), **{**nothing_yet, **period}), staff=staff)
    parts = [
        Part(organization=each.organization, role=each.role, quota=each.quota)
        for each in event.participations
    ]
    set_participations(copy, parts)
    set_fundings(
        copy,
        [(each.source, each.role) for each in event.fundings],
        replaces_programme_funding=event.replaces_programme_funding,
    )
    set_topics(copy, list(event.topics))
    return copy


def touch(event: Event) -> None:
    """Something that stands in the event's page or calendar entry changed elsewhere (its office was renamed)."""
    _revise(event, raises_sequence=False)


def _become(event: Event, status: EventStatus, action: str) -> None:
    if not may_become(event.status, status):
        raise StatusError
    before, event.status = event.status, status
    record(action, event, changes={"status": [before.value, status.value]})
    _revise(event, raises_sequence=before != EventStatus.DRAFT)


def _revise(event: Event, *, raises_sequence: bool) -> None:
    """Count a new revision, and say so to whoever shows the event."""
    _mark_revision(event, raises_sequence=raises_sequence)
    db.session.flush()
    event_changed.send(event)


def _mark_revision(event: Event, *, raises_sequence: bool) -> None:
    """Count a new revision. A draft has been in nobody's calendar: its SEQUENCE stays."""
    if raises_sequence and event.status != EventStatus.DRAFT:
        event.sequence += 1
    event.revised_at = now()


def refresh_search(events: Iterable[Event]) -> None:
    """Find events by the present names of the organizations that take part in them."""
    for event in events:
        event.search_text = _search_text(event)
    db.session.flush()


def _search_text(event: Event) -> str:
    names = [*event.title.values(), *(event.city or {}).values(), *(event.venue or {}).values()]
    names += [name for each in event.participations for name in each.organization.name.values()]
    # In an order of their own: that in which PostgreSQL keeps languages is another than that in which they were given.
    return indexed_terms(" ".join(sorted(names)))
