"""What came of a press of a button, in words."""

from collections.abc import Callable
from typing import TypeVar

from flask import flash

from eventhub.db import transaction
from eventhub.errors import ConflictError

T = TypeVar("T")


def try_to(change: Callable[[], T], said: Callable[[T], str]) -> None:
    """Change something in a transaction, and say what came of it, or why its state does not allow it."""
    try:
        with transaction():
            result = change()
        flash(said(result), "success")
    except ConflictError as error:
        flash(str(error.message), "error")
