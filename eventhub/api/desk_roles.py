"""Who else may do what: roles for one event, for an office or a programme, and events shared with another office."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts import roles
from eventhub.accounts.models import Grant, Role, ScopeKind, User
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import active_users, get_user, grants_at
from eventhub.accounts.roles import Scope
from eventhub.api import fields
from eventhub.api.answers import shown
from eventhub.api.area import Area
from eventhub.api.desk_events import ONE
from eventhub.api.fields import Body
from eventhub.api.forms import Filling, filled
from eventhub.api.resources import Resource
from eventhub.api.schemas import SLUG
from eventhub.desk.roles_forms import EventGrantForm, GrantForm, ShareForm
from eventhub.events import series, sharing
from eventhub.events.models import Event
from eventhub.events.series_forms import NEW, NONE, SeriesForm
from eventhub.organizations.queries import all_offices, find_office, get_office
from eventhub.programmes.queries import find_programme
from eventhub.web.access import requires

area = Area("desk_roles", "Roles, shares and series")


class EventGrant(Schema):
    id = fields.Number(required=True)
    user = fields.Number(required=True)
    name = fields.Text(200, required=True)
    role = fields.Choice(Role, required=True)


class ShareSchema(Schema):
    office = fields.Text(SLUG, required=True)
    role = fields.Choice(Role, required=True, metadata={"description": "Nobody there may do more."})


class EventRoles(Schema):
    grants = fields.Several(fields.Part(EventGrant), required=True)
    shares = fields.Several(fields.Part(ShareSchema), required=True)
    may_give = fields.Several(
        fields.Choice(Role), required=True, metadata={"description": "Roles that the user may give."}
    )


def _event_roles(event: Event) -> dict[str, Any]:
    return {
        "grants": [
            {"id": each.id, "user": each.user_id, "name": each.user.name, "role": each.role}
            for each in grants_at(ScopeKind.EVENT, event.id)
        ],
        "shares": [{"office": each.office.slug, "role": each.role} for each in sharing.shares_of(event)],
        "may_give": sharing.roles_to_give(current_user, event),
    }


ROLES = Resource(
    area=area, path=f"{ONE}/roles", gives=EventRoles, view=_event_roles, find=lambda event: event
)


@ROLES.shows
@requires(Permission.EVENT_EDIT)
def show_event_roles() -> None:
    """Who has a further role for the event, and with which offices it is shared."""


class EventGrantBody(Body):
    user = fields.Number(1, required=True)
    role = fields.Choice(Role, required=True)


@ROLES.acts("grants", takes=EventGrantBody)
@requires(Permission.EVENT_EDIT)
def give_event_role(event: Event, body: dict[str, Any]) -> None:
    """Give somebody a role for this event; never one that may do more than whoever gives it."""
    filling = Filling({"user_id": body["user"], "role": body["role"]})
    filling.renamed["user_id"] = "user"
    offered = sharing.roles_to_give(current_user, event)
    form = filled(EventGrantForm, filling, users=active_users(), roles=offered)
    roles.give_role(get_user(form.user_id.data), form.role.data, Scope(ScopeKind.EVENT, event.id))


@ROLES.acts("grants/<int:grant_id>", method="DELETE")
@requires(Permission.EVENT_EDIT)
def take_event_role(event: Event, grant_id: int) -> None:
    """Take it again."""
    roles.take_role(roles.get_grant(grant_id, scope=Scope(ScopeKind.EVENT, event.id)))


class ShareBody(Body):
    role = fields.Choice(Role, required=True)


@ROLES.acts("shares/<office_slug>", takes=ShareBody, method="PUT")
@requires(Permission.EVENT_EDIT)
def share_event(event: Event, body: dict[str, Any], office_slug: str) -> None:
    """Let people of another office help, each as far as both this role and their own there go."""
    office = get_office(office_slug)
    others = [(each.id, each.slug) for each in all_offices() if each.id != event.office_id]
    form = filled(
        ShareForm,
        {"office_id": office.id, **body},
        offices=others,
        roles=sharing.roles_to_give(current_user, event),
    )
    sharing.share_event(event, office, form.role.data)


@ROLES.acts("shares/<office_slug>", method="DELETE")
@requires(Permission.EVENT_EDIT)
def unshare_event(event: Event, office_slug: str) -> None:
    """Share it no longer."""
    sharing.unshare_event(event, get_office(office_slug))


WHERE = [each for each in ScopeKind if each != ScopeKind.EVENT]


class GrantBody(Body):
    role = fields.Choice(Role, required=True)
    scope = fields.Choice(WHERE, required=True)
    of = fields.Text(
        SLUG,
        allow_none=True,
        load_default=None,
        metadata={"description": "Slug of the office or programme; roles for one event are given there."},
    )


class GrantSchema(Schema):
    id = fields.Number(required=True)
    role = fields.Choice(Role, required=True)
    scope = fields.Choice(ScopeKind, required=True)
    scope_id = fields.Number(
        required=True, metadata={"description": "Number of the office, programme or event."}
    )


GRANTS = Resource(
    area=area,
    path="/desk/users/<int:user_id>/roles",
    one="/<int:grant_id>",
    gives=GrantSchema,
    takes=GrantBody,
    view=lambda row: {
        "id": row.id,
        "role": row.role,
        "scope": row.scope_kind,
        "scope_id": row.scope_id,
    },
    find=lambda user_id, grant_id: roles.get_grant(grant_id, user=get_user(user_id)),
)


@GRANTS.removes
@requires(Permission.USER_ADMINISTER)
def take_role(grant: Grant) -> None:
    """Take a role again that holds somewhere."""
    roles.take_role(grant)


class UserRoles(Schema):
    items = fields.Several(fields.Part(GrantSchema), required=True)


def _user_roles(user: User) -> dict[str, Sequence[Any]]:
    return {"items": [GRANTS.view(each) for each in user.grants]}


USER_ROLES = Resource(
    area=area, path="/desk/users/<int:user_id>", gives=UserRoles, view=_user_roles, find=get_user
)


@USER_ROLES.acts("roles", takes=GrantBody)
@requires(Permission.USER_ADMINISTER)
def give_role(user: User, body: dict[str, Any]) -> None:
    """Give somebody a further role: everywhere, for an office (with those below it), or for a programme."""
    find = find_programme if body["scope"] == ScopeKind.PROGRAMME else find_office
    filling = Filling({"role": body["role"]})
    row = find(body["of"]) if body["of"] else None
    scope = str(Scope(ScopeKind(body["scope"]), row.id if row else 0))
    is_right = (row is None) == (body["scope"] == ScopeKind.EVERYWHERE)
    filling.data["scope"], filling.renamed["scope"] = scope, "of"
    form = filled(GrantForm, filling, scopes=[(scope, scope)] if is_right else [])
    roles.give_role(user, form.role.data, Scope.parse(form.scope.data))


@area.read("/desk/users/<int:user_id>/roles", gives=UserRoles)
@requires(Permission.USER_ADMINISTER)
def list_roles(user_id: int) -> Response:
    """The further roles of a user, besides the one of the account."""
    return shown(UserRoles, _user_roles(get_user(user_id)))


class SeriesBody(Body):
    series = fields.Text(
        SLUG, allow_none=True, load_default=None, metadata={"description": "Slug; null: none, or a new one."}
    )
    begins = fields.Flag(load_default=False, metadata={"description": "Begin one with this event."})
    name = fields.Translated(200, load_default=dict)


class SeriesOfEvent(Schema):
    series = fields.Text(SLUG, required=True, allow_none=True)
    name = fields.Translated(required=True)


SERIES = Resource(
    area=area,
    path=f"{ONE}/series",
    gives=SeriesOfEvent,
    takes=SeriesBody,
    view=lambda event: {
        "series": event.series and event.series.slug,
        "name": event.series.name if event.series else {},
    },
    find=lambda event: event,
)


@SERIES.shows
@requires(Permission.DESK_USE)
def show_series() -> None:
    """Of which series the event is an edition."""


@SERIES.sets
@requires(Permission.EVENT_EDIT)
def set_series(event: Event, body: dict[str, Any]) -> None:
    """Make the event an edition of a series, of a new one, or of none; a series without editions is gone."""
    known = series.all_series()
    numbers = {each.slug: str(each.id) for each in known}
    chosen = NEW if body["begins"] else numbers.get(body["series"], "?") if body["series"] else NONE
    form = filled(SeriesForm, {"series": chosen, "name": body["name"]}, event=event, known=known)
    series.set_series(event, form.chosen, **form.naming())
