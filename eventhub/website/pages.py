"""Parts that several public pages share."""

import hashlib
import math
from collections.abc import Sequence
from datetime import datetime

from flask import Response, request, session

from eventhub.events.models import Event
from eventhub.events.presentation import EventCard, card

PAGE_SIZE = 20


def cards(events: Sequence[Event], at: datetime) -> list[EventCard]:
    """Entries of a list, in the order given."""
    return [card(event, at) for event in events]


def page_number(text: str | None, total: int) -> tuple[int, int]:
    """The page that an address asks for, kept within those that there are; and how many these are, at least one."""
    pages = max(1, math.ceil(total / PAGE_SIZE))
    asked = int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
    return min(max(asked, 1), pages), pages


def with_validator(response: Response) -> Response:
    """Let browsers and caches keep a page and ask whether it still stands: a strong ETag over its bytes, or 304.

    Only what is the same for every reader: an answer for which the session was read stays as it is.
    """
    if response.status_code != 200 or response.mimetype != "text/html" or session.accessed:
        return response
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.cache_control.no_cache = True
    return response.make_conditional(request)
