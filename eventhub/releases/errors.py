"""Refusals about releases."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class ReleaseNotFoundError(NotFoundError):
    message = _l("There is no such release, or it is not published yet.")


class NoSuchNewsError(NotFoundError):
    message = _l("The newsroom has no such part.")


class AlreadyAnnouncedError(ConflictError):
    """``release`` is the one of this kind that the event has."""

    message = _l("This event has such a release already.")

    def __init__(self, release: Any) -> None:
        super().__init__()
        self.release = release


class ReleaseStatusError(ConflictError):
    message = _l(
        "The release is in a state that does not allow this. Reload the page to see its present state."
    )


class EditedTextError(ConflictError):
    message = _l("This text was edited by hand. Confirm that the new wording may replace it.")


class ChangedMeanwhileError(ConflictError):
    """``present`` is the text in ``language`` as somebody else has left it, None if there is none."""

    message = _l(
        "Somebody else has changed this text meanwhile. What you wrote is kept below, but not saved."
    )

    def __init__(self, language: str, present: Any) -> None:
        super().__init__()
        self.language = language
        self.present = present


class UndecidedError(ConflictError):
    message = _l("Decide on each passage that both you and the facts have changed.")


class NothingToPublishError(ConflictError):
    message = _l("This release has no text yet.")


class EmbargoOverError(ConflictError):
    message = _l("This moment has passed. Choose a later one, or leave the field empty to publish now.")


class QuoteNotFoundError(NotFoundError):
    message = _l("There is no such quote.")


class SignOffMissingError(ConflictError):
    message = _l("A funder has to agree to the release before it goes out.")


class FindingsError(ConflictError):
    message = _l("Mend what is marked under “Worth a look”, or confirm that the release may go out as it is.")


class NothingToCorrectError(ConflictError):
    message = _l("Nothing has been changed since the release went out.")
