"""Pure decisions about accounts."""

import enum
import re
from datetime import datetime, timedelta

MINIMUM_PASSWORD = 12
OWN_CHARACTERS = 8
"""How much of a password must be left without the words that everybody would try for this person on this site."""
SITE_WORDS = ("eventhub", "password", "workshop", "welcome")
"""What people think of first on a site for workshops."""
_SHORTEST_WORD = 3

SESSION_LIFETIME = timedelta(days=31)
"""The longest that anybody stays signed in without showing again who they are."""
SESSION_IDLE = timedelta(days=7)
"""A browser that nobody has used for so long is signed out."""
SESSION_STEP = timedelta(hours=1)
"""How exactly the last use of a session is kept: no more than its owner needs to know it again."""
CONFIRMED_FOR = timedelta(minutes=15)
"""How long after showing who they are somebody may change what opens their account."""

LINK_LIFETIME = timedelta(minutes=30)
INVITATION_LIFETIME = timedelta(days=7)
LINKS_AT_ONCE = 3
"""Mails with a link that an account gets within the life of one: no stranger fills a mailbox."""

FORGIVEN_AFTER = timedelta(days=1)
LONGEST_WAIT = timedelta(minutes=15)


class Gate(enum.StrEnum):
    """From whom a try comes, or what it is at; the value is part of the key under which it is counted."""

    ACCOUNT = "account"
    """An account, tried from browsers that have not been signed in to it."""
    DEVICE = "device"
    """An account, tried from one browser that has: strangers cannot make its owner wait."""
    ADDRESS = "address"
    """A client address, whatever the account: a whole office may share one."""
    MAIL = "mail"
    """A client address that asks for mails."""
    FACTOR = "factor"
    """The second step of an account: whoever gets here has passed the first."""


FREE_TRIES = {Gate.ACCOUNT: 10, Gate.DEVICE: 10, Gate.ADDRESS: 50, Gate.MAIL: 10, Gate.FACTOR: 5}


def wait_after(tries: int, gate: Gate) -> timedelta:
    """How long nobody may try again after the ``tries``-th failure in a row: nothing at first, then doubling from one
    second to a quarter of an hour.

    An account that is attacked day and night is tried about a hundred times a day, and its owner gets in at any time:
    in a browser that was signed in before, or by a link.
    """
    beyond = tries - FREE_TRIES[gate]
    if beyond < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(beyond, 10)), LONGEST_WAIT)


def lifetime_of_link(*, is_invitation: bool) -> timedelta:
    return INVITATION_LIFETIME if is_invitation else LINK_LIFETIME


def is_confirmed(confirmed_at: datetime, at: datetime) -> bool:
    """Whether it is recent enough that the person showed who they are."""
    return at - confirmed_at <= CONFIRMED_FOR


def normalised_email(address: str) -> str:
    """One spelling per mailbox: blanks off, lower case. Providers' own rules (dots, +tags) are not guessed."""
    return address.strip().casefold()


def words_of_context(*texts: str) -> set[str]:
    """The words that names, addresses and hosts are made of, with those of every site of ours; in small letters."""
    found = (word for text in texts for word in re.split(r"[\W_]+", text.casefold()))
    return {word for word in found if len(word) >= _SHORTEST_WORD}.union(SITE_WORDS)


def is_made_of(password: str, words: set[str]) -> bool:
    """Whether less than ``OWN_CHARACTERS`` letters and digits of ``password`` are anything else than these words."""
    left = password.casefold()
    # The longest first: “event” must not leave “hub” of “eventhub”.
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, " ")
    return sum(char.isalnum() for char in left) < OWN_CHARACTERS
