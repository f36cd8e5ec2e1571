"""Refusals about programmes and funding sources."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import NotFoundError


class ProgrammeNotFoundError(NotFoundError):
    message = _l("There is no such programme.")


class FundingSourceNotFoundError(NotFoundError):
    message = _l("There is no such funding source.")
