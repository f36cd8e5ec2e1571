"""Who takes part in an event and who pays for it; who looks after it; its agenda."""

from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import get_user
from eventhub.agenda.actions import SessionDetails, add_session, edit_session, remove_session, restore_session
from eventhub.agenda.forms import SessionForm
from eventhub.agenda.history import Step, undoable
from eventhub.agenda.models import Session
from eventhub.agenda.queries import agenda_of, get_session
from eventhub.agenda.retiming import make_room
from eventhub.api import fields
from eventhub.api.answers import done, expect_match, shown, written
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE, PERIOD, DeskEvent, desk_event
from eventhub.api.errors import Fault, InvalidError
from eventhub.api.fields import Body
from eventhub.api.forms import NO_CSRF, Filling, merged
from eventhub.api.identity import PREFIX
from eventhub.api.people import get_active_user
from eventhub.api.schemas import SLUG, schema_of
from eventhub.db import db
from eventhub.events import actions
from eventhub.events.funding_forms import EventFundingForm
from eventhub.events.models import Event
from eventhub.events.participation_forms import OrganizationsForm
from eventhub.events.queries import get_event_of
from eventhub.organizations.queries import find_organization
from eventhub.programmes.models import FundingRole
from eventhub.programmes.queries import all_funding_sources, all_programmes, find_programme
from eventhub.web.access import requires

area = Area("desk_parts", "Organisations, funding, staff and agenda of an event")

ORGANIZATIONS, FUNDING, AGENDA = f"{ONE}/organizations", f"{ONE}/funding", f"{ONE}/agenda"
ITEM = f"{AGENDA}/<int:session_id>"

Parts = schema_of(
    "Parts",
    OrganizationsForm,
    without=("q", "found", "add_as", "new_name", "new_language", "new_kind", "new_country"),
    required=("parts",),
)


UNUSED = {"add_as": "participant", "new_language": "en", "new_kind": "other"}
"""What the page has besides the rows: a search, and a new organization."""


def parts_of(event: Event) -> dict[str, Any]:
    names = ("role", "quota", "focal_point_name", "focal_point_email")
    return {
        "parts": [
            {"organization": each.organization.slug, **{name: getattr(each, name) for name in names}}
            for each in event.participations
        ]
    }


@area.read(ORGANIZATIONS, gives=Parts)
@requires(Permission.EVENT_EDIT)
def show_organizations(slug: str) -> Response:
    """The organizations of an event in the order of precedence, with their places and focal points."""
    return shown(Parts, parts_of(get_event_of(current_user, slug)))


@area.write(ORGANIZATIONS, method="PUT", takes=Parts, gives=Parts)
@requires(Permission.EVENT_EDIT)
def set_organizations(body: dict[str, Any], slug: str) -> Response:
    """Replace the organizations of an event; the order given is the order of precedence."""
    refuse_unknown(body["parts"], "parts", "organization", required=True)

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(Parts, parts_of(event))
        [form] = Filling({**UNUSED, **body}).into(lambda data: OrganizationsForm(data, meta=NO_CSRF))
        actions.set_participations(event, form.chosen())
        return parts_of(event)

    return written(Parts, change)


def refuse_unknown(rows: list[dict[str, Any]], within: str, name: str, *, required: bool = False) -> None:
    """Organizations are named by their slugs alone: a form would also take what looks like their names.

    Raises:
        InvalidError
    """
    faults = [
        Fault(_("Nothing of this name is known."), pointer=f"/{within}/{place}/{name}")
        for place, row in enumerate(rows or ())
        if (row.get(name) or required) and find_organization(row.get(name) or "") is None
    ]
    if faults:
        raise InvalidError(faults)


class FundingRow(Body):
    source = fields.Number(1, required=True, metadata={"description": "Number of the funding source."})
    role = fields.Choice(FundingRole, load_default=FundingRole.CO_FUNDER.value)


class FundingBody(Body):
    programme = fields.Text(
        SLUG, allow_none=True, load_default=None, metadata={"description": "The event inherits its funding."}
    )
    fundings = fields.Several(fields.Part(FundingRow), load_default=list)
    replaces_programme_funding = fields.Flag(load_default=False)


def _funding(event: Event) -> dict[str, Any]:
    return {
        "programme": event.programme.slug if event.programme else None,
        "fundings": [{"source": each.funding_source_id, "role": each.role} for each in event.fundings],
        "replaces_programme_funding": event.replaces_programme_funding,
    }


@area.read(FUNDING, gives=FundingBody)
@requires(Permission.DESK_USE)
def show_funding(slug: str) -> Response:
    """The programme of an event, and the funders of the event itself."""
    return shown(FundingBody, _funding(get_event_of(current_user, slug)))


@area.write(FUNDING, method="PUT", takes=FundingBody, gives=FundingBody)
@requires(Permission.EVENT_FUND)
def set_funding(body: dict[str, Any], slug: str) -> Response:
    """Put an event under a programme, and name funders of its own."""
    filling = Filling(body).reference("programme", "programme_id", find_programme)
    filling.called_within("fundings", source="source_id")

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(FundingBody, _funding(event))
        [form] = filling.into(
            lambda data: EventFundingForm(
                data, programmes=all_programmes(), sources=all_funding_sources(), meta=NO_CSRF
            )
        )
        actions.set_programme(event, form.programme())
        actions.set_fundings(
            event,
            form.chosen_fundings(),
            replaces_programme_funding=bool(form.replaces_programme_funding.data),
        )
        return _funding(event)

    return written(FundingBody, change)


@area.write(f"{ONE}/staff/<int:user_id>", method="PUT", gives=DeskEvent)
@requires(Permission.EVENT_EDIT)
def add_staff(slug: str, user_id: int) -> Response:
    """Let a user look after the event."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(DeskEvent, desk_event(event))
        actions.add_staff(event, get_active_user(user_id))
        return desk_event(event)

    return written(DeskEvent, change)


@area.write(f"{ONE}/staff/<int:user_id>", method="DELETE")
@requires(Permission.EVENT_EDIT)
def remove_staff(slug: str, user_id: int) -> Response:
    """Take the event from a user again; members of its office look after it all the same."""

    def change() -> None:
        event = get_event_of(current_user, slug, for_change=True)
        expect_match(DeskEvent, desk_event(event))
        actions.remove_staff(event, get_user(user_id))

    return done(change)


ItemBody = schema_of(
    "AgendaItemBody", SessionForm, without=("day", "start_time", "end_time"), required=("kind",), **PERIOD
)
ItemPatch = type("AgendaItemPatch", (ItemBody,), {})


class DeskItem(ItemBody):
    id = fields.Number(required=True)
    uid = fields.Text(36, required=True)
    cancelled = fields.Flag(required=True)
    revised_at = fields.Moment(required=True)


class DeskAgenda(Schema):
    items = fields.Several(fields.Part(DeskItem), required=True)


def item_body(session: Session) -> dict[str, Any]:
    """What the form of the desk shows of an item, as a program would send it."""
    zone = session.event.zone
    values = {
        name: value for name, value in SessionForm.values_of(session).items() if name in ItemBody().fields
    }
    speakers = [
        {**each, "organization": each["organization"].slug if each["organization"] else None}
        for each in values["speakers"]
    ]
    return {
        **values,
        "starts_at": session.starts_at.astimezone(zone),
        "ends_at": session.ends_at.astimezone(zone),
        "speakers": speakers,
    }


def _item(session: Session) -> dict[str, Any]:
    plain = {name: getattr(session, name) for name in ("id", "uid", "cancelled", "revised_at")}
    return {**item_body(session), **plain}


def desk_agenda(event: Event) -> dict[str, Any]:
    """All items as the desk works on them."""
    return {"items": [_item(each) for each in agenda_of(event)]}


def session_form(event: Event, body: dict[str, Any]) -> SessionForm:
    """The form of the desk with what was sent.

    Raises:
        InvalidError: also where an item would end on another day than it begins.
    """
    refuse_unknown(body.get("speakers") or [], "speakers", "organization")
    filling = Filling(body)
    filling.moment("starts_at", "day", "start_time", event.time_zone)
    filling.moment("ends_at", "last_day", "end_time", event.time_zone)
    if filling.data.pop("last_day") != filling.data["day"]:
        filling.faults.append(Fault(_("An item ends on the day on which it begins."), pointer="/ends_at"))
    [form] = filling.into(lambda data: SessionForm(data, time_zone=event.time_zone, meta=NO_CSRF))
    return form


@area.read(AGENDA, gives=DeskAgenda)
@requires(Permission.DESK_USE)
def show_desk_agenda(slug: str) -> Response:
    """The agenda with the numbers of its items."""
    return shown(DeskAgenda, desk_agenda(get_event_of(current_user, slug)))


@area.write(AGENDA, takes=ItemBody, gives=DeskItem, status=201)
@requires(Permission.EVENT_EDIT)
def add_item(body: dict[str, Any], slug: str) -> Response:
    """Add an item to the agenda."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        form = session_form(event, body)
        details = form.details()
        with undoable(event, Step.ADD):
            if form.makes_room.data:
                make_room(event, details.starts_at, details.ends_at - details.starts_at)
            return _item(add_session(event, details))

    return written(
        DeskItem,
        change,
        status=201,
        location=lambda made: f"{PREFIX}/desk/events/{slug}/agenda/{made['id']}",
    )


@area.read(ITEM, gives=DeskItem)
@requires(Permission.DESK_USE)
def show_item(slug: str, session_id: int) -> Response:
    """An item of the agenda."""
    return shown(DeskItem, _item(get_session(get_event_of(current_user, slug), session_id)))


@area.write(ITEM, method="PATCH", takes=ItemPatch, gives=DeskItem)
@requires(Permission.EVENT_EDIT)
def edit_item(body: dict[str, Any], slug: str, session_id: int) -> Response:
    """Change an item by a JSON merge patch (RFC 7396)."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        session = get_session(event, session_id)
        expect_match(DeskItem, _item(session))
        form = session_form(event, merged(item_body(session), body))
        with undoable(event, Step.EDIT):
            edit_session(session, form.details(SessionDetails.of(session).interpretations))
        db.session.refresh(session)
        return _item(session)

    return written(DeskItem, change)


@area.write(ITEM, method="DELETE")
@requires(Permission.EVENT_EDIT)
def remove_item(slug: str, session_id: int) -> Response:
    """Take an item out of the agenda; from a published one it is cancelled, so that calendars learn of it."""

    def change() -> None:
        event = get_event_of(current_user, slug, for_change=True)
        session = get_session(event, session_id)
        expect_match(DeskItem, _item(session))
        with undoable(event, Step.REMOVE):
            remove_session(session)

    return done(change)


@area.write(f"{ITEM}/restore", gives=DeskItem)
@requires(Permission.EVENT_EDIT)
def restore_item(slug: str, session_id: int) -> Response:
    """Take a cancelled item back into the agenda."""

    def change() -> dict[str, Any]:
        event = get_event_of(current_user, slug, for_change=True)
        session = get_session(event, session_id)
        with undoable(event, Step.RESTORE):
            restore_session(session)
        return _item(session)

    return written(DeskItem, change)
