"""Refusals of the API itself."""

from collections.abc import Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, DomainError, ForbiddenError


class Fault(NamedTuple):
    """What is wrong at one place: of the body by a JSON pointer (RFC 6901), or of the query by the parameter."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class InvalidError(DomainError):
    """What was sent cannot be taken; ``faults`` say why, each at its place."""

    message = _l("Please check what is marked")

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = faults


class NotMatchingError(DomainError):
    """RFC 9110, section 13.1.1."""

    message = _l("Somebody else has changed this since you read it. Read it again.")


class KeyUsedError(DomainError):
    message = _l("This key was sent before, with another request.")


class KeyMalformedError(DomainError):
    message = _l("An idempotency key has from 1 to 200 visible ASCII characters.")


class ScopeError(ForbiddenError):
    message = _l("You may not do this, or your token does not allow it.")


class TooManyRequestsError(ConflictError):
    message = _l("Too many requests. Wait a moment.")


class ConditionMalformedError(DomainError):
    """RFC 9110, section 13.1.1."""

    message = _l("If-Match holds entity tags in quotation marks, with commas between, or an asterisk.")
