"""Roles that hold for one office, programme or event: of a user, and of an event."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts import roles
from eventhub.accounts.labels import ROLE_LABELS
from eventhub.accounts.models import ScopeKind
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import active_users, get_user, grants_at
from eventhub.accounts.roles import Scope
from eventhub.db import transaction
from eventhub.desk.roles_forms import EventGrantForm, GrantForm, ShareForm
from eventhub.events import sharing
from eventhub.events.models import Event
from eventhub.events.permissions import held_for
from eventhub.events.queries import get_event_of
from eventhub.organizations.queries import all_offices, get_office_by_id
from eventhub.programmes.queries import all_programmes
from eventhub.text.languages import in_language
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.responses import see_other

blueprint = Blueprint("roles_desk", __name__)


@blueprint.route("/users/<int:user_id>/roles/", methods=["GET", "POST"])
@requires(Permission.USER_ADMINISTER)
def of_user(user_id: int):
    user, scopes = get_user(user_id), _scopes()
    form = GrantForm(scopes=scopes)
    if form.validate_on_submit():
        with transaction():
            roles.give_role(get_user(user_id), form.role.data, Scope.parse(form.scope.data))
        flash(_("Saved."), "success")
        return see_other("roles_desk.of_user", user_id=user_id)
    names = dict(scopes)
    held = [(each, ROLE_LABELS[each.role], _name_of(each, names)) for each in user.grants]
    page = render_template(
        "desk/accounts/roles.html", user=user, form=form, held=held, own=ROLE_LABELS[user.role]
    )
    return page, 422 if form.errors else 200


@blueprint.post("/users/<int:user_id>/roles/<int:grant_id>/remove")
@requires(Permission.USER_ADMINISTER)
def take(user_id: int, grant_id: int):
    with transaction():
        roles.take_role(roles.get_grant(grant_id, user=get_user(user_id)))
    flash(_("Saved."), "success")
    return see_other("roles_desk.of_user", user_id=user_id)


def _scopes() -> list[tuple[str, str]]:
    """Where a role can hold, by what a form sends; roles for one event are given at the event."""
    found = [(str(Scope(ScopeKind.EVERYWHERE)), _("Everywhere"))]
    for office in all_offices():
        name = _in_words(office.name)
        found.append((str(Scope(ScopeKind.OFFICE, office.id)), name))
        found.append(
            (str(Scope(ScopeKind.OFFICE_TREE, office.id)), _("%(office)s and the offices below", office=name))
        )
    for programme in all_programmes():
        found.append((str(Scope(ScopeKind.PROGRAMME, programme.id)), _in_words(programme.name)))
    return found


def _in_words(name) -> str:
    return in_language(name, current_language())[0]


def _name_of(grant, names: dict[str, str]) -> str:
    return names.get(str(Scope(grant.scope_kind, grant.scope_id)), _("One event"))


@blueprint.route("/events/<slug>/roles/")
@requires(Permission.EVENT_EDIT)
def of_event(slug: str):
    return _event_page(get_event_of(current_user, slug))


@blueprint.post("/events/<slug>/roles/")
@requires(Permission.EVENT_EDIT)
def give_for_event(slug: str):
    event = get_event_of(current_user, slug)
    form = _grant_form(event)
    if not form.validate():
        return _event_page(event, grant_form=form), 422
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        # Read again: it may have changed since the form was made.
        roles.refuse_higher(form.role.data, held_for(current_user, event))
        roles.give_role(get_user(form.user_id.data), form.role.data, Scope(ScopeKind.EVENT, event.id))
    flash(_("Saved."), "success")
    return see_other("roles_desk.of_event", slug=slug)


@blueprint.post("/events/<slug>/roles/<int:grant_id>/remove")
@requires(Permission.EVENT_EDIT)
def take_for_event(slug: str, grant_id: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        roles.take_role(roles.get_grant(grant_id, scope=Scope(ScopeKind.EVENT, event.id)))
    flash(_("Saved."), "success")
    return see_other("roles_desk.of_event", slug=slug)


@blueprint.post("/events/<slug>/shares/")
@requires(Permission.EVENT_EDIT)
def share(slug: str):
    event = get_event_of(current_user, slug)
    form = _share_form(event)
    if not form.validate():
        return _event_page(event, share_form=form), 422
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        roles.refuse_higher(form.role.data, held_for(current_user, event))
        sharing.share_event(event, get_office_by_id(form.office_id.data), form.role.data)
    flash(_("Saved."), "success")
    return see_other("roles_desk.of_event", slug=slug)


@blueprint.post("/events/<slug>/shares/<int:office_id>/remove")
@requires(Permission.EVENT_EDIT)
def unshare(slug: str, office_id: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        sharing.unshare_event(event, get_office_by_id(office_id))
    flash(_("Saved."), "success")
    return see_other("roles_desk.of_event", slug=slug)


def _grant_form(event: Event) -> EventGrantForm:
    return EventGrantForm(users=active_users(), roles=sharing.roles_to_give(current_user, event))


def _share_form(event: Event) -> ShareForm:
    others = [(each.id, _in_words(each.name)) for each in all_offices() if each.id != event.office_id]
    return ShareForm(offices=others, roles=sharing.roles_to_give(current_user, event))


def _event_page(
    event: Event, grant_form: EventGrantForm | None = None, share_form: ShareForm | None = None
) -> str:
    return render_template(
        "desk/events/roles.html",
        event=event,
        grants=grants_at(ScopeKind.EVENT, event.id),
        shares=sharing.shares_of(event),
        role_labels=ROLE_LABELS,
        grant_form=grant_form or _grant_form(event),
        share_form=share_form or _share_form(event),
    )
