"""Refusals about the form of an event."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, DomainError, NotFoundError


class QuestionNotFoundError(NotFoundError):
    message = _l("There is no such part of the form.")


class OptionInUseError(ConflictError):
    message = _l("Somebody has chosen this answer, so it cannot be removed.")


class ConditionError(DomainError):
    message = _l("A question can depend only on one that comes before it.")
