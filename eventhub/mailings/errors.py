"""Refusals about mailings."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class MailingNotFoundError(NotFoundError):
    message = _l("There is no such mailing.")


class MailingStatusError(ConflictError):
    message = _l("The mailing is in a state that does not allow this. Look at its present state.")


class IncompleteMailingError(ConflictError):
    message = _l("Write a subject and a text in at least one language.")


class SecondReaderError(ConflictError):
    message = _l("Somebody else than who wrote the text has to send it. Ask a colleague to read it.")


class NobodyToWriteToError(ConflictError):
    message = _l("Nobody fits what you have chosen, so nothing was sent.")


class TooLateError(ConflictError):
    message = _l("This moment has passed. Choose fewer days before, or more days after, or send it now.")


class NoticeNotFoundError(NotFoundError):
    message = _l("There is no such notice.")


class NoticeStatusError(ConflictError):
    message = _l("The notice is in a state that does not allow this. Look at its present state.")
