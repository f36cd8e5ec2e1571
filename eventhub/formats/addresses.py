"""Mail addresses, in the form that calendars and mails share."""

import re
from dataclasses import dataclass
from email.utils import getaddresses
from typing import Any, Self

from eventhub.deferred import Deferred
from eventhub.formats.characters import one_line
from eventhub.formats.errors import InvalidAddressError

email_validator: Any = Deferred("email_validator")

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_LONGEST_LOCAL_PART = 64  # RFC 5321, section 4.5.3.1.1.
_LONGEST_ADDRESS = 254  # RFC 3696, erratum 1690.


def ascii_address(address: str) -> str:
    """``address`` as a mail server without SMTPUTF8 takes it: an international domain in its xn-- form.

    Domains of one label, such as ``localhost``, are allowed: an instance may send through its own machine.

    Raises:
        InvalidAddressError: not of the form ``local@domain`` (RFC 5322, section 3.4.1, without quoting and comments),
            too long, or with letters beyond ASCII before the @, which would need SMTPUTF8 (RFC 6531) all the way.
    """
    if not address.isascii():
        address = _with_ascii_domain(address)
    match = _ADDRESS.fullmatch(address)
    if not match or len(match["local"]) > _LONGEST_LOCAL_PART or len(address) > _LONGEST_ADDRESS:
        raise InvalidAddressError(f"{address!r} is not a mail address.")
    return address


def _with_ascii_domain(address: str) -> str:
    try:
        checked = email_validator.validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except email_validator.EmailNotValidError as error:
        raise InvalidAddressError(f"{address!r} is not a mail address: {error}") from error
    return checked.ascii_email or ""


@dataclass(frozen=True)
class Mailbox:
    """A mail address and the name of whom it belongs to; the name may be empty.

    Raises:
        InvalidAddressError: see ``ascii_address``.
    """

    email: str
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "email", ascii_address(self.email))
        object.__setattr__(self, "name", one_line(self.name))

    @classmethod
    def parse(cls, text: str) -> Self:
        """From ``Name <address>`` or a bare address, as in a configuration."""
        found = getaddresses([text])
        if len(found) != 1:
            raise InvalidAddressError(f"{text!r} is not one mail address.")
        name, email = found[0]
        return cls(email=email, name=name)
