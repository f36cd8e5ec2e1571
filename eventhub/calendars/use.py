"""Opening a private feed by its token, and noting now and then that it is used."""

from datetime import timedelta

from eventhub.calendars import actions
from eventhub.calendars.models import PrivateFeed
from eventhub.calendars.private import get_private_feed
from eventhub.clock import now
from eventhub.db import transaction

NOTED_EVERY = timedelta(hours=1)
"""A client may ask every minute: its use is not worth a write each time."""


def used_feed(token: str) -> PrivateFeed:
    """The feed that ``token`` opens.

    Raises:
        FeedNotFoundError, FeedEndedError: see ``get_private_feed``.
    """
    found = get_private_feed(token)
    if found.last_used_at is None or now() - found.last_used_at > NOTED_EVERY:
        with transaction():
            actions.note_use(get_private_feed(token))
        found = get_private_feed(token)
    return found
