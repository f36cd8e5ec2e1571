"""Writing webhooks, and what they are owed. Each verb flushes; the caller commits."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, select, update

from eventhub.accounts.models import User
from eventhub.accounts.permissions import Permission
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.webhooks.changes import last_number
from eventhub.webhooks.errors import TooManyWebhooksError
from eventhub.webhooks.models import Change, Webhook, WebhookDelivery
from eventhub.webhooks.places import told
from eventhub.webhooks.queries import changes_since
from eventhub.webhooks.rules import KEPT_FOR, new_secret

MOST = 20
"""Webhooks of one user."""
AT_ONCE = 100


def add_webhook(
    user: User, *, url: str, kinds: Iterable[str], scopes: Iterable[str] | None = None
) -> Webhook:
    """Call ``url`` for what happens from now on, as far as ``user`` may know of it, within ``scopes``.

    Raises:
        TooManyWebhooksError
    """
    count = db.session.scalar(select(func.count(Webhook.id)).where(Webhook.user_id == user.id)) or 0
    if count >= MOST:
        raise TooManyWebhooksError
    webhook = Webhook(
        user_id=user.id,
        url=url,
        kinds=sorted(set(kinds)),
        scopes=None if scopes is None else sorted(scopes),
        secret=new_secret(),
        position=last_number(),
    )
    db.session.add(webhook)
    db.session.flush()
    record("user:webhook:add", user)
    return webhook


def change_webhook(webhook: Webhook, *, url: str, kinds: Iterable[str], is_active: bool) -> None:
    """Change where a webhook leads and what it tells; one that begins again does not tell what it has missed."""
    if is_active and not webhook.is_active:
        webhook.position, webhook.failing_since = last_number(), None
    webhook.url, webhook.kinds, webhook.is_active = url, sorted(set(kinds)), is_active
    db.session.flush()
    record("user:webhook:change", webhook.user)


def delete_webhook(webhook: Webhook) -> None:
    record("user:webhook:delete", webhook.user)
    db.session.delete(webhook)
    db.session.flush()


def ping(webhook: Webhook) -> WebhookDelivery:
    """Owe a message that tells of nothing, to try the address."""
    return _owe(webhook, "ping", {"type": "ping", "timestamp": now().isoformat(), "data": {}})


def owe_next() -> bool:
    """Look for what has changed, for one webhook; whether there may be more to do. A chore of the worker."""
    db.session.execute(delete(WebhookDelivery).where(WebhookDelivery.created_at < now() - KEPT_FOR))
    last = last_number()
    webhook = db.session.scalars(
        select(Webhook).where(Webhook.is_active, Webhook.position < last).order_by(Webhook.id).limit(1)
    ).first()
    if webhook is None:
        return False
    before, (items, position) = webhook.position, _news_for(webhook, last)
    moved = rows_updated(
        update(Webhook).where(Webhook.id == webhook.id, Webhook.position == before).values(position=position)
    )
    # Of two workers the second finds that the first has been here.
    for change in items if moved else ():
        _owe(webhook, change.action, _message(change))
    return True


def _news_for(webhook: Webhook, last: int) -> tuple[list[Change], int]:
    """Some of what its owner may know, and up to which number that is all."""
    user = webhook.user
    if not user.is_active:
        return [], last
    limit = user.scopes
    try:
        if webhook.scopes is not None:
            user.scopes = frozenset(Permission(each) for each in webhook.scopes if each in tuple(Permission))
        found = changes_since(user, webhook.position, limit=AT_ONCE, kinds=webhook.kinds)
    finally:
        user.scopes = limit
    return list(found.items), found.next


def _message(change: Change) -> dict[str, Any]:
    """What is sent: the type and moment that Standard Webhooks asks for, and where the thing is read."""
    return {"type": change.action, "timestamp": change.at.isoformat(), "data": told(change)}


def _owe(webhook: Webhook, action: str, message: dict[str, Any]) -> WebhookDelivery:
    delivery = WebhookDelivery(webhook_id=webhook.id, action=action, content=json.dumps(message).encode())
    db.session.add(delivery)
    db.session.flush()
    return delivery
