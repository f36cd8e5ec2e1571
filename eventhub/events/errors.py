"""Refusals about events."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, DomainError, NotFoundError


class EventNotFoundError(NotFoundError):
    message = _l("There is no such event, or it is not public.")


class TopicNotFoundError(NotFoundError):
    message = _l("There is no such topic.")


class StatusError(ConflictError):
    message = _l(
        "The event is in a state that does not allow this. Reload the page to see its present state."
    )


class NotPublishableError(DomainError):
    """``missing`` names, as lazily translated phrases, what a public event must have."""

    message = _l("Something is missing before this event can be published.")

    def __init__(self, missing: list) -> None:
        super().__init__()
        self.missing = missing


class PartInUseError(ConflictError):
    """``organization`` cannot be taken off the event."""

    message = _l(
        "An organisation that was taken off has been asked for nominations. Take that request back first."
    )


class StillNeededError(ConflictError):
    message = _l(
        "Only a draft can be deleted. Cancel the event instead: people and calendars have to learn of it."
    )
