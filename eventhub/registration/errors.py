"""Refusals about registrations."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventhub.errors import ConflictError, DomainError, NotFoundError
from eventhub.registration.labels import REFUSAL_TEXTS
from eventhub.registration.rules import Refusal


class RegistrationNotFoundError(NotFoundError):
    message = _l("There is no such registration. Use the link in your latest mail.")


class NotAdmittedError(ConflictError):
    """``refusal`` says why nobody can register now."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(REFUSAL_TEXTS[refusal])
        self.refusal = refusal


class NoPlaceError(ConflictError):
    message = _l("All places are taken. Raise the number of places, or cancel another registration first.")


class RegistrationStatusError(ConflictError):
    message = _l("The registration is in a state that does not allow this. Look at its present state.")


class OfferLapsedError(ConflictError):
    message = _l("The time to accept this place is over, and it has gone to the next in line.")


class ExemptionUsedError(ConflictError):
    message = _l("This link has been used already. Look into your mailbox for the link to your registration.")


class GroupSizeError(ConflictError):
    """More people together than an event takes."""

    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "At most %(num)s person can be registered together.",
                "At most %(num)s people can be registered together.",
                most,
            )
        )


class OptionFullError(ConflictError):
    """``questions`` are the numbers of those of which an answer is not to be had any more."""

    person = 0
    """Of people who are registered together, the number of the one who chose it, from 0."""

    message = _l("An answer that was chosen has no place left. Choose another one.")

    def __init__(self, questions: Collection[int]) -> None:
        super().__init__()
        self.questions = questions


class AlreadyRegisteredError(DomainError):
    """``registration`` is the one that has the address."""

    message = _l("Somebody with this e-mail address is registered already.")

    def __init__(self, registration: Any) -> None:
        super().__init__()
        self.registration = registration
