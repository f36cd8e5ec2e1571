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


class TemplateNotFoundError(NotFoundError):
    message = _l("There is no such template.")


class MinutesNotFoundError(NotFoundError):
    message = _l("There are no minutes of this event.")


class LeavesItsDayError(ConflictError):
    message = _l("An item would pass midnight. Nothing was moved.")


class TooShortError(ConflictError):
    message = _l("An item lasts at least five minutes. Nothing was changed.")


class NothingToUndoError(ConflictError):
    message = _l("There is nothing to undo.")


class ChangedSinceError(ConflictError):
    message = _l(
        "The items of this step have been changed in another way since. It can no longer be undone; the steps before "
        "it are forgotten."
    )


class RoomNotFoundError(NotFoundError):
    message = _l("Nothing of this agenda is in such a room.")
