"""Refusals about letters."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class LetterNotFoundError(NotFoundError):
    message = _l("There is no such letter.")


class NoPlaceError(ConflictError):
    message = _l("Letters are for people who have a place at the event.")


class LetterDecidedError(ConflictError):
    message = _l("The organisers have decided on this letter meanwhile.")
