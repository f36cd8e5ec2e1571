"""Refusals about organizations and offices."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import NotFoundError


class OrganizationNotFoundError(NotFoundError):
    message = _l("There is no such organisation.")


class OfficeNotFoundError(NotFoundError):
    message = _l("There is no such office.")
