"""Pure decisions about accounts."""

MINIMUM_PASSWORD = 12


def normalised_email(address: str) -> str:
    """One spelling per mailbox: blanks off, lower case. Providers' own rules (dots, +tags) are not guessed."""
    return address.strip().casefold()
