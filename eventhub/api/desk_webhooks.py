"""Addresses that are called when something happens."""

from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import get_user
from eventhub.api import fields
from eventhub.api.answers import done, expect_match, shown, written
from eventhub.api.area import Area
from eventhub.api.forms import NO_CSRF, Filling
from eventhub.api.identity import PREFIX
from eventhub.api.schemas import schema_of
from eventhub.web.access import requires
from eventhub.webhooks import actions
from eventhub.webhooks.forms import WebhookForm
from eventhub.webhooks.models import DeliveryStatus, Webhook, WebhookDelivery
from eventhub.webhooks.queries import deliveries_of, get_webhook_of, webhooks_of
from eventhub.webhooks.rules import KINDS

area = Area("desk_webhooks", "Webhooks")

ALL = "/desk/webhooks"
ONE = f"{ALL}/<int:webhook_id>"
LOGGED = 100

NewWebhook = schema_of("NewWebhook", WebhookForm, without=("is_active",), required=("url", "kinds"))
WebhookPatch = schema_of("WebhookPatch", WebhookForm, required=("url", "kinds"))


class WebhookSchema(Schema):
    id = fields.Number(required=True)
    url = fields.Text(500, required=True)
    kinds = fields.Several(fields.Choice(KINDS), required=True)
    is_active = fields.Flag(required=True)
    failing_since = fields.Moment(required=True, allow_none=True)
    created_at = fields.Moment(required=True)


class MadeWebhook(WebhookSchema):
    secret = fields.Text(80, required=True, metadata={"description": "Shown this once; signs every message."})


class Webhooks(Schema):
    items = fields.Several(fields.Part(WebhookSchema), required=True)


class DeliverySchema(Schema):
    message_id = fields.Text(40, required=True)
    action = fields.Text(80, required=True)
    status = fields.Choice(DeliveryStatus, required=True)
    attempts = fields.Number(required=True)
    answer = fields.Number(required=True, allow_none=True)
    error = fields.Text(60, required=True)
    created_at = fields.Moment(required=True)
    delivered_at = fields.Moment(required=True, allow_none=True)


class Deliveries(Schema):
    items = fields.Several(fields.Part(DeliverySchema), required=True)


@area.read(ALL, gives=Webhooks)
@requires(Permission.DESK_USE)
def list_webhooks() -> Response:
    """The webhooks of the user."""
    return shown(Webhooks, {"items": webhooks_of(current_user)})


@area.write(ALL, takes=NewWebhook, gives=MadeWebhook, status=201)
@requires(Permission.DESK_USE)
def add_webhook(body: dict[str, Any]) -> Response:
    """Have an address called for what happens from now on: signed as Standard Webhooks says, and tried again for days.

    It is told of no more than the user may read within the scopes of this token.
    """
    [form] = Filling(body).into(lambda data: WebhookForm(data, meta=NO_CSRF))

    def change() -> Webhook:
        details = form.details()
        return actions.add_webhook(
            get_user(current_user.id), url=details["url"], kinds=details["kinds"], scopes=current_user.scopes
        )

    return written(MadeWebhook, change, status=201, location=lambda made: f"{PREFIX}{ALL}/{made.id}")


@area.read(ONE, gives=WebhookSchema)
@requires(Permission.DESK_USE)
def show_webhook(webhook_id: int) -> Response:
    """One webhook."""
    return shown(WebhookSchema, get_webhook_of(current_user, webhook_id))


@area.write(ONE, method="PATCH", takes=WebhookPatch, gives=WebhookSchema)
@requires(Permission.DESK_USE)
def change_webhook(body: dict[str, Any], webhook_id: int) -> Response:
    """Change where a webhook leads and what it tells, or switch it off and on."""

    def change() -> Webhook:
        webhook = get_webhook_of(current_user, webhook_id)
        expect_match(WebhookSchema, webhook)
        present = {name: getattr(webhook, name) for name in ("url", "kinds", "is_active")}
        [form] = Filling({**present, **body}).into(lambda data: WebhookForm(data, meta=NO_CSRF))
        actions.change_webhook(webhook, **form.details())
        return webhook

    return written(WebhookSchema, change)


@area.write(ONE, method="DELETE")
@requires(Permission.DESK_USE)
def delete_webhook(webhook_id: int) -> Response:
    """Call an address no more."""

    def change() -> None:
        webhook = get_webhook_of(current_user, webhook_id)
        expect_match(WebhookSchema, webhook)
        actions.delete_webhook(webhook)

    return done(change)


@area.write(f"{ONE}/ping", gives=DeliverySchema, status=202)
@requires(Permission.DESK_USE)
def ping_webhook(webhook_id: int) -> Response:
    """Send a message that tells of nothing, to try the address."""

    def change() -> WebhookDelivery:
        return actions.ping(get_webhook_of(current_user, webhook_id))

    return written(DeliverySchema, change, status=202)


@area.read(f"{ONE}/deliveries", gives=Deliveries)
@requires(Permission.DESK_USE)
def list_deliveries(webhook_id: int) -> Response:
    """What a webhook was owed, the newest first, and how it went."""
    return shown(Deliveries, {"items": deliveries_of(get_webhook_of(current_user, webhook_id), limit=LOGGED)})
