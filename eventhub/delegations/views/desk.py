"""Nominations as organisers follow them: whom they have asked, who has answered, who is late."""

from collections.abc import Callable

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.delegations import actions, letter, rules
from eventhub.delegations.forms import AskForm
from eventhub.delegations.labels import CAPACITY_LABELS, STAGE_LABELS
from eventhub.delegations.models import Delegation
from eventhub.delegations.presentation import due_in_words
from eventhub.delegations.queries import Entry, board_of, get_delegation
from eventhub.delegations.views.public import letter_download
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.letters.files import FORMATS
from eventhub.registration.labels import STATUS_LABELS
from eventhub.registration.rules import may_change
from eventhub.text.languages import in_language
from eventhub.text.lists import enumerated
from eventhub.web.access import requires
from eventhub.web.forms import choices, from_zone, in_zone
from eventhub.web.language import absolute_url, current_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("delegations_desk", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/delegations/"
ONE = f"{ALL}<int:delegation_id>/"


@blueprint.route(ALL)
@requires(Permission.REGISTRATION_VIEW)
def index(slug: str):
    event = get_event_of(current_user, slug)
    return _board(event, _ask_form(event, board_of(event), None))


def _ask_form(event: Event, entries: list[Entry], *formdata: None) -> AskForm:
    due = in_zone(rules.due_by_default(event, now()), event.time_zone)
    form = AskForm(*formdata, due_at=due, language=_language_of(event))
    form.participations.choices = choices(
        (each.participation.id, _label(each))
        for each in entries
        # “Several embassies” has no address.
        if each.delegation is None and not each.participation.organization.is_group
    )
    return form


def _language_of(event: Event) -> str:
    """The first working language that the event has a title in, else that of the page."""
    return next((code for code in event.working_languages if code in event.title), current_language())


def _label(entry: Entry) -> str:
    name = in_language(entry.participation.organization.name, current_language())[0]
    quota = entry.participation.quota
    return f"{name} ({ngettext('%(num)s place', '%(num)s places', quota)})" if quota else name


def _board(event: Event, form: AskForm):
    at, entries = now(), board_of(event)
    return render_template(
        "desk/delegations/index.html",
        event=event,
        form=form,
        entries=[
            (
                each,
                rules.stage_of(each.delegation, at),
                due_in_words(each.delegation) if each.delegation else "",
            )
            for each in entries
        ],
        coming={
            each.delegation.id: len(rules.delegates(each.delegation)) for each in entries if each.delegation
        },
        confirmed={
            each.delegation.id: len(rules.confirmed(each.delegation)) for each in entries if each.delegation
        },
        stages=STAGE_LABELS,
        is_open=may_change(event, at),
        may_ask=may_with(current_user, Permission.REGISTRATION_DECIDE, event),
    ), 422 if form.errors else 200


@blueprint.post(f"{ALL}ask")
@requires(Permission.REGISTRATION_DECIDE)
def ask(slug: str):
    event = get_event_of(current_user, slug)
    form = _ask_form(event, board_of(event))
    if form.validate() and not form.participations.data:
        form.participations.errors = [_("Choose at least one organisation.")]
    due_at = from_zone(form.due_at.data, event.time_zone)
    if due_at and not form.due_at.errors and not now() < due_at <= event.starts_at:
        form.due_at.errors = [_("Choose a moment between now and the beginning of the event.")]
    if form.errors or due_at is None:
        return _board(event, form)
    try:
        with transaction():
            event = get_event_of(current_user, slug)
            chosen = [
                each.participation
                for each in board_of(event)
                if each.delegation is None and each.participation.id in (form.participations.data or [])
            ]
            for each in chosen:
                actions.ask(
                    each,
                    language=form.language.data,
                    due_at=due_at,
                    terms=form.terms.data or "",
                    reminds=bool(form.reminds.data),
                    now=now(),
                )
            asked, without = len(chosen), [each for each in chosen if not each.focal_point_email]
            names = [in_language(each.organization.name, current_language())[0] for each in without]
    except ConflictError as error:
        form.participations.errors = [str(error.message)]
        return _board(get_event_of(current_user, slug), form)
    flash(ngettext("%(num)s organisation is asked.", "%(num)s organisations are asked.", asked), "success")
    if names:
        flash(
            _(
                "No address is known of: %(names)s. Print the letter, or send it yourself.",
                names=enumerated(names, current_language()),
            ),
            "warning",
        )
    return see_other("delegations_desk.index", slug=slug)


@blueprint.route(ONE)
@requires(Permission.REGISTRATION_VIEW)
def show(slug: str, delegation_id: int):
    event = get_event_of(current_user, slug)
    delegation = get_delegation(event, delegation_id)
    used = rules.places_used(delegation)
    return render_template(
        "desk/delegations/show.html",
        event=event,
        delegation=delegation,
        participation=delegation.participation,
        stage=STAGE_LABELS[rules.stage_of(delegation, now())],
        due=due_in_words(delegation),
        answered=rules.has_answered(delegation),
        people=rules.in_precedence(delegation.nominees),
        capacities=CAPACITY_LABELS,
        statuses=STATUS_LABELS,
        used=used,
        free=delegation.held - used,
        differs=rules.places_due(delegation) != delegation.held,
        link=absolute_url("delegations.show", token=delegation.token, language=delegation.language),
        formats=FORMATS,
        is_outdated=letter.differs_from_facts(delegation),
        is_open=may_change(event, now()),
        may_ask=may_with(current_user, Permission.REGISTRATION_DECIDE, event),
    )


@blueprint.route(f"{ONE}letter.<any(pdf,docx):suffix>")
@requires(Permission.REGISTRATION_VIEW)
def letter_file(slug: str, delegation_id: int, suffix: str):
    return letter_download(get_delegation(get_event_of(current_user, slug), delegation_id), suffix)


@blueprint.post(f"{ONE}remind")
@requires(Permission.REGISTRATION_DECIDE)
def remind(slug: str, delegation_id: int):
    if _could(slug, delegation_id, actions.remind):
        flash(_("The focal point gets a reminder."), "success")
    return see_other("delegations_desk.show", slug=slug, delegation_id=delegation_id)


@blueprint.post(f"{ONE}write")
@requires(Permission.REGISTRATION_DECIDE)
def write(slug: str, delegation_id: int):
    if _could(slug, delegation_id, actions.write_anew):
        flash(_("The letter is written anew, with a number of its own."), "success")
    return see_other("delegations_desk.show", slug=slug, delegation_id=delegation_id)


@blueprint.post(f"{ONE}release")
@requires(Permission.REGISTRATION_DECIDE)
def release(slug: str, delegation_id: int):
    if _could(slug, delegation_id, actions.release_places):
        flash(_("The places that nobody filled are free for others."), "success")
    return see_other("delegations_desk.show", slug=slug, delegation_id=delegation_id)


@blueprint.post(f"{ONE}keep")
@requires(Permission.REGISTRATION_DECIDE)
def keep(slug: str, delegation_id: int):
    if _could(slug, delegation_id, actions.keep_quota):
        flash(_("As many places are kept as the organisation may fill."), "success")
    return see_other("delegations_desk.show", slug=slug, delegation_id=delegation_id)


@blueprint.post(f"{ONE}call-off")
@requires(Permission.REGISTRATION_DECIDE)
def call_off(slug: str, delegation_id: int):
    if _could(slug, delegation_id, actions.call_off):
        flash(_("The request is taken back."), "success")
        return see_other("delegations_desk.index", slug=slug)
    return see_other("delegations_desk.show", slug=slug, delegation_id=delegation_id)


def _could(slug: str, delegation_id: int, change: Callable[..., object]) -> bool:
    """Whether ``change`` was made; if not, the next page says why."""
    try:
        with transaction():
            delegation: Delegation = get_delegation(get_event_of(current_user, slug), delegation_id)
            change(delegation, now=now())
    except ConflictError as error:
        flash(str(error.message), "error")
        return False
    return True
