"""A user's own account."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user, login_user

from eventhub.accounts import actions
from eventhub.accounts.errors import WrongPasswordError
from eventhub.accounts.forms import OwnAccountForm, OwnPasswordForm
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import get_user
from eventhub.db import transaction
from eventhub.web.access import requires
from eventhub.web.responses import see_other

blueprint = Blueprint("own_account", __name__)


@blueprint.route("/account/", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def show():
    form = OwnAccountForm(obj=current_user)
    if form.validate_on_submit():
        with transaction():
            actions.change_own_account(current_user, name=form.name.data or "", language=form.language.data)
        flash(_("Saved."), "success")
        return see_other("own_account.show")
    return render_template("desk/accounts/own.html", form=form), 422 if form.errors else 200


@blueprint.route("/account/password", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def password():
    form = OwnPasswordForm()
    if form.validate_on_submit():
        try:
            with transaction():
                actions.change_own_password(
                    current_user, present=form.present.data or "", new=form.new.data or ""
                )
            # All sessions ended with the old password; the person in front of this one goes on in a new one.
            login_user(get_user(current_user.id))
            flash(_("Your password is changed, and all other devices are signed out."), "success")
            return see_other("own_account.show")
        except WrongPasswordError as error:
            form.present.errors = [error.message]
    return render_template("desk/accounts/password.html", form=form), 422 if form.errors else 200


@blueprint.post("/account/sessions/end")
@requires(Permission.DESK_USE)
def end_sessions():
    with transaction():
        actions.end_sessions(current_user)
    flash(_("You are signed out on all devices."), "success")
    return see_other("accounts.login")
