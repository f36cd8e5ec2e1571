"""Refusals about programmes and funding sources."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import DomainError, NotFoundError


class ProgrammeNotFoundError(NotFoundError):
    message = _l("There is no such programme.")


class FundingSourceNotFoundError(NotFoundError):
    message = _l("There is no such funding source.")


class EmblemAloneError(DomainError):
    """Emblem and statement always go together (EU, Communicating and raising EU visibility, 2022, section 2)."""

    message = _l("An emblem never stands without its statement. Write the statement, or choose no emblem.")
