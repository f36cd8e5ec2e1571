"""Mails as the desk shows them: whose they are to see, and what is in them."""

import re
from email import message_from_bytes
from email.policy import default
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import ColumnElement, and_, select, true

from eventhub.accounts.permissions import Permission, may
from eventhub.events.models import Event
from eventhub.events.permissions import looked_after_by
from eventhub.outbox.models import Delivery, OutboxMessage

_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")


def visible_to(user: Any) -> ColumnElement[bool]:
    """SQL condition on OutboxMessage: mails about events that ``user`` looks after; for an administrator, all."""
    if may(user, Permission.EVENT_EDIT_ALL):
        return true()
    own = select(Event.id).where(looked_after_by(user))
    return and_(OutboxMessage.subject_kind == Event.__tablename__, OutboxMessage.subject_id.in_(own))


def is_hidden(message: OutboxMessage) -> bool:
    """Whether nobody but its reader is shown what the mail says. Kept here, it has no other reader."""
    return message.is_secret and message.status != Delivery.KEPT


def with_links(text: str) -> Markup:
    """A plain text as HTML in which addresses of the web can be followed."""
    parts, end = [], 0
    for match in _LINK.finditer(text):
        parts += [escape(text[end : match.start()]), _anchor(match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _anchor(href: str) -> Markup:
    return Markup('<a href="{0}">{0}</a>').format(href)


def headers_of(message: OutboxMessage) -> list[tuple[str, str]]:
    """The header as it goes out, without what only says how the parts are packed."""
    parsed = message_from_bytes(message.content, policy=default)
    return [
        (name, str(value)) for name, value in parsed.items() if not name.startswith(("Content-T", "MIME"))
    ]


def calendar_of(message: OutboxMessage) -> str:
    """The invitation, or its withdrawal, that goes along; empty when there is none."""
    for part in message_from_bytes(message.content, policy=default).walk():
        if part.get_content_type() == "text/calendar":
            return part.get_content()
    return ""
