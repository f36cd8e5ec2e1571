"""Refusals about signing up."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import ConflictError


class NoPlaceLeftError(ConflictError):
    message = _l("All places are taken. You have not been signed up.")


class SignUpClosedError(ConflictError):
    message = _l("Signing up for this item is not possible.")
