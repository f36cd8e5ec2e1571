"""Refusals about API tokens."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class TokenNotFoundError(NotFoundError):
    message = _l("There is no such token.")


class TooManyTokensError(ConflictError):
    message = _l("You have many tokens already. Revoke one that is not needed any more.")
