"""Pure decisions about deliveries."""

import re
from datetime import timedelta

LEASE = timedelta(minutes=5)
"""How long a worker may take over one mail before it counts as dead. More than all time-outs of a delivery together."""

ATTEMPTS = 16
"""Tries before a mail is given up: with the waits below about five days, as RFC 5321, section 4.5.4.1 advises."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)


def wait_after(attempts: int, chance: float) -> timedelta | None:
    """How long to wait after the ``attempts``-th try, counted from 1; None when it was the last.

    The wait doubles up to a day. ``chance``, from 0 to 1, takes away up to a quarter of it, so that mails which
    failed together do not come back together.
    """
    if attempts >= ATTEMPTS:
        return None
    wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    return wait * (1 - chance / 4)


_NOBODY_THERE = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
"""RFC 3463, sections 3.2 and 3.3, and RFC 7505: no such mailbox or domain, a mailbox that has moved or is disabled.
Not a full mailbox, nor what is said of the sender or the contents: the address is not at fault."""
_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_OLD_CODES = frozenset({"550", "551", "553"})
"""Of servers that give no enhanced code (RFC 5321, section 4.2.3)."""


def nobody_is_there(reason: str) -> bool:
    """Whether the codes with which a recipient was refused mean that the address takes no mail, now or later."""
    enhanced = _ENHANCED.search(reason)
    return enhanced[0] in _NOBODY_THERE if enhanced else reason.strip() in _OLD_CODES
