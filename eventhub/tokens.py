"""Unguessable names for things that are not public."""

import hashlib
import secrets

# Letters and digits that cannot be mistaken for one another when read out on the telephone.
UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_token() -> str:
    """256 bits for a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored in place of a token that need not be shown again. SHA-256: the token has enough entropy."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_reference(length: int = 7) -> str:
    """A short name to quote in a mail or at a desk; it opens nothing."""
    return "".join(secrets.choice(UNAMBIGUOUS) for _ in range(length))


def new_ticket() -> str:
    """What the QR code of a ticket says: 133 bits, in the letters that make small codes (ISO/IEC 18004, table 5)."""
    return f"EH{new_reference(27)}"
