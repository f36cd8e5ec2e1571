"""A participant chooses among the items of an agenda, by the secret link of the registration."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _

from eventhub.agenda.models import Session
from eventhub.agenda.presentation import session_view
from eventhub.agenda.queries import get_session
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.registration.queries import get_own_registration
from eventhub.signups import actions
from eventhub.signups.errors import NoPlaceLeftError, SignUpClosedError
from eventhub.signups.queries import chosen_by, items_to_choose, taken_in
from eventhub.signups.rules import may_sign_up
from eventhub.text import calendar
from eventhub.text.typography import capitalise
from eventhub.web.access import public
from eventhub.web.language import current_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("signups", __name__)
# The address of the page is a secret.
blueprint.after_request(keep_private)
PAGE = "/registrations/<token>/sessions/"


@blueprint.route(PAGE)
@public
def mine(token: str):
    registration = get_own_registration(token)
    event = registration.event
    chosen, taken, at = chosen_by(registration), taken_in(event), now()
    items = items_to_choose(event)
    return render_template(
        "signups/mine.html",
        registration=registration,
        event=event,
        items=[
            {
                "session": each,
                "view": session_view(each, event.time_zone),
                "day": capitalise(
                    calendar.full_date(each.starts_at.astimezone(event.zone).date(), current_language())
                ),
                "free": None if each.capacity is None else max(each.capacity - taken.get(each.id, 0), 0),
                "is_chosen": each.id in chosen,
                "meets": _meets(each, items, chosen),
                "may_choose": may_sign_up(each, registration, at),
            }
            for each in items
        ],
    )


def _meets(session: Session, items, chosen: set[int]) -> list[Session]:
    """Other items at the same time that the person has signed up for."""
    return [
        each
        for each in items
        if each.id in chosen
        and each is not session
        and each.starts_at < session.ends_at
        and session.starts_at < each.ends_at
    ]


@blueprint.post(f"{PAGE}<int:session_id>/")
@public
def choose(token: str, session_id: int):
    leaves = request.form.get("choice") == "leave"
    verb = actions.withdraw if leaves else actions.sign_up
    try:
        with transaction():
            registration = get_own_registration(token)
            verb(get_session(registration.event, session_id), registration, now=now())
        flash(_("You are no longer signed up.") if leaves else _("You are signed up."), "success")
    except (NoPlaceLeftError, SignUpClosedError) as error:
        flash(str(error.message), "error")
    return see_other("signups.mine", token=token)
