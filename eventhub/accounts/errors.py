"""Refusals about accounts."""

import math
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext

from eventhub.errors import ConflictError, DomainError, ForbiddenError, NotFoundError


class UserNotFoundError(NotFoundError):
    message = _l("There is no such user.")


class AddressTakenError(ConflictError):
    message = _l("Somebody with this e-mail address has an account already.")


class WrongCredentialsError(DomainError):
    """The same for an unknown address, a wrong password and a closed account."""

    message = _l("This e-mail address and password do not match. Check both and try again.")


class NotAdmittedError(DomainError):
    """The same for a person who has no account, one whose account is closed, an address that nobody has verified, and a
    provider that did not answer as it should: nobody learns from it who has an account."""

    message = _l(
        "You could not be signed in this way. Try again or choose another way; if it does not work, "
        "ask an administrator."
    )


class IdentityNotFoundError(NotFoundError):
    message = _l("This link to your account is gone already.")


class TooManyTriesError(DomainError):
    """Whatever was tried, it was tried too often; for ``seconds`` nobody may try again."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(math.ceil(wait.total_seconds()), 1)
        minutes = math.ceil(self.seconds / 60)
        super().__init__(
            lazy_ngettext(
                "Too many tries. Wait %(num)s minute, or let us send you a link by mail.",
                "Too many tries. Wait %(num)s minutes, or let us send you a link by mail.",
                minutes,
            )
        )


class LinkGoneError(NotFoundError):
    """Never existed, has been used, or is too old: nobody is told which."""

    message = _l("This link has been used already, or is too old. Ask for another one.")


class WrongCodeError(DomainError):
    message = _l("This code is wrong, or has been used already.")


class PasskeyRefusedError(DomainError):
    message = _l("This passkey could not be used. Try again, or choose another way.")


class PasskeyNotFoundError(NotFoundError):
    message = _l("There is no such passkey.")


class GrantNotFoundError(NotFoundError):
    message = _l("There is no such role.")


class RoleTooHighError(ForbiddenError):
    message = _l("You cannot give others more than you may do yourself.")


class SessionNotFoundError(NotFoundError):
    message = _l("This session has ended already.")


class WrongPasswordError(DomainError):
    message = _l("This is not your present password.")


class LeakedPasswordError(DomainError):
    message = _l("This password has leaked from another site and would be tried first. Choose another one.")


class OwnWordsError(DomainError):
    message = _l(
        "This password is mostly your name, your address or the name of this site. Choose words that nobody expects."
    )


class OwnAccountError(ConflictError):
    message = _l("You cannot take the administrator’s role from yourself or close your own account.")


class LastAdministratorError(ConflictError):
    message = _l("This is the only administrator left. Make somebody else administrator first.")
