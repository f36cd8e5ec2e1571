"""The desk at the entrance, as pages that work without scripts."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.checkin import actions
from eventhub.checkin.actions import Done, Press
from eventhub.checkin.errors import UnknownTicketError
from eventhub.checkin.forms import WalkInForm
from eventhub.checkin.models import Act
from eventhub.checkin.presentation import (
    came_in_words,
    label_of,
    language_for,
    outcome_in_words,
    words_for_scripts,
)
from eventhub.checkin.queries import (
    came_by_day,
    expected_at,
    figures_of,
    find_expected,
    get_by_code,
    get_occasion,
    latest_of,
    occasions,
    presence_by_organization,
)
from eventhub.checkin.rules import Occasion, Outcome, day_at, occasion_named
from eventhub.clock import now, today
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.registration.errors import NoPlaceError
from eventhub.registration.queries import get_registration
from eventhub.text import calendar
from eventhub.text.typography import capitalise
from eventhub.tokens import new_token
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.responses import see_other
from eventhub.web.security import allow_camera, keep_private

blueprint = Blueprint("checkin", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/checkin/"
LATEST_SHOWN = 8
_LONGEST = {"at": 24, "desk": 60, "q": 200}


def _kept() -> dict[str, str | None]:
    """What goes from page to page: the occasion, the name of this desk, and what was searched."""
    return {
        name: request.values.get(name, "").strip()[:longest] or None for name, longest in _LONGEST.items()
    }


def _frame(event: Event) -> dict[str, Any]:
    """What the pages share: the occasion that the address names, else the day to check in for."""
    known = occasions(event)
    occasion = occasion_named(known, _kept()["at"] or "") or day_at(known, today(event.time_zone))
    return {
        "event": event,
        "occasion": occasion,
        "occasions": [(each.name, label_of(each, event)) for each in known],
        "label": label_of(occasion, event),
        "kept": {**_kept(), "at": occasion.name},
    }


@blueprint.route(ALL)
@requires(Permission.CHECKIN_USE)
def show(slug: str):
    event = get_event_of(current_user, slug)
    frame = _frame(event)
    occasion, typed = frame["occasion"], frame["kept"]["q"]
    people = expected_at(event, occasion)
    page = render_template(
        "desk/checkin/show.html",
        **frame,
        found=find_expected(event, occasion, typed) if typed else [],
        latest=latest_of(people)[:LATEST_SHOWN],
        figures=figures_of(people),
        form=_walk_in_form(event, None),
        press=new_token(),
        words=words_for_scripts(),
        when=lambda attendance: came_in_words(attendance, event),
        ends_at=event.ends_at.isoformat(),
    )
    return allow_camera(make_response(page))


def _walk_in_form(event: Event, *formdata: None) -> WalkInForm:
    form = WalkInForm(*formdata)
    form.organization.offer(event)
    return form


def _press() -> Press:
    """The button, named by the page that showed it."""
    name = request.form.get("client_id", "")[:64] or new_token()
    return Press(client_id=name, done_at=now(), desk=_kept()["desk"] or "")


@blueprint.post(f"{ALL}mark")
@requires(Permission.CHECKIN_USE)
def mark(slug: str):
    """A button beside a name."""
    kinds = {each.value: each for each in Act}
    act = kinds.get(request.form.get("act", ""), Act.CHECK_IN)

    def press(event: Event, occasion: Occasion) -> Done:
        number = request.form.get("registration", 0, type=int)
        return actions.mark(get_registration(event, number), occasion, act, _press())

    return _pressed(slug, press)


@blueprint.post(f"{ALL}code")
@requires(Permission.CHECKIN_USE)
def by_code(slug: str):
    """A reference that was typed, or a ticket read by a scanner that types."""

    def press(event: Event, occasion: Occasion) -> Done:
        registration = get_by_code(event, request.form.get("code", ""))
        return actions.mark(registration, occasion, Act.CHECK_IN, _press())

    return _pressed(slug, press)


def _pressed(slug: str, press: Callable[[Event, Occasion], Done]):
    """Do it, say what came of it, and go back."""
    kept = _kept()
    try:
        with transaction():
            event = get_event_of(current_user, slug)
            done = press(event, get_occasion(event, kept["at"] or ""))
            said = outcome_in_words(done, event)
        flash(said, "warning" if done.outcome in (Outcome.ALREADY, Outcome.NOTHING) else "success")
    except (ConflictError, UnknownTicketError) as error:
        flash(str(error.message), "error")
    return see_other("checkin.show", slug=slug, at=kept["at"], desk=kept["desk"])


@blueprint.route(f"{ALL}walk-in/", methods=["GET", "POST"])
@requires(Permission.CHECKIN_USE)
def walk_in(slug: str):
    event = get_event_of(current_user, slug)
    form, frame = _walk_in_form(event), _frame(event)
    if form.validate_on_submit():
        details, client_id = form.details(), form.client_id.data or new_token()
        press = Press(client_id=client_id, done_at=now(), desk=frame["kept"]["desk"] or "")
        try:
            with transaction():
                event = get_event_of(current_user, slug)
                done = actions.let_in(
                    event,
                    details,
                    get_occasion(event, frame["occasion"].name),
                    press,
                    language=language_for(event),
                    beyond_capacity=form.beyond_capacity.data,
                )
                said = outcome_in_words(done, event)
            flash(said, "success")
            return see_other("checkin.show", slug=slug, at=frame["kept"]["at"], desk=frame["kept"]["desk"])
        except NoPlaceError:
            form.beyond_capacity.errors = [_("All places are taken. Tick this to let the person in anyway.")]
        except ConflictError as error:
            form.form_errors = [str(error.message)]
        event = get_event_of(current_user, slug)
        frame = _frame(event)
    page = render_template("desk/checkin/walk_in.html", **frame, form=form)
    return page, 422 if form.errors else 200


@blueprint.route(f"{ALL}board/")
@requires(Permission.CHECKIN_USE)
def board(slug: str):
    """Who is there, by organisation and day."""
    event = get_event_of(current_user, slug)
    frame = _frame(event)
    people, days = expected_at(event, frame["occasion"]), came_by_day(event)
    return render_template(
        "desk/checkin/board.html",
        **frame,
        organizations=presence_by_organization(people),
        days=[
            (capitalise(calendar.full_date(day, current_language())), count)
            for day, count in sorted(days.items())
        ],
        figures=figures_of(people),
    )
