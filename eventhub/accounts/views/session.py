"""Signing in and out, and the language of the desk."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from eventhub.accounts import actions
from eventhub.accounts.errors import WrongCredentialsError
from eventhub.accounts.forms import LoginForm
from eventhub.accounts.permissions import Permission
from eventhub.db import db, transaction
from eventhub.text.languages import CODES
from eventhub.web.access import public, requires
from eventhub.web.responses import see_other

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login():
    form = LoginForm()
    if form.validate_on_submit():
        try:
            with transaction():
                user = actions.authenticate(email=form.email.data, password=form.password.data)
            # A session that somebody else may have planted before signing in is not continued.
            session.clear()
            login_user(user)
            return redirect(_place_within_site(request.args.get("next")), code=303)
        except WrongCredentialsError as error:
            form.password.errors = [error.message]
    return render_template("accounts/login.html", form=form), 422 if form.errors else 200


@blueprint.post("/logout")
@public
def logout():
    if current_user.is_authenticated:
        logout_user()
        session.clear()
        flash(_("You are signed out."), "success")
    return see_other("accounts.login")


@blueprint.post("/language")
@requires(Permission.DESK_USE)
def set_language():
    code = request.form.get("language", "")
    if code in CODES:
        with transaction():
            current_user.language = code
            db.session.flush()
    return redirect(_place_within_site(request.form.get("next")), code=303)


def _place_within_site(target: str | None) -> str:
    """Where to go on: a path of this site, and nothing that leads elsewhere (no scheme, host or backslash)."""
    parts = urlsplit(target or "")
    if (
        not target
        or parts.scheme
        or parts.netloc
        or not target.startswith("/")
        or target[:2] in ("//", "/\\")
    ):
        return url_for("desk.home")
    return target
