"""Refusals about calendars."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import DomainError, GoneError, NotFoundError


class FeedNotFoundError(NotFoundError):
    message = _l("There is no such calendar.")


class FeedEndedError(GoneError):
    """There was one under this address: programs that are told so stop asking."""

    message = _l("This calendar has been ended.")


class FeedOptionError(DomainError):
    message = _l("The address asks for something that this calendar does not offer.")
