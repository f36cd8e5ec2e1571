"""The last step of every way of signing in, and where it leads."""

import re
from collections.abc import Mapping

from flask import Flask, Response, g, make_response, redirect, request, session, url_for
from flask_login import current_user, login_user

from eventhub.accounts import sessions
from eventhub.accounts.models import User
from eventhub.accounts.rules import Gate
from eventhub.accounts.throttle import Try, begin_try, sign_in_gates
from eventhub.accounts.views.devices import known_device, remember_device
from eventhub.db import transaction
from eventhub.web.client import client_address, client_network, device_words

# Browsers read a backslash as a slash, and pass over blanks and control characters inside an address.
_NOT_IN_A_PATH = re.compile(r"[\\\s\x00-\x20\x7f]")


def begin_here(user: User) -> None:
    """Begin a session in this browser, inside the transaction; ``admit`` makes its answer."""
    sessions.begin_session(
        user, device=device_words(request.headers.get("User-Agent", "")), network=client_network()
    )


def admit(user: User, target: str | None) -> Response:
    """Let somebody in whose session has just begun, and go on at ``target`` within this site."""
    # A session that somebody else may have planted before signing in is not continued.
    session.clear()
    login_user(user)
    return remember_device(make_response(redirect(place_within_site(target), code=303)), user)


def count_sign_in(email: str) -> Try:
    """Count a try at signing in to this account from this browser.

    Raises:
        TooManyTriesError
    """
    with transaction():
        return begin_try(sign_in_gates(email, address=client_address(), device=known_device(email)))


def count(gates: Mapping[Gate, str]) -> Try:
    """Count any other try.

    Raises:
        TooManyTriesError
    """
    with transaction():
        return begin_try(gates)


def place_within_site(target: str | None) -> str:
    """Where to go on: a path of this site, and nothing that leads elsewhere; else the desk's first page."""
    if not target or not target.startswith("/") or target.startswith("//") or _NOT_IN_A_PATH.search(target):
        return url_for("desk.home")
    return target


def init_app(app: Flask) -> None:
    """Note, an hour at a time, that a session is in use."""

    @app.after_request
    def note(response: Response) -> Response:
        # Asked of the context: a page that is the same for all has not looked who its reader is.
        if "_login_user" not in g or not current_user.is_authenticated:
            return response
        found = current_user.current_session
        if found is not None and sessions.is_use_to_be_noted(found):
            with transaction():
                sessions.note_use(found.id)
        return response
