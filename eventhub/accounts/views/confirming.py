"""Showing again who one is, before one changes what opens the account: a browser left open is not enough for that."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import redirect, request, url_for
from flask_login import current_user

from eventhub.accounts.rules import is_confirmed
from eventhub.clock import now

View = TypeVar("View", bound=Callable)


def asks_who(view: View) -> View:
    """Lead whoever has not lately shown who they are to the page where they do, and back."""

    @wraps(view)
    def asking(*args, **keywords):
        if is_confirmed(current_user.current_session.confirmed_at, now()):
            return view(*args, **keywords)
        target = request.full_path.rstrip("?") if request.method == "GET" else url_for("own_account.show")
        return redirect(url_for("own_account.confirm", next=target), code=303)

    return asking  # pyright: ignore - wraps keeps the signature
