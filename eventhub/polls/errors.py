"""Refusals about polls."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, GoneError, NotFoundError


class PollNotFoundError(NotFoundError):
    message = _l("There is no such poll. Use the link in your latest mail.")


class LinkExpiredError(GoneError):
    message = _l("This poll is over, and the link has expired. Write to the organisers.")


class NotPollableError(ConflictError):
    message = _l("Dates can be asked for only while the event is a draft or postponed.")


class PollRunningError(ConflictError):
    message = _l("A poll for the date of this event is running already.")


class AnswersClosedError(ConflictError):
    message = _l("Answers are not taken any more. Write to the organisers.")


class DateOverError(ConflictError):
    message = _l("This date is over.")


class PollEndedError(ConflictError):
    message = _l("This poll is over already.")
