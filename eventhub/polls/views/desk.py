"""A poll for the date of an event, as organisers follow it: who has answered what, and which date it shall be."""

from collections.abc import Callable

from flask import Blueprint, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.polls import actions
from eventhub.polls.forms import ExtendForm, PollForm, poll_form
from eventhub.polls.labels import ANSWER_LABELS, POLL_LABELS
from eventhub.polls.models import AskedOrganization, DatePoll
from eventhub.polls.presentation import results_of
from eventhub.polls.queries import asked_with, date_with, get_poll, polls_of
from eventhub.polls.rules import due_by_default, focal_points, is_running, may_poll, takes_answers
from eventhub.registration.presentation import moment_in_words
from eventhub.text.languages import in_language
from eventhub.text.lists import enumerated
from eventhub.web.access import requires
from eventhub.web.forms import in_zone
from eventhub.web.language import absolute_url, current_language
from eventhub.web.responses import see_other
from eventhub.web.rows import read_command, rearranged
from eventhub.web.security import keep_private

blueprint = Blueprint("polls_desk", __name__)
blueprint.after_request(keep_private)
ALL = "/events/<slug>/poll/"
ONE = f"{ALL}<int:poll_id>/"
ASKED = f"{ONE}organizations/<int:asked_id>/"


@blueprint.route(ALL)
@requires(Permission.EVENT_EDIT)
def show(slug: str):
    return _page(get_event_of(current_user, slug))


def _page(event: Event, *, extending: ExtendForm | None = None, link: str = "", linked: str = ""):
    polls, at = polls_of(event), now()
    contacts = focal_points(event)
    return render_template(
        "desk/polls/show.html",
        event=event,
        polls=[
            {
                "poll": each,
                "results": results_of(each),
                "due": moment_in_words(each.due_at, event),
                "is_running": is_running(each),
                "takes_answers": takes_answers(each, at),
            }
            for each in polls
        ],
        contacts=contacts,
        extending=extending or ExtendForm(None, due_at=in_zone(due_by_default([], at), event.time_zone)),
        may_begin=may_poll(event) and not any(is_running(each) for each in polls),
        may_settle=may_poll(event),
        can_ask=bool(contacts),
        answers=ANSWER_LABELS,
        statuses=POLL_LABELS,
        link=link,
        linked=linked,
    ), 422 if extending else 200


@blueprint.route(f"{ALL}new", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def create(slug: str):
    event = get_event_of(current_user, slug)
    command = read_command(request.form.get("rows"))
    if command:
        form = poll_form(event, now(), rearranged(request.form, command))
        if command.what == "add":
            form.add_row()
        return _form_page(event, form, is_unsaved=True)
    form = poll_form(event, now(), due_at=in_zone(due_by_default([event.starts_at], now()), event.time_zone))
    if not form.validate_on_submit():
        return _form_page(event, form)
    try:
        with transaction():
            event = get_event_of(current_user, slug, for_change=True)
            poll = actions.open_poll(event, form.details(), now=now())
            asked, unreached = len(poll.asked), _unreached(poll)
    except ConflictError as error:
        event = get_event_of(current_user, slug)
        form.form_errors = [str(error.message)]
        return _form_page(event, form)
    flash(ngettext("%(num)s organisation is asked.", "%(num)s organisations are asked.", asked), "success")
    if unreached:
        _warn_of(unreached)
    return see_other("polls_desk.show", slug=slug)


def _unreached(poll: DatePoll) -> list[str]:
    """The names of those to whom no mail goes."""
    contacts = focal_points(poll.event)
    return [
        in_language(each.organization.name, current_language())[0]
        for each in poll.asked
        if not contacts[each.organization_id].focal_point_email
    ]


def _warn_of(names: list[str]) -> None:
    flash(
        _(
            "No address is known of: %(names)s. Make a link for each below, and hand it over yourself.",
            names=enumerated(names, current_language()),
        ),
        "warning",
    )


def _form_page(event: Event, form: PollForm, *, is_unsaved: bool = False):
    page = render_template("desk/polls/form.html", event=event, form=form, is_unsaved=is_unsaved)
    return page, 422 if form.errors else 200


@blueprint.post(f"{ONE}remind")
@requires(Permission.EVENT_EDIT)
def remind(slug: str, poll_id: int):
    written: list[int] = []
    if _could(slug, poll_id, lambda poll: written.append(actions.remind(poll, now=now()))):
        flash(
            ngettext(
                "%(num)s organisation gets a reminder.", "%(num)s organisations get a reminder.", written[0]
            ),
            "success",
        )
    return see_other("polls_desk.show", slug=slug)


@blueprint.post(f"{ONE}close")
@requires(Permission.EVENT_EDIT)
def close(slug: str, poll_id: int):
    if _could(slug, poll_id, actions.close):
        flash(_("Answers are not taken any more."), "success")
    return see_other("polls_desk.show", slug=slug)


@blueprint.post(f"{ONE}extend")
@requires(Permission.EVENT_EDIT)
def extend(slug: str, poll_id: int):
    event, form = get_event_of(current_user, slug), ExtendForm()
    get_poll(event, poll_id)
    form.validate()
    due_at = form.due_at.moment(event.time_zone, now())
    if form.errors or due_at is None:
        return _page(event, extending=form)
    if _could(slug, poll_id, lambda poll: actions.extend(poll, due_at)):
        flash(_("Answers are taken until then."), "success")
    return see_other("polls_desk.show", slug=slug)


@blueprint.post(f"{ONE}dates/<int:date_id>/settle")
@requires(Permission.EVENT_EDIT)
def settle(slug: str, poll_id: int, date_id: int):
    if _could(slug, poll_id, lambda poll: actions.settle(poll, date_with(poll, date_id), now=now())):
        flash(_("The event is moved to this date, and those who were asked are told."), "success")
    return see_other("polls_desk.show", slug=slug)


@blueprint.post(f"{ONE}withdraw")
@requires(Permission.EVENT_EDIT)
def withdraw(slug: str, poll_id: int):
    if _could(slug, poll_id, lambda poll: actions.withdraw(poll, now=now())):
        flash(_("The poll is withdrawn, and those who were asked are told."), "success")
    return see_other("polls_desk.show", slug=slug)


def _could(slug: str, poll_id: int, change: Callable[[DatePoll], object]) -> bool:
    """Whether ``change`` was made; if not, the next page says why."""
    try:
        with transaction():
            change(get_poll(get_event_of(current_user, slug, for_change=True), poll_id))
    except ConflictError as error:
        flash(str(error.message), "error")
        return False
    return True


@blueprint.post(f"{ASKED}link")
@requires(Permission.EVENT_EDIT)
def link(slug: str, poll_id: int, asked_id: int):
    """A new link, shown in answer to the form, this once."""
    try:
        with transaction():
            poll = get_poll(get_event_of(current_user, slug, for_change=True), poll_id)
            asked: AskedOrganization = asked_with(poll, asked_id)
            token, language = actions.renew_link(asked), asked.language
            name = in_language(asked.organization.name, current_language())[0]
    except ConflictError as error:
        flash(str(error.message), "error")
        return see_other("polls_desk.show", slug=slug)
    address = absolute_url("polls.show", token=token, language=language)
    return make_response(_page(get_event_of(current_user, slug), link=address, linked=name))
