"""Pure decisions about deliveries."""

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
