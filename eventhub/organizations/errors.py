"""Refusals about organizations and offices."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import DomainError, NotFoundError


class OrganizationNotFoundError(NotFoundError):
    message = _l("There is no such organisation.")


class OfficeNotFoundError(NotFoundError):
    message = _l("There is no such office.")


class CircleError(DomainError):
    message = _l("This would place it under itself. Choose another.")
