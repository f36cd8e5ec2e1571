"""Users: whoever asks, and those whom a program names."""

from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.models import User
from eventhub.accounts.queries import get_user
from eventhub.api.errors import Fault, InvalidError


def the_user() -> Any:
    """For whom the program acts, as a row, which the proxy is not."""
    return current_user._get_current_object()  # pyright: ignore - of werkzeug's LocalProxy


def get_active_user(user_id: int) -> User:
    """A user whose account is open: nobody else is given anything to do.

    Raises:
        InvalidError
        UserNotFoundError
    """
    user = get_user(user_id)
    if not user.is_active:
        raise InvalidError([Fault(_("Nothing of this name is known."), parameter="user_id")])
    return user
