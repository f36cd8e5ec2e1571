"""Refusals about agendas."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class SessionNotFoundError(NotFoundError):
    message = _l("There is no such agenda item.")


class RevisionNotFoundError(NotFoundError):
    message = _l("There is no such revision of the agenda.")


class DraftEventError(ConflictError):
    message = _l("Publish the event first: nobody can see its agenda before.")


class OtherRevisionError(ConflictError):
    message = _l(
        "Another revision has been published since you opened this page. Look at what has changed since."
    )


class NothingChangedError(ConflictError):
    message = _l("Nothing has changed since the last revision.")
