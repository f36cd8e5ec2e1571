"""Pure decisions about second factors."""

import secrets

from eventhub.tokens import UNAMBIGUOUS

TOTP_STEP = 30
"""Seconds for which a code is shown (RFC 6238, section 5.2)."""
TOTP_TOLERANCE = 1
"""Steps by which the clock of a telephone may be wrong, either way."""
CODE_DIGITS = 6

RECOVERY_CODES = 10
RECOVERY_GROUPS, RECOVERY_GROUP = 7, 4
"""Seven times four of 31 letters: 138 bits. From 112 on a plain digest is as good as a slow one (NIST SP 800-63B-4,
section 3.1.2.2): nobody guesses them, not even with the digests before them."""

SECOND_STEP_SECONDS = 600
"""How long after the first step of signing in the second one may take."""


def normalised_code(typed: str) -> str:
    """A code without the blanks and dashes that make it readable, in capitals."""
    return "".join(char for char in typed.upper() if char.isalnum())


def is_app_code(code: str) -> bool:
    """Whether it looks like one of an app, rather than one on paper."""
    return len(code) == CODE_DIGITS and code.isascii() and code.isdigit()


def new_recovery_code() -> str:
    """A code to write down, such as ``7KQF-…``."""
    groups = (
        "".join(secrets.choice(UNAMBIGUOUS) for _ in range(RECOVERY_GROUP)) for _ in range(RECOVERY_GROUPS)
    )
    return "-".join(groups)
