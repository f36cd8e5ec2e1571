"""Pure decisions about the media list."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

OLD_NEWS = timedelta(days=14)
"""A release that nobody was sent for so long is not sent any more: the server was away, or its event was hidden."""
TIME_TO_CONFIRM = timedelta(days=7)
"""An address that nobody has confirmed by then is forgotten."""
PAUSE = timedelta(minutes=10)
"""No two mails about the subscription go to one address within this time, whoever asks for them."""


def language_for(wanted: Sequence[str], written: Iterable[str]) -> str | None:
    """The first language that a person reads in which a release exists."""
    existing = set(written)
    return next((code for code in wanted if code in existing), None)
