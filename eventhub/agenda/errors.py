"""Refusals about agendas."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import NotFoundError


class SessionNotFoundError(NotFoundError):
    message = _l("There is no such agenda item.")
