"""Refusals about calendars."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import NotFoundError


class FeedNotFoundError(NotFoundError):
    message = _l("There is no such calendar.")
