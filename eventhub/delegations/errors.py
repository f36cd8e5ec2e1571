"""Refusals about delegations."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, NotFoundError


class DelegationNotFoundError(NotFoundError):
    message = _l("There is no such list of nominations. Use the link in the letter or in your latest mail.")


class NoPlacesToHoldError(ConflictError):
    message = _l(
        "There are not enough free places to keep. Raise the number of places, or ask for fewer people."
    )


class QuotaError(ConflictError):
    message = _l(
        "Your organisation has no further place. Put the person on the reserve list, or withdraw somebody."
    )


class TooManyAssistantsError(ConflictError):
    message = _l("There are more personal assistants on the list than people whom they could assist.")


class SecondHeadError(ConflictError):
    message = _l("The delegation has a head already.")


class NamedTwiceError(ConflictError):
    message = _l("Somebody of this name and e-mail address is on the list already.")


class ListFullError(ConflictError):
    message = _l("The list is full.")


class ClosedError(ConflictError):
    message = _l("The list cannot be changed any more. Write to the organisers.")
