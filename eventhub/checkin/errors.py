"""Refusals at the entrance."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import NotFoundError


class NoTicketError(NotFoundError):
    message = _l("There is a ticket as soon as your place is confirmed.")
