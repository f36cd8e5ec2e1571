"""Why a request to an address that a user entered brought nothing, in words for that user."""

from flask_babel import lazy_gettext as _l

from eventhub.errors import DomainError


class OutgoingError(DomainError):
    """Nothing came back that could be used."""


class AddressRefusedError(OutgoingError):
    message = _l(
        "This address does not lead to a public server. It must begin with https:// or http://, carry no password, "
        "and lead to the public internet."
    )


class HostRefusedError(AddressRefusedError):
    message = _l("The administrators of this site have not allowed requests to this server.")


class UnreachableError(OutgoingError):
    message = _l("The server at this address cannot be reached, or does not speak HTTP properly.")


class TooSlowError(OutgoingError):
    message = _l("The server at this address took too long to answer.")


class TooLargeError(OutgoingError):
    message = _l("What stands at this address is too large.")


class TooManyRedirectsError(OutgoingError):
    message = _l("This address leads from one address to the next without an end.")
