"""Refusals about the media list."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import NotFoundError


class ContactNotFoundError(NotFoundError):
    message = _l("This link leads nowhere any more. Perhaps you have left the list.")
