"""Pure decisions about accounts."""

from datetime import timedelta

MINIMUM_PASSWORD = 12

SESSION_LIFETIME = timedelta(days=31)
"""The age at which Flask takes no session cookie any more (PERMANENT_SESSION_LIFETIME): what was ended before that
need not be remembered."""


def normalised_email(address: str) -> str:
    """One spelling per mailbox: blanks off, lower case. Providers' own rules (dots, +tags) are not guessed."""
    return address.strip().casefold()
