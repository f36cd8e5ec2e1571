"""Signing in and out, and the language of the desk."""

import re

from flask import Blueprint, flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user

from eventhub.accounts import actions
from eventhub.accounts.errors import WrongCredentialsError
from eventhub.accounts.forms import LoginForm
from eventhub.accounts.permissions import Permission
from eventhub.db import db, transaction
from eventhub.text.languages import CODES
from eventhub.web.access import public, requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("accounts", __name__)

# Browsers read a backslash as a slash, and pass over blanks and control characters inside an address.
_NOT_IN_A_PATH = re.compile(r"[\\\s\x00-\x20\x7f]")


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login():
    form = LoginForm()
    if form.validate_on_submit():
        try:
            password = form.password.data or ""
            user = actions.check_credentials(email=form.email.data or "", password=password)
            with transaction():
                actions.note_sign_in(user, password=password)
            # A session that somebody else may have planted before signing in is not continued.
            session.clear()
            login_user(user)
            return redirect(_place_within_site(request.args.get("next")), code=303)
        except WrongCredentialsError as error:
            form.password.errors = [error.message]
    elif current_user.is_authenticated and not form.is_submitted():
        return redirect(_place_within_site(request.args.get("next")))
    page = render_template("accounts/login.html", form=form)
    return keep_private(make_response(page, 422 if form.errors else 200))


@blueprint.post("/logout")
@public
def logout():
    if current_user.is_authenticated:
        with transaction():
            actions.end_session(session["_user_id"])
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
    """Where to go on: a path of this site, and nothing that leads elsewhere; else the desk's first page."""
    if not target or not target.startswith("/") or target.startswith("//") or _NOT_IN_A_PATH.search(target):
        return url_for("desk.home")
    return target
