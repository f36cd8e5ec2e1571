"""The mails that went out, or are about to."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.db import transaction
from eventhub.desk.mailbox import calendar_of, headers_of, is_hidden, visible_to, with_links
from eventhub.errors import ConflictError
from eventhub.outbox.actions import send_again
from eventhub.outbox.labels import STATUS_LABELS, STATUS_TONES
from eventhub.outbox.models import Delivery
from eventhub.outbox.queries import MessageFilter, count_messages, find_messages, get_message
from eventhub.outbox.suppression import suppressed_addresses, take_off
from eventhub.web.access import requires
from eventhub.web.pagination import PAGE_SIZE, page_number
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("outbox_desk", __name__)
blueprint.after_request(keep_private)
DISPLAY_ZONE = "UTC"
"""Mails are about events in many places."""


@blueprint.route("/mailbox/")
@requires(Permission.OUTBOX_VIEW)
def index():
    status = next((each for each in Delivery if each.value == request.args.get("status")), None)
    wanted = MessageFilter(visible_to(current_user), status)
    counts = count_messages(wanted)
    total = counts.get(status, 0) if status else sum(counts.values())
    page, pages = page_number(request.args.get("page"), total)
    return render_template(
        "desk/mailbox/index.html",
        messages_found=find_messages(wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE),
        counts=counts,
        status=status,
        labels=STATUS_LABELS,
        tones=STATUS_TONES,
        zone=DISPLAY_ZONE,
        page=page,
        pages=pages,
    )


@blueprint.route("/mailbox/<int:message_id>/")
@requires(Permission.OUTBOX_VIEW)
def show(message_id: int):
    message = get_message(message_id, visible_to(current_user))
    hidden = is_hidden(message)
    return render_template(
        "desk/mailbox/show.html",
        message=message,
        is_hidden=hidden,
        text="" if hidden else with_links(message.body),
        headers=[] if hidden else headers_of(message),
        calendar="" if hidden else calendar_of(message),
        has_failed=message.status == Delivery.FAILED,
        label=STATUS_LABELS[message.status],
        tone=STATUS_TONES[message.status],
        zone=DISPLAY_ZONE,
    )


@blueprint.post("/mailbox/<int:message_id>/again")
@requires(Permission.OUTBOX_VIEW)
def again(message_id: int):
    try:
        with transaction():
            send_again(get_message(message_id, visible_to(current_user)))
        flash(_("The mail will be sent again."), "success")
    except ConflictError as error:
        flash(str(error.message), "error")
    return see_other("outbox_desk.show", message_id=message_id)


@blueprint.route("/mailbox/addresses/")
@requires(Permission.OUTBOX_VIEW)
def addresses():
    """Addresses to which no mailing goes any more, as far as they were learnt from mails that the user may see."""
    return render_template(
        "desk/mailbox/addresses.html",
        addresses=suppressed_addresses(visible_to(current_user)),
        zone=DISPLAY_ZONE,
    )


@blueprint.post("/mailbox/addresses/<int:address_id>/remove")
@requires(Permission.OUTBOX_VIEW)
def write_again(address_id: int):
    with transaction():
        take_off(address_id, visible_to(current_user))
    flash(_("Mailings go to this address again."), "success")
    return see_other("outbox_desk.addresses")
