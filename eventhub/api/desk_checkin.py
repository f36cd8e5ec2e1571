"""The desk at the entrance: who is expected, who came when, and letting people in."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import listed, shown, written
from eventhub.api.area import Area, page_schema
from eventhub.api.desk_events import ONE
from eventhub.api.fields import Body
from eventhub.api.forms import filled
from eventhub.api.paging import Order, PageQuery, page_of
from eventhub.api.schemas import schema_of
from eventhub.checkin import actions
from eventhub.checkin.actions import Done, Press
from eventhub.checkin.errors import ActUnderWayError
from eventhub.checkin.forms import WalkInForm
from eventhub.checkin.models import Act, Attendance
from eventhub.checkin.presentation import language_for
from eventhub.checkin.queries import (
    attendances_of,
    expected_at,
    figures_of,
    get_by_code,
    get_occasion,
    occasions,
)
from eventhub.checkin.rules import LONGEST_WAIT, Outcome, done_at
from eventhub.clock import now
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.presentation import organization_of
from eventhub.tokens import new_token
from eventhub.web.access import requires

area = Area("desk_checkin", "Check-in")
CHECKIN = f"{ONE}/checkin"


class OccasionSchema(Schema):
    """A day of the event, or a session of its agenda."""

    name = fields.Text(24, required=True, metadata={"example": "2026-11-03"})
    day = fields.Day(required=True)
    session = fields.Number(required=True, allow_none=True)
    expected = fields.Number(required=True)
    came = fields.Number(required=True)
    present = fields.Number(required=True)


class Occasions(Schema):
    items = fields.Several(fields.Part(OccasionSchema), required=True)


@area.read(f"{CHECKIN}/occasions", gives=Occasions)
@requires(Permission.CHECKIN_USE)
def list_occasions(slug: str) -> Response:
    """What one can be present at, how many are expected, came, and are there now."""
    event = get_event_of(current_user, slug)
    items = []
    for each in occasions(event):
        counts = vars(figures_of(expected_at(event, each)))
        session = each.session.id if each.session else None
        items.append({**counts, "name": each.name, "day": each.day, "session": session})
    return shown(Occasions, {"items": items})


class PresenceSchema(Schema):
    occasion = fields.Text(24, required=True)
    arrived_at = fields.Moment(required=True)
    left_at = fields.Moment(required=True, allow_none=True)
    desk = fields.Text(60, required=True)


class ExpectedSchema(Schema):
    """No more than a desk must know."""

    registration = fields.Number(required=True)
    reference = fields.Text(16, required=True)
    ticket = fields.Text(64, required=True, metadata={"description": "What the code of the ticket says."})
    name = fields.Text(200, required=True)
    organization = fields.Text(300, required=True)
    presences = fields.Several(fields.Part(PresenceSchema), required=True)


ExpectedPeople = page_schema(ExpectedSchema, "Expected")


def _expected(registration: Registration, found: Sequence[Attendance]) -> dict[str, Any]:
    return {
        **{name: getattr(registration, name) for name in ("reference", "ticket", "name")},
        "registration": registration.id,
        "organization": organization_of(registration),
        "presences": found,
    }


@area.read(f"{CHECKIN}/people", takes=PageQuery, gives=ExpectedPeople)
@requires(Permission.CHECKIN_USE)
def list_expected(query: dict[str, Any], slug: str) -> Response:
    """Everybody with a place, and where they have been."""
    event = get_event_of(current_user, slug)
    rows = (
        select(Registration)
        .where(Registration.event_id == event.id, Registration.status == RegistrationStatus.CONFIRMED)
        .options(joinedload(Registration.organization))
    )
    page = page_of(rows, [Order(Registration.id)], query)
    noted = attendances_of([each.id for each in page.items])
    items = [_expected(each, noted.get(each.id, [])) for each in page.items]
    return listed(ExpectedPeople, page._replace(items=items))


PRESS: dict[str, Any] = {
    "occasion": fields.Text(
        24, required=True, metadata={"description": "Its `name`: a day such as 2026-11-03, or session-12."}
    ),
    "desk": fields.Text(60, load_default="", metadata={"description": "Where it was, in your words."}),
    "act_id": fields.Text(
        40,
        load_default="",
        metadata={"description": "Your name for it: however often it is sent, it is done once."},
    ),
    "waited": fields.Number(
        0,
        int(LONGEST_WAIT.total_seconds()),
        load_default=0,
        metadata={"description": "How many seconds ago it was, for a device that had no network."},
    ),
}


class ActBody(type("PressBody", (Body,), {**PRESS})):
    act = fields.Choice(Act, required=True)
    code = fields.Text(
        64, required=True, metadata={"description": "The reference, or what the code of the ticket says."}
    )


WalkInBody = schema_of("WalkInBody", WalkInForm, required=("name",), **PRESS)


class DoneSchema(Schema):
    outcome = fields.Choice(Outcome, required=True)
    person = fields.Part(ExpectedSchema, required=True)


def _press(event: Event, body: dict[str, Any]) -> Press:
    """Its name holds for this event alone: what another office calls its acts is nobody's business."""
    name = f"api-{event.id}-{body['act_id']}" if body["act_id"] else new_token()
    return Press(client_id=name, done_at=done_at(now(), body["waited"]), desk=body["desk"].strip())


def _noted(slug: str, press: Callable[[Event], Done]) -> Response:
    def change() -> dict[str, Any]:
        try:
            done = press(get_event_of(current_user, slug))
        except IntegrityError as error:
            # The same act came twice at the same moment.
            raise ActUnderWayError from error
        noted = attendances_of([done.registration.id]).get(done.registration.id, [])
        return {"outcome": done.outcome, "person": _expected(done.registration, noted)}

    return written(DoneSchema, change)


@area.write(f"{CHECKIN}/acts", takes=ActBody, gives=DoneSchema)
@requires(Permission.CHECKIN_USE)
def check_in(body: dict[str, Any], slug: str) -> Response:
    """Note that somebody came, left, or was noted by mistake."""

    def press(event: Event) -> Done:
        occasion, registration = get_occasion(event, body["occasion"]), get_by_code(event, body["code"])
        return actions.mark(registration, occasion, Act(body["act"]), _press(event, body))

    return _noted(slug, press)


@area.write(f"{CHECKIN}/walk-ins", takes=WalkInBody, gives=DoneSchema)
@requires(Permission.CHECKIN_USE)
def let_in(body: dict[str, Any], slug: str) -> Response:
    """Write down somebody who stands at the door without having registered, and note that they came."""

    def press(event: Event) -> Done:
        of_form = {name: value for name, value in body.items() if name not in PRESS}
        form = filled(WalkInForm, of_form, offer=lambda form: form.organization.offer(event))
        return actions.let_in(
            event,
            form.details(),
            get_occasion(event, body["occasion"]),
            _press(event, body),
            language=language_for(event),
            beyond_capacity=bool(form.beyond_capacity.data),
        )

    return _noted(slug, press)
