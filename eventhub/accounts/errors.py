"""Refusals about accounts."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError, DomainError


class AddressTakenError(ConflictError):
    message = _l("Somebody with this e-mail address has an account already.")


class WrongCredentialsError(DomainError):
    """The same for an unknown address, a wrong password and a closed account."""

    message = _l("This e-mail address and password do not match. Check both and try again.")
