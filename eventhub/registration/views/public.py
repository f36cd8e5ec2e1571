"""Registering, and what a participant does by secret link."""

from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext as _

from eventhub.clock import now
from eventhub.db import transaction
from eventhub.events.models import AttendanceMode, Event, Visibility
from eventhub.events.queries import get_readable_event
from eventhub.registration import actions
from eventhub.registration.errors import NotAdmittedError, RegistrationStatusError
from eventhub.registration.form_keys import token_of_form
from eventhub.registration.forms import ChangeForm, ConfirmForm, LinkForm, RegistrationForm
from eventhub.registration.labels import CONSENT_LABELS
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.registration.presentation import box, facts_of, organization_of
from eventhub.registration.queries import (
    find_registration,
    get_own_registration,
    place_in_line,
    state_for_public,
)
from eventhub.registration.rules import ACTIVE, has_ticket, may_change
from eventhub.tokens import new_token
from eventhub.web.access import public
from eventhub.web.language import current_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("registration", __name__)
# Forms carry keys of their own, and the other pages are secret: none is for a cache.
blueprint.after_request(keep_private)


@blueprint.route("/events/<slug>/register/", methods=["GET", "POST"])
@public
def register(slug: str):
    event = get_readable_event(slug)
    form = RegistrationForm()
    form.organization.offer(event)
    if not form.validate_on_submit():
        return _register_page(event, form, 422 if form.errors else 200)
    details = form.details()
    token = token_of_form(form.form_key.data or new_token(), event, details.email)
    try:
        with transaction():
            registered = actions.register(
                get_readable_event(slug), details, language=current_language(), now=now(), token=token
            )
            is_own = registered.is_own
    except NotAdmittedError:
        return _register_page(get_readable_event(slug), form, 409)
    if is_own:
        return see_other("registration.mine", token=token)
    return see_other("registration.sent", slug=slug)


def _register_page(event: Event, form: RegistrationForm, status: int):
    state = state_for_public(event, now())
    return render_template(
        "registration/register.html",
        event=event,
        facts=facts_of(event),
        state=state,
        box=box(event, state),
        form=form,
        link_form=LinkForm(None, prefix="link"),
    ), status


@blueprint.post("/events/<slug>/register/link")
@public
def send_link(slug: str):
    """Send somebody their link again. The answer is the same whether the address is known or not."""
    event = get_readable_event(slug)
    form = LinkForm(prefix="link")
    if not form.validate():
        return render_template("registration/link.html", event=event, form=form), 422
    with transaction():
        registration = find_registration(get_readable_event(slug), form.email.data or "")
        if registration:
            actions.resend_link(registration, now=now())
    return see_other("registration.sent", slug=slug)


@blueprint.route("/events/<slug>/register/sent/")
@public
def sent(slug: str):
    return render_template("registration/sent.html", event=get_readable_event(slug))


@blueprint.route("/registrations/<token>/")
@public
def mine(token: str):
    registration = get_own_registration(token)
    event = registration.event
    is_confirmed = registration.status == RegistrationStatus.CONFIRMED
    waits = registration.status == RegistrationStatus.WAITLISTED
    return render_template(
        "registration/mine.html",
        **_frame(registration),
        facts=facts_of(event),
        organization=organization_of(registration),
        place_in_line=place_in_line(registration) if waits else None,
        may_change=registration.status in ACTIVE and may_change(event, now()),
        has_ticket=has_ticket(registration),
        is_public=event.visibility != Visibility.PRIVATE,
        online_url=event.online_url if is_confirmed and event.mode != AttendanceMode.ON_SITE else "",
        consents=[
            (CONSENT_LABELS[each.purpose], each) for each in registration.consents if not each.withdrawn_at
        ],
    )


@blueprint.route("/registrations/<token>/change/", methods=["GET", "POST"])
@public
def change(token: str):
    registration = get_own_registration(token)
    form = ChangeForm.of(registration)
    form.organization.offer(registration.event)
    if not form.validate_on_submit():
        page = render_template("registration/change.html", **_frame(registration), form=form)
        return page, 422 if form.errors else 200
    details = form.details()
    with transaction():
        registration = get_own_registration(token)
        consents = form.consents_beside(registration)
        actions.change_details(registration, details, consents=consents, now=now())
    flash(_("Your changes are saved."), "success")
    return see_other("registration.mine", token=token)


@blueprint.route("/registrations/<token>/cancel/", methods=["GET", "POST"])
@public
def cancel(token: str):
    registration = get_own_registration(token)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template(
            "registration/cancel.html",
            **_frame(registration),
            form=form,
            may_cancel=registration.status in ACTIVE and may_change(registration.event, now()),
        )
    try:
        with transaction():
            actions.cancel(get_own_registration(token), now=now())
        flash(_("Your registration is cancelled. Thank you for telling us."), "success")
    except RegistrationStatusError as error:
        flash(str(error.message), "info")
    return see_other("registration.mine", token=token)


def _frame(registration: Registration) -> dict[str, Any]:
    """What all pages of a registration show."""
    is_public = registration.event.visibility != Visibility.PRIVATE
    href = url_for("events.show", slug=registration.event.slug) if is_public else None
    return {"registration": registration, "event": registration.event, "event_href": href}
