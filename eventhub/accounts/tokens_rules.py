"""What an API token looks like. Pure."""

import secrets
import string
import zlib
from datetime import timedelta

PREFIX = "ehp_"
"""By this, and the checksum at the end, scanners for secrets know a token that was published by mistake."""
USUAL_LIFE, LONGEST_LIFE = timedelta(days=90), timedelta(days=366)

_DIGITS = string.ascii_letters + string.digits
_RANDOM, _CHECKSUM = 40, 6
SHOWN = len(PREFIX) + 6
"""How many of its characters may be shown again."""


def new_api_token() -> str:
    """The prefix, 238 random bits, and a checksum of these: nothing but letters and digits, so it can be selected at
    once."""
    random = "".join(secrets.choice(_DIGITS) for _ in range(_RANDOM))
    return f"{PREFIX}{random}{_checksum(random)}"


def is_api_token(text: str) -> bool:
    """Whether it has the form of a token: a slip of the hand or of the clipboard is told without the database."""
    random = text[len(PREFIX) : -_CHECKSUM]
    well_formed = text.startswith(PREFIX) and len(random) == _RANDOM and set(random) <= set(_DIGITS)
    return well_formed and text.endswith(_checksum(random))


def _checksum(random: str) -> str:
    """CRC-32 in base 62, as GitHub's tokens have it."""
    number, digits = zlib.crc32(random.encode()), []
    for _ in range(_CHECKSUM):
        number, place = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[place])
    return "".join(reversed(digits))
