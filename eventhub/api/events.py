"""Events as the public sees them, and their agendas."""

from typing import Any

from flask import Response
from flask_babel import gettext as _
from marshmallow import Schema
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.agenda.items import Item
from eventhub.agenda.models import SessionKind, SpeakerRole
from eventhub.agenda.published import published_agenda
from eventhub.api import fields
from eventhub.api.answers import listed, shown
from eventhub.api.area import Area, LanguageQuery, page_schema
from eventhub.api.errors import Fault, InvalidError
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.shapes import Acknowledgement, Reference, acknowledgements, link, reference
from eventhub.clock import now
from eventhub.events.models import AttendanceMode, Event, EventKind, EventStatus, ParticipationRole
from eventhub.events.queries import find_topic, get_readable_event
from eventhub.events.search import EventFilter, Period
from eventhub.organizations.queries import find_office, find_organization
from eventhub.programmes.queries import find_programme
from eventhub.registration.queries import state_for_public
from eventhub.text.countries import is_country
from eventhub.web.access import public

area = Area("events", "Events, as the public sees them")

FIRST_YEAR, LAST_YEAR = 1900, 2999


class EventQuery(PageQuery, LanguageQuery):
    q = fields.Text(
        200,
        load_default="",
        metadata={"description": "Words in title, place or organisations, in any language."},
    )
    when = fields.Choice(Period, load_default=Period.COMING.value)
    kind = fields.Choice(EventKind, load_default=None)
    country = fields.Text(2, load_default="", metadata={"description": "ISO 3166-1 alpha-2."})
    year = fields.Number(FIRST_YEAR, LAST_YEAR, strict=False, load_default=None)
    topic = fields.Text(120, load_default="")
    programme = fields.Text(120, load_default="")
    organization = fields.Text(120, load_default="")
    office = fields.Text(120, load_default="")


class EventSummary(Schema):
    slug = fields.Text(120, required=True)
    uid = fields.Text(
        36, required=True, metadata={"description": "The UID of its calendar entry (RFC 5545)."}
    )
    kind = fields.Choice(EventKind, required=True)
    kind_name = fields.Translated(required=True)
    status = fields.Choice(EventStatus, required=True)
    title = fields.Translated(required=True)
    starts_at = fields.Moment(required=True, metadata={"description": "By the clocks of the venue."})
    ends_at = fields.Moment(required=True)
    time_zone = fields.Text(64, required=True)
    session_days = fields.Several(
        fields.Text(10), required=True, metadata={"description": "Where it does not meet every day."}
    )
    mode = fields.Choice(AttendanceMode, required=True)
    city = fields.Translated(required=True)
    country = fields.Text(2, required=True, allow_none=True)
    office = fields.Part(Reference, required=True)
    programme = fields.Part(Reference, required=True, allow_none=True)
    url = fields.Text(1000, required=True)
    revised_at = fields.Moment(required=True)


class PublicParticipation(Schema):
    organization = fields.Part(Reference, required=True)
    role = fields.Choice(ParticipationRole, required=True)


class PublicRegistration(Schema):
    """Whether one can register now; ``refusal`` says why not."""

    is_open = fields.Flag(required=True)
    refusal = fields.Text(40, required=True, allow_none=True)
    opens_at = fields.Moment(required=True, allow_none=True)
    closes_at = fields.Moment(required=True, allow_none=True)
    places_left = fields.Number(required=True, allow_none=True)
    needs_approval = fields.Flag(required=True)
    url = fields.Text(1000, required=True)


class PublicEvent(EventSummary):
    venue = fields.Translated(required=True)
    address = fields.Text(500, required=True)
    latitude = fields.Decimal(required=True, allow_none=True)
    longitude = fields.Decimal(required=True, allow_none=True)
    aim = fields.Translated(required=True)
    context = fields.Translated(required=True)
    outcomes = fields.Translated(required=True)
    status_reason = fields.Translated(required=True)
    postponed_from = fields.Several(fields.Text(10), required=True)
    sdg_targets = fields.Several(fields.Text(8), required=True)
    working_languages = fields.Several(fields.Text(8), required=True)
    interpretation = fields.Several(fields.Text(8), required=True)
    capacity = fields.Number(required=True, allow_none=True)
    topics = fields.Several(fields.Part(Reference), required=True)
    organizations = fields.Several(fields.Part(PublicParticipation), required=True)
    funding = fields.Several(fields.Part(Acknowledgement), required=True)
    registration = fields.Part(PublicRegistration, required=True)
    calendar_url = fields.Text(1000, required=True)


class SpeakerSchema(Schema):
    name = fields.Text(200, required=True)
    title = fields.Translated(required=True)
    organization = fields.Translated(required=True)
    role = fields.Choice(SpeakerRole, required=True)


class MaterialSchema(Schema):
    title = fields.Translated(required=True)
    urls = fields.Translated(
        required=True, metadata={"description": "Where the paper is, for each language of it."}
    )


class InterpretationSchema(Schema):
    source = fields.Text(8, required=True)
    target = fields.Text(8, required=True)


class AgendaItem(Schema):
    uid = fields.Text(36, required=True)
    kind = fields.Choice(SessionKind, required=True)
    starts_at = fields.Moment(required=True)
    ends_at = fields.Moment(required=True)
    title = fields.Translated(required=True)
    abstract = fields.Translated(required=True)
    room = fields.Text(120, required=True)
    track = fields.Text(120, required=True)
    cancelled = fields.Flag(required=True)
    floor_language = fields.Text(8, required=True)
    interpretations = fields.Several(fields.Part(InterpretationSchema), required=True)
    speakers = fields.Several(fields.Part(SpeakerSchema), required=True)
    materials = fields.Several(fields.Part(MaterialSchema), required=True)
    revised_at = fields.Moment(required=True)


class Agenda(Schema):
    revision = fields.Number(
        required=True, metadata={"description": "Of the newest revision; 0: there is none."}
    )
    items = fields.Several(fields.Part(AgendaItem), required=True)


SUMMARY = ("slug", "uid", "kind", "kind_name", "status", "title", "time_zone", "session_days")
SUMMARY += ("mode", "city", "country", "revised_at")


def summary_of(event: Event) -> dict[str, Any]:
    return {
        **{name: getattr(event, name) for name in SUMMARY},
        "starts_at": event.local_start,
        "ends_at": event.local_end,
        "office": reference(event.office, "organizations.office"),
        "programme": reference(event.programme, "programmes.show"),
        "url": link("events.show", slug=event.slug),
    }


def public_event(event: Event) -> dict[str, Any]:
    """All that the page of an event says."""
    moment = now()
    plain = ("venue", "address", "latitude", "longitude", "aim", "context", "status_reason", "postponed_from")
    plain += ("sdg_targets", "working_languages", "interpretation", "capacity")
    return {
        **summary_of(event),
        **{name: getattr(event, name) for name in plain},
        "outcomes": event.outcomes if event.ends_at <= moment else {},
        "topics": [reference(each, "topics.show") for each in event.topics],
        "organizations": [
            {"organization": reference(each.organization, "organizations.show"), "role": each.role}
            for each in event.participations
        ],
        "funding": acknowledgements(event),
        "registration": _registration(event),
        "calendar_url": link("calendars.event", slug=event.slug),
    }


def _registration(event: Event) -> dict[str, Any]:
    state = state_for_public(event, now())
    return {
        "is_open": state.is_open,
        "refusal": state.refusal,
        "opens_at": state.opens_at,
        "closes_at": state.closes_at,
        "places_left": state.places_left,
        "needs_approval": state.needs_approval,
        "url": link("registration.register", slug=event.slug),
    }


def agenda_item(item: Item) -> dict[str, Any]:
    zone = item.event.zone
    plain = ("uid", "kind", "title", "abstract", "room", "track", "cancelled", "revised_at")
    plain += ("floor_language", "interpretations", "materials")
    return {
        **{name: getattr(item, name) for name in plain},
        "starts_at": item.starts_at.astimezone(zone),
        "ends_at": item.ends_at.astimezone(zone),
        "speakers": [
            {
                "name": each.name,
                "title": each.title,
                "organization": each.organization.name if each.organization else {},
                "role": each.role,
            }
            for each in item.speakers
        ],
    }


# Field of EventFilter: how a slug in the query becomes the row that it names.
_NAMED = {
    "topic": find_topic,
    "programme": find_programme,
    "organization": find_organization,
    "office": find_office,
}


def event_filter(query: dict[str, Any]) -> EventFilter:
    """What the query asks for.

    Raises:
        InvalidError: something that it names is not there; an answer with everything would mislead.
    """
    found = {name: find(query[name]) for name, find in _NAMED.items() if query[name]}
    faults = [
        Fault(_("Nothing of this name is known."), parameter=name)
        for name, row in found.items()
        if row is None
    ]
    country = query["country"].upper()
    if country and not is_country(country):
        faults.append(Fault(_("Nothing of this name is known."), parameter="country"))
    if faults:
        raise InvalidError(faults)
    return EventFilter(
        typed=query["q"],
        country=country or None,
        year=query["year"],
        kind=EventKind(query["kind"]) if query["kind"] else None,
        **found,
    )


@area.read("/events", takes=EventQuery, gives=page_schema(EventSummary, "Event"))
@public
def list_events(query: dict[str, Any]) -> Response:
    """Events that are public, with the filters of the site.

    What is coming begins with the next one, all else with the latest.
    """
    wanted = select(Event).where(*event_filter(query).conditions())
    is_coming = query["when"] == Period.COMING
    if is_coming:
        wanted = wanted.where(Event.ends_at >= now())
    elif query["when"] == Period.PAST:
        wanted = wanted.where(Event.ends_at < now())
    order = [Order(Event.starts_at, not is_coming), Order(Event.id, not is_coming)]
    page = page_of(wanted.options(joinedload(Event.office), joinedload(Event.programme)), order, query)
    return listed(
        page_schema(EventSummary, "Event"), page._replace(items=[summary_of(each) for each in page.items])
    )


@area.read("/events/<slug>", takes=LanguageQuery, gives=PublicEvent)
@public
def show_event(_query: dict[str, Any], slug: str) -> Response:
    """One event, also an unlisted one for who knows its address."""
    event = get_readable_event(slug)
    return shown(PublicEvent, public_event(event), last_modified=event.revised_at)


@area.read("/events/<slug>/agenda", takes=LanguageQuery, gives=Agenda)
@public
def show_agenda(_query: dict[str, Any], slug: str) -> Response:
    """The agenda of an event as it was published, in the order of time; items that were cancelled say so."""
    agenda = published_agenda(get_readable_event(slug))
    return shown(Agenda, {"revision": agenda.number, "items": [agenda_item(each) for each in agenda.items]})
