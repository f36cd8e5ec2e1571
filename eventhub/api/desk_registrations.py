"""Registrations of an event, as the desk decides on them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import expect_match, listed, shown, written
from eventhub.api.area import Area, page_schema
from eventhub.api.desk_events import ONE
from eventhub.api.fields import Body
from eventhub.api.forms import NO_CSRF, Filling
from eventhub.api.identity import PREFIX
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.schemas import schema_of
from eventhub.api.shapes import Reference, reference
from eventhub.clock import now
from eventhub.desk.forms import RegistrationForm
from eventhub.events.actions import EventDetails, edit_event
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.questions.queries import categories_of
from eventhub.registration import actions
from eventhub.registration.figures import figures
from eventhub.registration.forms import AddForm
from eventhub.registration.models import ConsentPurpose, Registration, RegistrationStatus
from eventhub.registration.queries import RegistrationFilter, desk_of, get_registration
from eventhub.web.access import requires

area = Area("desk_registrations", "Registrations")

SETTINGS, REGISTRATIONS = f"{ONE}/registration", f"{ONE}/registrations"
REGISTRATION = f"{REGISTRATIONS}/<int:registration_id>"

Settings = schema_of("RegistrationSettings", RegistrationForm)
SettingsPatch = type("RegistrationSettingsPatch", (Settings,), {})


def _settings(event: Event) -> dict[str, Any]:
    desk = desk_of(event)
    return {
        **RegistrationForm.values_of(event, desk),
        "opens_at": desk.opens_at and desk.opens_at.astimezone(event.zone),
        "closes_at": desk.closes_at and desk.closes_at.astimezone(event.zone),
        "changes_until": desk.changes_until and desk.changes_until.astimezone(event.zone),
    }


@area.read(SETTINGS, gives=Settings)
@requires(Permission.DESK_USE)
def show_registration_settings(slug: str) -> Response:
    """How an event takes registrations."""
    return shown(Settings, _settings(get_event_of(current_user, slug)))


@area.write(SETTINGS, method="PATCH", takes=SettingsPatch, gives=Settings)
@requires(Permission.EVENT_EDIT)
def set_registration(body: dict[str, Any], slug: str) -> Response:
    """Change how an event takes registrations. Who has registered keeps their place."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        present = _settings(event)
        expect_match(Settings, present)
        filling = Filling({**present, **body}).locally(
            event.time_zone, "opens_at", "closes_at", "changes_until"
        )
        [form] = filling.into(lambda data: RegistrationForm(data, event=event, meta=NO_CSRF))
        edit_event(event, replace(EventDetails.of(event), capacity=form.capacity.data))
        actions.set_desk(event, form.details())
        return _settings(event)

    return written(Settings, change)


class ConsentSchema(Schema):
    purpose = fields.Choice(ConsentPurpose, required=True)
    wording = fields.Text(required=True)
    given_at = fields.Moment(required=True)
    withdrawn_at = fields.Moment(required=True, allow_none=True)


class RegistrationSchema(Schema):
    id = fields.Number(required=True)
    reference = fields.Text(16, required=True)
    status = fields.Choice(RegistrationStatus, required=True)
    name = fields.Text(200, required=True)
    email = fields.Text(254, required=True)
    organization = fields.Part(Reference, required=True, allow_none=True)
    organization_name = fields.Text(200, required=True)
    position = fields.Text(200, required=True)
    country = fields.Text(2, required=True, allow_none=True)
    phone = fields.Text(40, required=True)
    needs = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "Told in confidence: null without the scope `registration:sensitive`."},
    )
    language = fields.Text(8, required=True)
    category_id = fields.Number(required=True, allow_none=True)
    place_is_held = fields.Flag(required=True, metadata={"description": "The place is a delegation's."})
    waiting_since = fields.Moment(required=True, allow_none=True)
    consents = fields.Several(fields.Part(ConsentSchema), required=True)
    created_at = fields.Moment(required=True)
    updated_at = fields.Moment(required=True)


NARROWING = {
    "q": fields.Text(
        200, load_default="", metadata={"description": "Words of name, address, reference, organisation."}
    ),
    "status": fields.Choice(RegistrationStatus, load_default=None),
}
NarrowedBody = type("NarrowedBody", (Body,), {**NARROWING})
RegistrationQuery = type("RegistrationQuery", (PageQuery,), {**NARROWING})


def wanted(query: dict[str, Any]) -> RegistrationFilter:
    """The registrations that a query asks for."""
    return RegistrationFilter(query["q"], RegistrationStatus(query["status"]) if query["status"] else None)


class FiguresSchema(Schema):
    pending = fields.Number(required=True)
    confirmed = fields.Number(required=True)
    waitlisted = fields.Number(required=True)
    declined = fields.Number(required=True)
    cancelled = fields.Number(required=True)
    kept = fields.Number(
        required=True, metadata={"description": "Places kept for organisations, without a name."}
    )
    capacity = fields.Number(required=True, allow_none=True)
    places_left = fields.Number(required=True, allow_none=True)


Registrations = page_schema(RegistrationSchema, "Registration")
NewRegistration = schema_of(
    "NewRegistration",
    AddForm,
    required=("name", "email"),
    category=fields.Number(
        1, allow_none=True, metadata={"description": "Number of the category, where there are any."}
    ),
)
NOT_A_COLUMN = ("organization", "needs")
COLUMNS = tuple(name for name in RegistrationSchema._declared_fields if name not in NOT_A_COLUMN)


def registration_view(registration: Registration, *, in_confidence: bool) -> dict[str, Any]:
    """A registration; with what was told ``in_confidence`` only for who may read that."""
    return {
        **{name: getattr(registration, name) for name in COLUMNS},
        "organization": reference(registration.organization, "organizations.show"),
        "needs": registration.needs if in_confidence else None,
    }


def _seen(registration: Registration) -> dict[str, Any]:
    """A registration as the user may see it."""
    sensitive = may_with(current_user, Permission.REGISTRATION_SENSITIVE, registration.event)
    return registration_view(registration, in_confidence=sensitive)


@area.read(REGISTRATIONS, takes=RegistrationQuery, gives=Registrations)
@requires(Permission.REGISTRATION_VIEW)
def list_registrations(query: dict[str, Any], slug: str) -> Response:
    """Who has registered, in the order in which they first came."""
    event = get_event_of(current_user, slug)
    rows = (
        select(Registration)
        .where(Registration.event_id == event.id, *wanted(query).conditions())
        .options(joinedload(Registration.organization), selectinload(Registration.consents))
    )
    page = page_of(rows, [Order(Registration.id)], query)
    sensitive = may_with(current_user, Permission.REGISTRATION_SENSITIVE, event)
    items = [registration_view(each, in_confidence=sensitive) for each in page.items]
    return listed(Registrations, page._replace(items=items))


@area.read(f"{SETTINGS}/figures", gives=FiguresSchema)
@requires(Permission.REGISTRATION_VIEW)
def show_figures(slug: str) -> Response:
    """How many people there are of each status, and how many places."""
    return shown(FiguresSchema, figures(get_event_of(current_user, slug)))


@area.read(REGISTRATION, gives=RegistrationSchema)
@requires(Permission.REGISTRATION_VIEW)
def show_registration(slug: str, registration_id: int) -> Response:
    """One registration."""
    found = get_registration(get_event_of(current_user, slug), registration_id)
    return shown(RegistrationSchema, _seen(found))


@area.write(REGISTRATIONS, takes=NewRegistration, gives=RegistrationSchema, status=201)
@requires(Permission.REGISTRATION_DECIDE)
def add_registration(body: dict[str, Any], slug: str) -> Response:
    """Register somebody, who is sent a mail with their link; on the waiting list when all places are taken."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug)
        usual = event.working_languages[0] if event.working_languages else "en"
        form = _add_form(event, {"language": usual, **body})
        details = form.details(categories_of(event))
        return _seen(actions.add_by_hand(event, details, language=form.language.data, now=now()))

    return written(
        RegistrationSchema,
        change,
        status=201,
        location=lambda made: f"{PREFIX}/desk/events/{slug}/registrations/{made['id']}",
    )


def _add_form(event: Event, body: dict[str, Any]) -> AddForm:
    def make(data: Any) -> AddForm:
        form = AddForm(data, meta=NO_CSRF)
        form.organization.offer(event)
        form.offer_categories(categories_of(event))
        return form

    [form] = Filling(body).into(make)
    return form


def decide(slug: str, registration_id: int, verb: Callable[..., Any]) -> Response:
    """Do something with a registration, and answer with what it is then."""

    def change() -> dict[str, Any]:
        registration = get_registration(get_event_of(current_user, slug), registration_id)
        expect_match(RegistrationSchema, _seen(registration))
        verb(registration, now=now())
        return _seen(registration)

    return written(RegistrationSchema, change)


@area.write(f"{REGISTRATION}/confirm", gives=RegistrationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def confirm_registration(slug: str, registration_id: int) -> Response:
    """Give somebody a place; when all are taken, one on the waiting list."""
    return decide(slug, registration_id, actions.confirm)


@area.write(f"{REGISTRATION}/decline", gives=RegistrationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def decline_registration(slug: str, registration_id: int) -> Response:
    """Turn down somebody who has no place yet."""
    return decide(slug, registration_id, actions.decline)


@area.write(f"{REGISTRATION}/cancel", gives=RegistrationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def cancel_registration(slug: str, registration_id: int) -> Response:
    """End a registration; the place goes to the next in line."""
    return decide(slug, registration_id, actions.cancel)
