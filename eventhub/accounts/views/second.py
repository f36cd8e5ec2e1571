"""The second step of signing in, and passkeys, which are both steps at once."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session

from eventhub.accounts import factors, passkeys
from eventhub.accounts.errors import PasskeyRefusedError, TooManyTriesError, WrongCodeError
from eventhub.accounts.factors_forms import CodeForm, PasskeyForm
from eventhub.accounts.models import User
from eventhub.accounts.rules import Gate
from eventhub.accounts.throttle import forgive, note_failure
from eventhub.accounts.views.entering import admit, begin_here, count, halfway
from eventhub.db import transaction
from eventhub.web.access import public
from eventhub.web.client import client_address
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("second_step", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/login/second", methods=["GET", "POST"])
@public
def show():
    user, target = halfway()
    if user is None:
        return see_other("accounts.login")
    form = CodeForm()
    if form.validate_on_submit():
        try:
            tried = count({Gate.FACTOR: f"code {user.id}"})
            with transaction():
                factors.check_code(user, form.code.data or "")
                forgive(tried)
                begin_here(user, is_strong=True)
            return admit(user, target)
        except WrongCodeError as error:
            note_failure("code", email=user.email)
            form.code.errors = [error.message]
        except TooManyTriesError as error:
            form.form_errors = [error.message]
    return _page(user, form), 422 if form.errors else 200


def _page(user: User, form: CodeForm) -> str:
    has = factors.factors_of(user)
    return render_template(
        "accounts/second.html",
        form=form,
        has=has,
        passkey=asked_for_passkey(user) if has.passkeys and passkeys.are_possible() else None,
    )


def asked_for_passkey(user: User | None) -> dict[str, Any]:
    """A form that a browser answers with a passkey; the challenge stays here until it does."""
    options = passkeys.options_to_use(user)
    session["challenge"] = passkeys.challenge_in(options)
    return {"form": PasskeyForm(), "options": options}


@blueprint.post("/login/second/passkey")
@public
def passkey():
    user, target = halfway()
    if user is None:
        return see_other("accounts.login")
    return _by_passkey(user, target, "second_step.show")


@blueprint.route("/login/passkey", methods=["GET", "POST"])
@public
def sign_in():
    """Sign in with a passkey alone."""
    if not passkeys.are_possible():
        return see_other("accounts.login")
    if request.method == "POST":
        return _by_passkey(None, request.args.get("next"), "second_step.sign_in")
    return render_template("accounts/passkey.html", passkey=asked_for_passkey(None))


def _by_passkey(user: User | None, target: str | None, back: str):
    form, challenge = PasskeyForm(), session.pop("challenge", "")
    try:
        gates = {Gate.FACTOR: f"passkey {user.id}"} if user else {Gate.ADDRESS: client_address()}
        tried = count(gates)
        if not form.validate_on_submit():
            raise PasskeyRefusedError
        with transaction():
            owner = passkeys.use_passkey(form.credential.data or "", challenge=challenge, user=user)
            forgive(tried)
            begin_here(owner, is_strong=True)
        return admit(owner, target)
    except (PasskeyRefusedError, TooManyTriesError) as error:
        note_failure("passkey", email=user.email if user else "")
        flash(str(error.message), "error")
        return redirect(request.full_path.rstrip("?"), code=303) if user is None else see_other(back)
