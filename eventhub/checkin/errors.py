"""Refusals at the entrance."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class NoTicketError(NotFoundError):
    message = _l("There is a ticket as soon as your place is confirmed.")


class UnknownTicketError(NotFoundError):
    message = _l("Nobody has this reference or code at this event.")


class OccasionNotFoundError(NotFoundError):
    message = _l("This day or session is not part of the event.")


class NotAdmittedAtDoorError(ConflictError):
    """``registration`` has no confirmed place."""

    message = _l("This person has no confirmed place. Confirm the registration first.")

    def __init__(self, registration: Any) -> None:
        super().__init__()
        self.registration = registration


class ActUnderWayError(ConflictError):
    message = _l("This is being noted at this very moment. Send it again.")
