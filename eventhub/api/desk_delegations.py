"""Nominations as organisers follow them: whom they have asked, who has answered."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import done, expect_match, shown, written
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.errors import Fault, InvalidError
from eventhub.api.forms import NO_CSRF, Filling
from eventhub.api.schemas import schema_of
from eventhub.api.shapes import Reference, reference
from eventhub.clock import now
from eventhub.delegations import actions as delegations
from eventhub.delegations.forms import AskForm
from eventhub.delegations.models import Capacity, Delegation, Nominee
from eventhub.delegations.queries import board_of, get_delegation
from eventhub.delegations.rules import Stage, in_precedence, places_used, stage_of
from eventhub.events.models import Event, ParticipationRole
from eventhub.events.queries import get_event_of
from eventhub.registration.models import RegistrationStatus
from eventhub.web.access import requires
from eventhub.web.forms import choices, from_zone

area = Area("desk_delegations", "Nominations")

DELEGATIONS = f"{ONE}/delegations"
DELEGATION = f"{DELEGATIONS}/<int:delegation_id>"


class NomineeSchema(Schema):
    name = fields.Text(200, required=True)
    email = fields.Text(254, required=True)
    position = fields.Text(200, required=True)
    phone = fields.Text(40, required=True)
    capacity = fields.Choice(Capacity, required=True)
    is_reserve = fields.Flag(required=True)
    status = fields.Choice(RegistrationStatus, required=True, allow_none=True)


class DelegationSchema(Schema):
    """An organisation that can be asked; without ``id`` it has not been."""

    participation = fields.Number(required=True, metadata={"description": "By this number it is asked."})
    organization = fields.Part(Reference, required=True)
    role = fields.Choice(ParticipationRole, required=True)
    quota = fields.Number(required=True, allow_none=True)
    stage = fields.Choice(Stage, required=True)
    id = fields.Number(required=True, allow_none=True)
    reference = fields.Text(40, required=True, allow_none=True)
    language = fields.Text(8, required=True, allow_none=True)
    due_at = fields.Moment(required=True, allow_none=True)
    asked_at = fields.Moment(required=True, allow_none=True)
    reminded_at = fields.Moment(required=True, allow_none=True)
    sent_at = fields.Moment(required=True, allow_none=True)
    held = fields.Number(required=True, metadata={"description": "Places that are kept."})
    used = fields.Number(required=True)
    nominees = fields.Several(fields.Part(NomineeSchema), required=True)


class Board(Schema):
    items = fields.Several(fields.Part(DelegationSchema), required=True)


AskBody = schema_of(
    "AskBody",
    AskForm,
    required=("due_at",),
    participations=fields.Several(fields.Number(1), required=True),
)
DELEGATION_COLUMNS = ("id", "reference", "language", "asked_at", "reminded_at", "sent_at")


def _nominee(nominee: Nominee) -> dict[str, Any]:
    plain = ("name", "email", "position", "phone", "capacity", "is_reserve")
    registration = nominee.registration
    return {
        **{name: getattr(nominee, name) for name in plain},
        "status": registration.status if registration else None,
    }


def _delegation(participation: Any, delegation: Delegation | None) -> dict[str, Any]:
    return {
        **{name: getattr(delegation, name, None) for name in DELEGATION_COLUMNS},
        "due_at": delegation and delegation.due_at.astimezone(participation.event.zone),
        "participation": participation.id,
        "organization": reference(participation.organization, "organizations.show"),
        "role": participation.role,
        "quota": participation.quota,
        "stage": stage_of(delegation, now()),
        "held": delegation.held if delegation else 0,
        "used": places_used(delegation) if delegation else 0,
        "nominees": [_nominee(each) for each in in_precedence(delegation.nominees)] if delegation else [],
    }


def _board(event: Event) -> dict[str, Any]:
    return {"items": [_delegation(each.participation, each.delegation) for each in board_of(event)]}


@area.read(DELEGATIONS, gives=Board)
@requires(Permission.REGISTRATION_VIEW)
def show_board(slug: str) -> Response:
    """The organisations that send people: who is asked, who has answered, whom they send."""
    return shown(Board, _board(get_event_of(current_user, slug)))


@area.write(DELEGATIONS, takes=AskBody, gives=Board)
@requires(Permission.REGISTRATION_DECIDE)
def ask_for_nominations(body: dict[str, Any], slug: str) -> Response:
    """Ask organisations for nominations: their places are kept, and their focal points get a letter by mail."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug)
        usual = next((code for code in event.working_languages if code in event.title), "en")
        free = {
            each.participation.id: each.participation
            for each in board_of(event)
            if each.delegation is None and not each.participation.organization.is_group
        }

        def make(data: Any) -> AskForm:
            form = AskForm(data, meta=NO_CSRF)
            form.participations.choices = choices((number, str(number)) for number in free)
            return form

        filling = Filling({"language": usual, **body}).locally(event.time_zone, "due_at")
        [form] = filling.into(make)
        due_at = from_zone(form.due_at.data, event.time_zone)
        _check_ask(event, form, due_at)
        for number in form.participations.data or []:
            delegations.ask(
                free[number],
                language=form.language.data,
                due_at=due_at,  # pyright: ignore - required by the form
                terms=form.terms.data or "",
                now=now(),
            )
        return _board(event)

    return written(Board, change)


def _check_ask(event: Event, form: AskForm, due_at: Any) -> None:
    """What the desk asks besides its form.

    Raises:
        InvalidError
    """
    faults = []
    if not form.participations.data:
        faults.append(Fault(_("Choose at least one organisation."), pointer="/participations"))
    if not now() < due_at <= event.starts_at:
        words = _("Choose a moment between now and the beginning of the event.")
        faults.append(Fault(words, pointer="/due_at"))
    if faults:
        raise InvalidError(faults)


@area.read(DELEGATION, gives=DelegationSchema)
@requires(Permission.REGISTRATION_VIEW)
def show_delegation(slug: str, delegation_id: int) -> Response:
    """What an organisation was asked, and whom it sends."""
    delegation = get_delegation(get_event_of(current_user, slug), delegation_id)
    return shown(DelegationSchema, _delegation(delegation.participation, delegation))


def _deal(slug: str, delegation_id: int, verb: Callable[..., Any]) -> Response:
    def change() -> dict[str, Any]:
        delegation = get_delegation(get_event_of(current_user, slug), delegation_id)
        verb(delegation, now=now())
        return _delegation(delegation.participation, delegation)

    return written(DelegationSchema, change)


@area.write(f"{DELEGATION}/remind", gives=DelegationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def remind_delegation(slug: str, delegation_id: int) -> Response:
    """Write to the focal point again."""
    return _deal(slug, delegation_id, delegations.remind)


@area.write(f"{DELEGATION}/write", gives=DelegationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def write_letter_anew(slug: str, delegation_id: int) -> Response:
    """Write the letter anew from the facts of today, with a number of its own."""
    return _deal(slug, delegation_id, delegations.write_anew)


@area.write(f"{DELEGATION}/keep", gives=DelegationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def keep_places(slug: str, delegation_id: int) -> Response:
    """Keep as many places as the organisation has now."""
    return _deal(slug, delegation_id, delegations.keep_quota)


@area.write(f"{DELEGATION}/release", gives=DelegationSchema)
@requires(Permission.REGISTRATION_DECIDE)
def release_places(slug: str, delegation_id: int) -> Response:
    """Give the places that nobody fills to those who wait."""
    return _deal(slug, delegation_id, delegations.release_places)


@area.write(DELEGATION, method="DELETE")
@requires(Permission.REGISTRATION_DECIDE)
def call_off_delegation(slug: str, delegation_id: int) -> Response:
    """Take a request back: its link opens nothing any more, and whoever was nominated has no place."""

    def change() -> None:
        delegation = get_delegation(get_event_of(current_user, slug), delegation_id)
        expect_match(DelegationSchema, _delegation(delegation.participation, delegation))
        delegations.call_off(delegation, now=now())

    return done(change)
