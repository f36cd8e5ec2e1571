"""What whoever has registered a group does by its secret link. Further routes of registering."""

from collections.abc import Callable

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Visibility
from eventhub.questions.fields import with_questions
from eventhub.questions.presentation import form_sections
from eventhub.questions.queries import sections_of
from eventhub.questions.rules import asked_of, questions_of
from eventhub.registration import actions, groups, offers
from eventhub.registration.errors import OptionFullError, RegistrationNotFoundError
from eventhub.registration.forms import mark_full
from eventhub.registration.group_forms import OneMoreForm, asked_for_others, shared_with
from eventhub.registration.group_queries import get_group_by_token
from eventhub.registration.line_queries import place_in_line
from eventhub.registration.models import Group, Registration, RegistrationStatus
from eventhub.registration.presentation import facts_of, moment_in_words
from eventhub.registration.privacy import remembered_notice
from eventhub.registration.queries import find_desk
from eventhub.registration.rules import ACTIVE, may_change, may_replace, refusal
from eventhub.registration.views.groups import tell_known
from eventhub.registration.views.own import blueprint
from eventhub.web.access import public
from eventhub.web.responses import see_other

GROUP = "/registrations/groups/<token>/"
PERSON = f"{GROUP}people/<int:registration_id>/"


@blueprint.route(GROUP)
@public
def group(token: str):
    found = get_group_by_token(token)
    event, desk, at = found.event, find_desk(found.event), now()
    active = [each for each in found.members if each.status in ACTIVE]
    waiting = [each for each in active if each.status == RegistrationStatus.WAITLISTED]
    offered = [each for each in active if each.status == RegistrationStatus.OFFERED]
    is_open = refusal(event, desk, at) is None
    changeable = may_change(event, at)
    until = min((each.offered_until for each in offered if each.offered_until), default=None)
    return render_template(
        "registration/group.html",
        **_frame(found),
        facts=facts_of(event),
        people=[
            (each, is_open and may_replace(each), changeable and each.status in ACTIVE)
            for each in found.members
        ],
        active=len(active),
        waiting=len(waiting),
        place_in_line=place_in_line(waiting[0]) if waiting else None,
        offered=len(offered),
        offered_until=moment_in_words(until, event) if until else "",
        may_add=is_open and desk is not None and len(active) < (desk.group_size or 0),
        may_cancel=changeable and bool(active),
    )


def _member(found: Group, registration_id: int) -> Registration:
    member = next((each for each in found.members if each.id == registration_id), None)
    if member is None:
        raise RegistrationNotFoundError
    return member


@blueprint.route(f"{GROUP}people/new/", methods=["GET", "POST"])
@public
def group_add(token: str):
    return _one_more(token, None)


@blueprint.route(f"{PERSON}replace/", methods=["GET", "POST"])
@public
def group_replace(token: str, registration_id: int):
    return _one_more(token, registration_id)


def _one_more(token: str, registration_id: int | None):
    """Register one person more with a group, or in the place of one who is on it."""
    found = get_group_by_token(token)
    replaced = _member(found, registration_id) if registration_id else None
    every_section = sections_of(found.event)
    sections = asked_of(every_section, replaced.category if replaced else found.category)
    questions = asked_for_others(questions_of(sections))
    form = with_questions(OneMoreForm, questions)()
    shown = form_sections(sections, questions)
    status = 200
    if form.validate_on_submit():
        notice = remembered_notice(found.event, every_section)
        try:
            with transaction():
                known = _registered(get_group_by_token(token), registration_id, form, notice)
            if known:
                tell_known([form.name.data or ""])
            else:
                flash(_("%(name)s is registered.", name=form.name.data), "success")
            return see_other("registration.group", token=token)
        except OptionFullError as error:
            mark_full(form, error)
        except ConflictError as error:
            form.form_errors = [str(error.message)]
        status = 409
        found = get_group_by_token(token)
        replaced = _member(found, registration_id) if registration_id else None
    page = render_template(
        "registration/group_person.html", **_frame(found), form=form, sections=shown, replaced=replaced
    )
    return page, 422 if form.errors and status == 200 else status


def _registered(found: Group, registration_id: int | None, form: OneMoreForm, notice: str) -> bool:
    """Whether the person had a registration before, and so was not registered with the group."""
    model = _member(found, registration_id) if registration_id else next(iter(found.members), None)
    in_common = (
        shared_with(model.organization, model.organization_name, model.country)
        if model
        else shared_with(None, "", None)
    )
    details = form.details(in_common, notice)
    if registration_id and model:
        return groups.replace_member(model, details, now=now()) is None
    return bool(groups.add_to_group(found, [details], now=now()).known)


@blueprint.post(f"{PERSON}withdraw")
@public
def group_withdraw(token: str, registration_id: int):
    name = _member(get_group_by_token(token), registration_id).name
    return _done(
        token,
        lambda found: actions.cancel(_member(found, registration_id), now=now()),
        _("The registration of %(name)s is cancelled.", name=name),
    )


@blueprint.post(f"{GROUP}accept")
@public
def group_accept(token: str):
    """Take the places that are offered."""
    return _done(token, lambda found: offers.accept_group(found, at=now()), _("The places are yours."))


@blueprint.post(f"{GROUP}part")
@public
def group_part(token: str):
    """Let each wait alone."""
    return _done(
        token,
        lambda found: groups.part_group(found, now=now()),
        _("Each of you waits alone now, and gets a place as soon as one is free."),
    )


@blueprint.post(f"{GROUP}cancel")
@public
def group_cancel(token: str):
    return _done(
        token, lambda found: groups.cancel_group(found, now=now()), _("All registrations are cancelled.")
    )


def _done(token: str, change: Callable[[Group], object], said: str):
    """Do it, say so or why not, and go back to the page of the group."""
    try:
        with transaction():
            change(get_group_by_token(token))
        flash(said, "success")
    except ConflictError as error:
        flash(str(error.message), "info")
    return see_other("registration.group", token=token)


def _frame(found: Group) -> dict[str, object]:
    is_public = found.event.visibility != Visibility.PRIVATE
    return {
        "group": found,
        "event": found.event,
        "event_href": url_for("events.show", slug=found.event.slug) if is_public else None,
        "own_page": url_for("registration.group", token=found.token),
    }
