"""Events as the desk works on them: facts, organizations, funding, staff, and what becomes of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.accounts.permissions import Permission
from eventhub.agenda.actions import copy_agenda, move_agenda
from eventhub.api import fields
from eventhub.api.answers import done, expect_match, listed, shown, written
from eventhub.api.area import Area, page_schema
from eventhub.api.events import EventSummary, summary_of
from eventhub.api.fields import Body
from eventhub.api.forms import NO_CSRF, Filling, merged
from eventhub.api.identity import PREFIX
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.schemas import SLUG, schema_of
from eventhub.api.shapes import Acknowledgement, acknowledgements
from eventhub.desk.forms import CancelForm, CompleteForm, DatesForm, DuplicateForm, PostponeForm
from eventhub.events import actions
from eventhub.events.actions import EventDetails
from eventhub.events.desk_list import DeskFilter, offices_to_begin_in
from eventhub.events.forms import BasicsForm, ContactForm, ContentForm, FiguresForm, PlaceForm
from eventhub.events.models import AttendanceMode, Event, EventStatus, Visibility
from eventhub.events.queries import all_topics, find_topic, get_event_of
from eventhub.events.series import series_to_continue
from eventhub.organizations.queries import find_office
from eventhub.questions.copying import copy_form
from eventhub.web.access import requires

area = Area("desk_events", "Events at the desk")
ONE = "/desk/events/<slug>"

PERIOD = {
    "starts_at": fields.Moment(
        required=True, metadata={"description": "By the clocks of the venue, or with its offset."}
    ),
    "ends_at": fields.Moment(required=True),
}
BROWSER_PERIOD = ("first_day", "start_time", "last_day", "end_time")

EventBody = schema_of(
    "EventBody",
    BasicsForm,
    PlaceForm,
    ContentForm,
    FiguresForm,
    ContactForm,
    without=(*BROWSER_PERIOD, "office_id", "topic_ids"),
    required=("kind", "title", "time_zone"),
    **PERIOD,
    office=fields.Text(SLUG, required=True, metadata={"description": "Slug of the organising office."}),
    topics=fields.Several(fields.Text(SLUG), allow_none=True),
    session_days=fields.Several(
        fields.Day(), allow_none=True, metadata={"description": "Where it does not meet every day."}
    ),
    sdg_targets=fields.Several(fields.Text(8), allow_none=True),
    working_languages=fields.Several(fields.Text(8), allow_none=True),
    interpretation=fields.Several(fields.Text(8), allow_none=True),
)
EventPatch = type("EventPatch", (EventBody,), {})


class StaffMember(Schema):
    id = fields.Number(required=True)
    name = fields.Text(200, required=True)


class DeskEvent(EventBody):
    """The facts of an event as they can be sent back, and what came of them."""

    slug = fields.Text(SLUG, required=True)
    uid = fields.Text(36, required=True)
    status = fields.Choice(EventStatus, required=True)
    postponed_from = fields.Several(fields.Text(10), required=True)
    programme = fields.Text(SLUG, required=True, allow_none=True)
    staff = fields.Several(fields.Part(StaffMember), required=True)
    funding = fields.Several(fields.Part(Acknowledgement), required=True)
    url = fields.Text(1000, required=True)
    revised_at = fields.Moment(required=True)
    created_at = fields.Moment(required=True)


class DeskQuery(PageQuery):
    q = fields.Text(200, load_default="")
    status = fields.Choice(EventStatus, load_default=None)


DeskEvents = page_schema(EventSummary, "DeskEvent")
MINIMAL = {"mode": AttendanceMode.ON_SITE.value, "visibility": Visibility.PUBLIC.value}
"""What a new event is where nothing is said."""
PLAIN = tuple(
    name for name in EventBody._declared_fields if name not in ("starts_at", "ends_at", "office", "topics")
)


def body_of(event: Event) -> dict[str, Any]:
    """What an event holds, as a program would send it."""
    return {
        **{name: getattr(event, name) for name in PLAIN},
        "starts_at": event.local_start,
        "ends_at": event.local_end,
        "office": event.office.slug,
        "topics": [each.slug for each in event.topics],
    }


def desk_event(event: Event) -> dict[str, Any]:
    plain = ("slug", "uid", "status", "postponed_from", "revised_at", "created_at")
    return {
        **body_of(event),
        **{name: getattr(event, name) for name in plain},
        "programme": event.programme.slug if event.programme else None,
        "staff": [each.user for each in event.staff],
        "funding": acknowledgements(event),
        "url": summary_of(event)["url"],
    }


def period(filling: Filling, body: dict[str, Any]) -> Filling:
    zone = body.get("time_zone")
    return filling.moment("starts_at", "first_day", "start_time", zone).moment(
        "ends_at", "last_day", "end_time", zone
    )


def facts_of_body(body: dict[str, Any], event: Event | None = None) -> tuple[dict[str, Any], ContentForm]:
    """What the forms of the desk make of a body.

    Raises:
        InvalidError
    """
    filling = Filling(body).reference("office", "office_id", find_office)
    filling.references("topics", "topic_ids", find_topic).joined("session_days", "sdg_targets")
    kept = (
        {"working_languages": event.working_languages, "interpretation": event.interpretation}
        if event
        else {}
    )
    forms = period(filling, body).into(
        lambda data: BasicsForm(data, offices=offices_to_begin_in(current_user, event), meta=NO_CSRF),
        lambda data: PlaceForm(data, **kept, meta=NO_CSRF),
        lambda data: ContentForm(data, topics=all_topics(), meta=NO_CSRF),
        lambda data: FiguresForm(data, meta=NO_CSRF),
        lambda data: ContactForm(data, meta=NO_CSRF),
    )
    return {name: value for form in forms for name, value in form.facts().items()}, forms[2]


@area.read("/desk/events", takes=DeskQuery, gives=DeskEvents)
@requires(Permission.DESK_USE)
def list_desk_events(query: dict[str, Any]) -> Response:
    """The events that the user looks after, drafts included, the latest first."""
    wanted = DeskFilter(query["q"], EventStatus(query["status"]) if query["status"] else None)
    rows = select(Event).where(*wanted.conditions(current_user))
    rows = rows.options(joinedload(Event.office), joinedload(Event.programme))
    page = page_of(rows, [Order(Event.starts_at, True), Order(Event.id, True)], query)
    return listed(DeskEvents, page._replace(items=[summary_of(each) for each in page.items]))


@area.write("/desk/events", takes=EventBody, gives=DeskEvent, status=201)
@requires(Permission.EVENT_EDIT)
def create_event(body: dict[str, Any]) -> Response:
    """Begin an event as a draft."""

    def change() -> dict[str, Any]:
        facts, content = facts_of_body({**MINIMAL, **body})
        event = actions.create_event(EventDetails(**facts), staff=[current_user])
        if content.chosen_topics():
            actions.set_topics(event, content.chosen_topics())
        return desk_event(get_event_of(current_user, event.slug))

    return written(
        DeskEvent, change, status=201, location=lambda made: f"{PREFIX}/desk/events/{made['slug']}"
    )


@area.read(ONE, gives=DeskEvent)
@requires(Permission.DESK_USE)
def show_desk_event(slug: str) -> Response:
    """An event that the user looks after."""
    event = get_event_of(current_user, slug)
    return shown(DeskEvent, desk_event(event))


@area.write(ONE, method="PATCH", takes=EventPatch, gives=DeskEvent)
@requires(Permission.EVENT_EDIT)
def edit_event(body: dict[str, Any], slug: str) -> Response:
    """Change facts of an event by a JSON merge patch (RFC 7396)."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(DeskEvent, desk_event(event))
        facts, content = facts_of_body(merged(body_of(event), body), event)
        actions.edit_event(event, replace(EventDetails.of(event), **facts))
        if content.chosen_topics() != list(event.topics):
            actions.set_topics(event, content.chosen_topics())
        return desk_event(event)

    return written(DeskEvent, change)


@area.write(ONE, method="DELETE")
@requires(Permission.EVENT_EDIT)
def delete_event(slug: str) -> Response:
    """Remove a draft."""

    def change() -> None:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(DeskEvent, desk_event(event))
        actions.delete_draft(event)

    return done(change)


def _become(slug: str, verb: Callable[[Event], None]) -> Response:
    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(DeskEvent, desk_event(event))
        verb(event)
        return desk_event(event)

    return written(DeskEvent, change)


@area.write(f"{ONE}/publish", gives=DeskEvent)
@requires(Permission.EVENT_EDIT)
def publish_event(slug: str) -> Response:
    """Show a draft to the public, or say that a postponed event takes place at its new date."""
    return _become(slug, actions.publish)


class ReasonBody(Body):
    status_reason = fields.Translated(1000, load_default=None, allow_none=True)


class DatesBody(Body):
    starts_at, ends_at = PERIOD["starts_at"], PERIOD["ends_at"]
    time_zone = fields.Text(64, required=True)
    moves_agenda = fields.Flag(load_default=True, metadata={"description": "Whether the agenda goes along."})


class PostponeBody(ReasonBody):
    """Without new dates they are to be announced."""

    new_dates = fields.Part(DatesBody, load_default=None, allow_none=True)


def _say_why(event: Event, reason: Any) -> None:
    actions.edit_event(event, replace(EventDetails.of(event), status_reason=reason))


def _move(event: Event, form: DatesForm) -> None:
    days = actions.reschedule(event, **form.period())
    if form.moves_agenda.data:
        move_agenda(event, days)


@area.write(f"{ONE}/postpone", takes=PostponeBody, gives=DeskEvent)
@requires(Permission.EVENT_EDIT)
def postpone_event(body: dict[str, Any], slug: str) -> Response:
    """Say that the event will not take place when announced."""
    dates = body["new_dates"]
    filling = period(Filling({"status_reason": body["status_reason"], **(dates or {})}), dates or {})
    filling.data["has_new_dates"] = "y" if dates else ""
    [form] = filling.into(lambda data: PostponeForm(data, meta=NO_CSRF))

    def verb(event: Event) -> None:
        _say_why(event, form.status_reason.data)
        actions.postpone(event)
        if dates:
            _move(event, form)

    return _become(slug, verb)


@area.write(f"{ONE}/dates", method="PUT", takes=DatesBody, gives=DeskEvent)
@requires(Permission.EVENT_EDIT)
def move_event(body: dict[str, Any], slug: str) -> Response:
    """Hold the event at another time."""
    [form] = period(Filling(body), body).into(lambda data: DatesForm(data, meta=NO_CSRF))
    return _become(slug, lambda event: _move(event, form))


@area.write(f"{ONE}/cancel", takes=ReasonBody, gives=DeskEvent)
@requires(Permission.EVENT_EDIT)
def cancel_event(body: dict[str, Any], slug: str) -> Response:
    """Say that the event will not take place. Whoever has registered is told by mail."""
    [form] = Filling(body).into(lambda data: CancelForm(data, meta=NO_CSRF))

    def verb(event: Event) -> None:
        # Before the mails are written, which say it.
        _say_why(event, form.status_reason.data)
        actions.cancel(event)

    return _become(slug, verb)


CompleteBody = schema_of("CompleteBody", CompleteForm)


@area.write(f"{ONE}/complete", takes=CompleteBody, gives=DeskEvent)
@requires(Permission.EVENT_EDIT)
def complete_event(body: dict[str, Any], slug: str) -> Response:
    """Say that the event has taken place, who came, and what came of it."""

    def verb(event: Event) -> None:
        names = ("actual_women", "actual_men", "outcomes")
        present = {name: getattr(event, name) for name in names}
        [form] = Filling({**present, **body}).into(lambda data: CompleteForm(data, meta=NO_CSRF))
        actions.edit_event(
            event, replace(EventDetails.of(event), **{name: form[name].data for name in names})
        )
        actions.complete(event)

    return _become(slug, verb)


class DuplicateBody(Body):
    starts_at, ends_at = PERIOD["starts_at"], PERIOD["ends_at"]
    time_zone = fields.Text(64, required=True)
    is_edition = fields.Flag(
        load_default=True, metadata={"description": "Whether both are editions of one series."}
    )
    copies_agenda = fields.Flag(load_default=True)
    copies_form = fields.Flag(load_default=True, metadata={"description": "The form of registration."})


@area.write(f"{ONE}/duplicate", takes=DuplicateBody, gives=DeskEvent, status=201)
@requires(Permission.EVENT_EDIT)
def duplicate_event(body: dict[str, Any], slug: str) -> Response:
    """Begin a draft with the facts, organizations, funding and topics of this event, at another time."""
    [form] = period(Filling(body), body).into(lambda data: DuplicateForm(data, meta=NO_CSRF))

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug)
        series = series_to_continue(event) if form.is_edition.data else None
        copy = actions.duplicate_event(event, staff=[current_user], series=series, **form.period())
        if form.copies_agenda.data:
            copy_agenda(event, copy)
        if form.copies_form.data:
            copy_form(event, copy)
        return desk_event(get_event_of(current_user, copy.slug))

    return written(
        DeskEvent, change, status=201, location=lambda made: f"{PREFIX}/desk/events/{made['slug']}"
    )
