"""Signing in and out, and the language of the desk."""

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, session
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts import actions, sessions
from eventhub.accounts.errors import TooManyTriesError, WrongCredentialsError
from eventhub.accounts.forms import LoginForm
from eventhub.accounts.passkeys import are_possible
from eventhub.accounts.permissions import Permission
from eventhub.accounts.throttle import forgive, note_failure
from eventhub.accounts.views.entering import count_sign_in, go_on, place_within_site
from eventhub.db import db, transaction
from eventhub.text.languages import CODES
from eventhub.web.access import public, requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("accounts", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login():
    form = LoginForm()
    if form.validate_on_submit():
        try:
            return _signed_in(form.email.data or "", form.password.data or "")
        except WrongCredentialsError as error:
            note_failure("password", email=form.email.data or "")
            form.password.errors = [error.message]
        except TooManyTriesError as error:
            form.form_errors = [error.message]
            return _login_page(form, 429, wait=error)
    elif current_user.is_authenticated and not form.is_submitted():
        return redirect(place_within_site(request.args.get("next")))
    return _login_page(form, 422 if form.errors else 200)


def _signed_in(email: str, password: str):
    tried = count_sign_in(email)
    user = actions.check_credentials(email=email, password=password)
    with transaction():
        forgive(tried)
        actions.renew_hash(user, password=password)
    return go_on(user, request.args.get("next"))


def _login_page(form: LoginForm, status: int, wait: TooManyTriesError | None = None):
    response = make_response(
        render_template(
            "accounts/login.html",
            form=form,
            has_passkeys=are_possible(),
            sign_on_name=current_app.config["EVENTHUB"].sign_on_name,
        ),
        status,
    )
    if wait:
        response.headers["Retry-After"] = str(wait.seconds)
    return response


@blueprint.post("/logout")
@public
def logout():
    if current_user.is_authenticated:
        with transaction():
            sessions.end_session(session["_user_id"])
        session.clear()
        flash(_("You are signed out."), "success")
    response = see_other("accounts.login", left="")
    # What browsers keep of pages to go back to; static/js/signed_out.js takes away what the entrance keeps.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.post("/language")
@requires(Permission.DESK_USE)
def set_language():
    code = request.form.get("language", "")
    if code in CODES:
        with transaction():
            current_user.language = code
            db.session.flush()
    return redirect(place_within_site(request.form.get("next")), code=303)
