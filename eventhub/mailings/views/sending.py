"""The way of a mailing from a draft to people: read by a colleague, sent, scheduled, tried anew."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.errors import ConflictError
from eventhub.events.queries import get_event_of
from eventhub.mailings import actions, notices
from eventhub.mailings.errors import TooLateError
from eventhub.mailings.forms import ScheduleForm
from eventhub.mailings.models import Anchor, Mailing
from eventhub.mailings.notices import find_told
from eventhub.mailings.presentation import left_in_words, sent_in_words, tried_again_in_words
from eventhub.mailings.queries import get_mailing
from eventhub.mailings.views.desk import ALL, ONE, page_of
from eventhub.mailings.views.outcome import try_to
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("mailings_sending", __name__)
blueprint.after_request(keep_private)


@blueprint.post(f"{ONE}submit")
@requires(Permission.REGISTRATION_DECIDE)
def submit(slug: str, mailing_id: int):
    return _done(slug, mailing_id, actions.submit, lambda _result: _("Your colleagues can read it now."))


@blueprint.post(f"{ONE}return")
@requires(Permission.REGISTRATION_DECIDE)
def send_back(slug: str, mailing_id: int):
    return _done(slug, mailing_id, actions.send_back, lambda _result: _("The mailing is a draft again."))


@blueprint.post(f"{ONE}send")
@requires(Permission.REGISTRATION_DECIDE)
def send(slug: str, mailing_id: int):
    return _done(slug, mailing_id, actions.send, sent_in_words)


@blueprint.post(f"{ONE}stop")
@requires(Permission.REGISTRATION_DECIDE)
def stop(slug: str, mailing_id: int):
    return _done(slug, mailing_id, actions.stop, left_in_words)


@blueprint.post(f"{ONE}again")
@requires(Permission.REGISTRATION_DECIDE)
def again(slug: str, mailing_id: int):
    return _done(slug, mailing_id, actions.send_failed_again, tried_again_in_words)


@blueprint.post(f"{ONE}schedule")
@requires(Permission.REGISTRATION_DECIDE)
def schedule(slug: str, mailing_id: int):
    form = ScheduleForm()
    if form.validate() and form.at_time.data:
        try:
            with transaction():
                actions.schedule(
                    _held(slug, mailing_id),
                    anchor=Anchor(form.anchor.data),
                    days=form.days.data or 0,
                    at_time=form.at_time.data,
                    at=now(),
                )
            flash(_("The mailing goes out by itself."), "success")
            return see_other("mailings_desk.show", slug=slug, mailing_id=mailing_id)
        except TooLateError as error:
            form.days.errors = [str(error.message)]
        except ConflictError as error:
            form.form_errors = [str(error.message)]
    event = get_event_of(current_user, slug)
    return page_of(event, get_mailing(event, mailing_id), form)


@blueprint.post(f"{ALL}notice/tell")
@requires(Permission.REGISTRATION_DECIDE)
def tell(slug: str):
    with transaction():
        told = find_told(get_event_of(current_user, slug))
        people = notices.tell(told, at=now()) if told else 0
    flash(
        sent_in_words(people) if people else _("There is nothing new to tell."),
        "success" if people else "info",
    )
    return see_other("mailings_desk.index", slug=slug)


@blueprint.post(f"{ALL}notice/drop")
@requires(Permission.REGISTRATION_DECIDE)
def tell_nobody(slug: str):
    with transaction():
        told = find_told(get_event_of(current_user, slug))
        if told:
            notices.drop(told)
    flash(_("Nobody is told of this change."), "success")
    return see_other("mailings_desk.index", slug=slug)


def _held(slug: str, mailing_id: int) -> Mailing:
    return get_mailing(get_event_of(current_user, slug), mailing_id, for_change=True)


def _done(slug: str, mailing_id: int, change: Callable[[Mailing], Any], said: Callable[[Any], str]):
    try_to(lambda: change(_held(slug, mailing_id)), said)
    return see_other("mailings_desk.show", slug=slug, mailing_id=mailing_id)
