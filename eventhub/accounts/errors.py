"""Refusals about accounts."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, DomainError, NotFoundError


class UserNotFoundError(NotFoundError):
    message = _l("There is no such user.")


class AddressTakenError(ConflictError):
    message = _l("Somebody with this e-mail address has an account already.")


class WrongCredentialsError(DomainError):
    """The same for an unknown address, a wrong password and a closed account."""

    message = _l("This e-mail address and password do not match. Check both and try again.")


class WrongPasswordError(DomainError):
    message = _l("This is not your present password.")


class OwnAccountError(ConflictError):
    message = _l("You cannot take the administrator’s role from yourself or close your own account.")


class LastAdministratorError(ConflictError):
    message = _l("This is the only administrator left. Make somebody else administrator first.")
