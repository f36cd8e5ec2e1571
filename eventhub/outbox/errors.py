"""Refusals about mails."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class MessageNotFoundError(NotFoundError):
    message = _l("There is no such mail, or it is about an event of somebody else.")


class NotFailedError(ConflictError):
    message = _l("Only a mail that has failed can be sent again.")


class AddressNotFoundError(NotFoundError):
    message = _l("There is no such address on the list.")
