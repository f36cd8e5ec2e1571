"""A notice at the desk: what it says, how far it has come, stopping it and letting it go on."""

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.clock import now
from eventhub.events.permissions import may_with
from eventhub.events.queries import get_event_of
from eventhub.mailings import notice_actions
from eventhub.mailings.labels import NOTICE_LABELS, NOTICE_STATUS_LABELS, NOTICE_STATUS_TONES
from eventhub.mailings.models import Notice, NoticeStatus, RecipientState
from eventhub.mailings.notice_presentation import said_by
from eventhub.mailings.notice_queries import deliveries_of_notice, get_notice, log_of_notice, states_of
from eventhub.mailings.presentation import left_in_words, sent_in_words, tried_again_in_words
from eventhub.mailings.rules import still_holds
from eventhub.mailings.views.desk import ALL
from eventhub.mailings.views.outcome import try_to
from eventhub.outbox.labels import STATUS_LABELS as DELIVERY_LABELS
from eventhub.outbox.labels import STATUS_TONES as DELIVERY_TONES
from eventhub.outbox.models import Delivery
from eventhub.web.access import requires
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("notices_desk", __name__)
blueprint.after_request(keep_private)
ONE = f"{ALL}notices/<int:notice_id>/"


@blueprint.route(ONE)
@requires(Permission.REGISTRATION_VIEW)
def show(slug: str, notice_id: int):
    event = get_event_of(current_user, slug)
    notice = get_notice(event, notice_id)
    states, deliveries = states_of(notice), deliveries_of_notice(notice)
    page, pages = page_number(request.args.get("page"), sum(states.values()))
    left = states[RecipientState.LEFT]
    return render_template(
        "desk/mailings/notice.html",
        event=event,
        notice=notice,
        what=NOTICE_LABELS[notice.kind],
        status=NOTICE_STATUS_LABELS[notice.status],
        tone=NOTICE_STATUS_TONES[notice.status],
        says=said_by(notice, event),
        written=states[RecipientState.WRITTEN],
        due=states[RecipientState.DUE],
        left=left,
        total=sum(states.values()),
        is_being_sent=notice.status == NoticeStatus.SENDING,
        may_go_on=bool(left) and still_holds(notice, event, now()),
        log=log_of_notice(notice, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE),
        deliveries=deliveries,
        failed=deliveries.get(Delivery.FAILED, 0),
        page=page,
        pages=pages,
        delivery_labels=DELIVERY_LABELS,
        delivery_tones=DELIVERY_TONES,
        may_write=may_with(current_user, Permission.REGISTRATION_DECIDE, event),
    )


@blueprint.post(f"{ONE}stop")
@requires(Permission.REGISTRATION_DECIDE)
def stop(slug: str, notice_id: int):
    return _done(slug, notice_id, notice_actions.stop, left_in_words)


@blueprint.post(f"{ONE}resume")
@requires(Permission.REGISTRATION_DECIDE)
def resume(slug: str, notice_id: int):
    return _done(slug, notice_id, lambda notice: notice_actions.resume(notice, at=now()), sent_in_words)


@blueprint.post(f"{ONE}again")
@requires(Permission.REGISTRATION_DECIDE)
def again(slug: str, notice_id: int):
    return _done(slug, notice_id, notice_actions.send_failed_again, tried_again_in_words)


def _done(slug: str, notice_id: int, change: Callable[[Notice], int], said: Callable[[int], str]):
    try_to(lambda: change(get_notice(get_event_of(current_user, slug, for_change=True), notice_id)), said)
    return see_other("notices_desk.show", slug=slug, notice_id=notice_id)
