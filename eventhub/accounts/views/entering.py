"""The last step of every way of signing in, and where it leads."""

import re
from collections.abc import Mapping
from datetime import datetime

from flask import Flask, Response, flash, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user

from eventhub.accounts import sessions
from eventhub.accounts.factors import factors_of
from eventhub.accounts.factors_rules import SECOND_STEP_SECONDS
from eventhub.accounts.models import User
from eventhub.accounts.permissions import needs_second_factor
from eventhub.accounts.queries import find_user
from eventhub.accounts.rules import Gate
from eventhub.accounts.throttle import Try, begin_try, sign_in_gates
from eventhub.accounts.views.devices import known_device, remember_device
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.web.access import PUBLIC, declared_access
from eventhub.web.client import client_address, client_network, device_words
from eventhub.web.responses import see_other

# Browsers read a backslash as a slash, and pass over blanks and control characters inside an address.
_NOT_IN_A_PATH = re.compile(r"[\\\s\x00-\x20\x7f]")
WITHOUT_FACTOR = {"own_factors", "own_account", "accounts"}
"""Blueprints that are open to whoever has yet to set up the second factor that their role needs."""

COUNTED = {"accounts", "account_links", "second_step"}
"""Blueprints whose forms are counted by account and address (``accounts.throttle``)."""


def begin_here(user: User, *, is_strong: bool = False, confirmed_at: datetime | None = None) -> None:
    """Begin a session in this browser, inside the transaction; ``admit`` makes its answer."""
    sessions.begin_session(
        user,
        device=device_words(request.headers.get("User-Agent", "")),
        network=client_network(),
        is_strong=is_strong,
        confirmed_at=confirmed_at,
    )


def go_on(
    user: User, target: str | None, *, is_strong: bool = False, confirmed_at: datetime | None = None
) -> Response:
    """After the first step: to the second one, if the user has set one up; else in.

    ``is_strong`` is for a first step that was two already.
    """
    if not is_strong and factors_of(user).are_there:
        session.clear()
        session["halfway"] = {"user": user.id, "since": int(now().timestamp()), "next": target}
        return make_response(see_other("second_step.show"))
    with transaction():
        begin_here(user, is_strong=is_strong, confirmed_at=confirmed_at)
    return admit(user, target)


def halfway() -> tuple[User | None, str | None]:
    """Who has lately taken the first step in this browser, and where they want to go; nobody when it is too long ago,
    or the account has been closed."""
    found = session.get("halfway")
    if not found or now().timestamp() - found["since"] > SECOND_STEP_SECONDS:
        return None, None
    user = find_user(found["user"])
    return (user, found["next"]) if user is not None and user.is_active else (None, None)


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
    """Lead whoever needs a second factor to where it is set up; note, an hour at a time, that a session is in use."""

    @app.before_request
    def demand():
        view = app.view_functions.get(request.endpoint or "")
        # A page for everybody asks nobody who they are; an API token has no session.
        if view is None or declared_access(view) == PUBLIC or request.blueprint in WITHOUT_FACTOR:
            return None
        present = current_user.current_session if current_user.is_authenticated else None
        if present is None or present.is_strong or not needs_second_factor(current_user):
            return None
        flash(_("Your role needs a second step for signing in. Set it up first."), "warning")
        return see_other("own_factors.index")

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
