"""A user's own second factors."""

from typing import Any

import segno
from flask import Blueprint, flash, render_template, session
from flask_babel import gettext as _
from flask_login import current_user
from pyotp import random_base32
from pyotp.totp import TOTP

from eventhub.accounts import factors, passkeys
from eventhub.accounts.errors import PasskeyRefusedError, WrongCodeError
from eventhub.accounts.factors_forms import AppForm, NewPasskeyForm
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import get_user
from eventhub.accounts.views.confirming import asks_who
from eventhub.db import transaction
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("own_factors", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/account/factors/")
@requires(Permission.DESK_USE)
def index():
    return render_template(
        "desk/accounts/factors.html",
        has=factors.factors_of(current_user),
        passkeys=passkeys.passkeys_of(current_user),
        has_passkeys=passkeys.are_possible(),
    )


@blueprint.route("/account/factors/app", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
@asks_who
def app():
    form = AppForm()
    # Proposed, and kept in the cookie of the person alone, until the app has shown that it knows it.
    secret = session.setdefault("proposed_secret", random_base32())
    if form.validate_on_submit():
        try:
            with transaction():
                factors.set_up_app(get_user(current_user.id), secret, form.code.data or "")
                codes = _strengthened()
            session.pop("proposed_secret")
            return _shown(codes)
        except WrongCodeError as error:
            form.code.errors = [error.message]
    uri = TOTP(secret).provisioning_uri(name=current_user.email, issuer_name=passkeys.NAME)
    page = render_template(
        "desk/accounts/app.html",
        form=form,
        picture=segno.make(uri, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff"),
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/account/factors/app/remove")
@requires(Permission.DESK_USE)
@asks_who
def remove_app():
    with transaction():
        factors.remove_app(get_user(current_user.id))
    flash(_("The app opens your account no longer."), "success")
    return see_other("own_factors.index")


@blueprint.route("/account/factors/passkeys/new", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
@asks_who
def add_passkey():
    form = NewPasskeyForm()
    if form.validate_on_submit():
        try:
            with transaction():
                passkeys.add_passkey(
                    get_user(current_user.id),
                    form.credential.data or "",
                    challenge=session.pop("challenge", ""),
                    name=form.name.data or "",
                )
                codes = _strengthened()
            return _shown(codes)
        except PasskeyRefusedError as error:
            form.form_errors = [error.message]
    options = passkeys.options_to_make(current_user)
    session["challenge"] = passkeys.challenge_in(options)
    page = render_template("desk/accounts/passkey.html", form=form, options=options)
    return page, 422 if form.errors else 200


@blueprint.post("/account/factors/passkeys/<int:passkey_id>/remove")
@requires(Permission.DESK_USE)
@asks_who
def remove_passkey(passkey_id: int):
    with transaction():
        passkeys.remove_passkey(get_user(current_user.id), passkey_id)
    flash(_("The passkey opens your account no longer."), "success")
    return see_other("own_factors.index")


@blueprint.post("/account/factors/codes")
@requires(Permission.DESK_USE)
@asks_who
def renew_codes():
    with transaction():
        codes = factors.renew_recovery_codes(get_user(current_user.id))
    return _shown(codes)


def _strengthened() -> list[str]:
    """Whoever has just set a factor up has shown it; with the first one come codes for the day on which it is lost."""
    factors.strengthen(current_user.current_session.id)
    user = get_user(current_user.id)
    return [] if factors.factors_of(user).recovery_codes else factors.renew_recovery_codes(user)


def _shown(codes: list[str]) -> Any:
    """The codes are shown once, here: they cannot be read out of the database."""
    if not codes:
        flash(_("From now on, signing in takes this second step as well."), "success")
        return see_other("own_factors.index")
    return render_template("desk/accounts/codes.html", codes=codes)
