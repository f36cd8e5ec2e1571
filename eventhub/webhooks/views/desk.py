"""A user's own webhooks."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import get_user
from eventhub.db import transaction
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private
from eventhub.webhooks import actions
from eventhub.webhooks.errors import TooManyWebhooksError
from eventhub.webhooks.forms import KIND_LABELS, WebhookForm
from eventhub.webhooks.models import Webhook
from eventhub.webhooks.queries import deliveries_of, get_webhook_of, webhooks_of

blueprint = Blueprint("webhooks_desk", __name__)
blueprint.after_request(keep_private)
ONE = "/account/webhooks/<int:webhook_id>/"
LOGGED = 50


@blueprint.route("/account/webhooks/", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def index():
    form = WebhookForm(kinds=["event"])
    if form.validate_on_submit():
        try:
            with transaction():
                details = form.details()
                webhook = actions.add_webhook(
                    get_user(current_user.id), url=details["url"], kinds=details["kinds"]
                )
                webhook_id, secret = webhook.id, webhook.secret
            # Not after a redirect: the secret would have to be kept somewhere until then.
            return _one_page(get_webhook_of(current_user, webhook_id), secret=secret)
        except TooManyWebhooksError as error:
            form.form_errors = [str(error.message)]
    page = render_template(
        "desk/webhooks/index.html", form=form, webhooks=webhooks_of(current_user), labels=KIND_LABELS
    )
    return page, 422 if form.errors else 200


@blueprint.route(ONE, methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def edit(webhook_id: int):
    webhook = get_webhook_of(current_user, webhook_id)
    form = WebhookForm(obj=webhook)
    if not form.validate_on_submit():
        return _one_page(webhook, form)
    with transaction():
        actions.change_webhook(get_webhook_of(current_user, webhook_id), **form.details())
    flash(_("Saved."), "success")
    return see_other("webhooks_desk.edit", webhook_id=webhook_id)


def _one_page(webhook: Webhook, form: WebhookForm | None = None, *, secret: str = ""):
    page = render_template(
        "desk/webhooks/show.html",
        webhook=webhook,
        form=form or WebhookForm(None, obj=webhook),
        secret=secret,
        deliveries=deliveries_of(webhook, limit=LOGGED),
    )
    return page, 422 if form and form.errors else 200


@blueprint.post(f"{ONE}ping")
@requires(Permission.DESK_USE)
def ping(webhook_id: int):
    with transaction():
        actions.ping(get_webhook_of(current_user, webhook_id))
    flash(_("A message to try the address is on its way. Reload the page to see how it went."), "success")
    return see_other("webhooks_desk.edit", webhook_id=webhook_id)


@blueprint.post(f"{ONE}delete")
@requires(Permission.DESK_USE)
def delete(webhook_id: int):
    with transaction():
        actions.delete_webhook(get_webhook_of(current_user, webhook_id))
    flash(_("The webhook is deleted."), "success")
    return see_other("webhooks_desk.index")
