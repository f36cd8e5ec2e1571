"""A user's own account."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts import actions, identities, sessions
from eventhub.accounts.errors import TooManyTriesError, WrongPasswordError
from eventhub.accounts.forms import ConfirmForm, NewPasswordForm, OwnAccountForm, OwnPasswordForm
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import get_user
from eventhub.accounts.rules import Gate
from eventhub.accounts.throttle import forgive, note_failure
from eventhub.accounts.views.confirming import asks_who
from eventhub.accounts.views.entering import admit, begin_here, count, place_within_site
from eventhub.db import transaction
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("own_account", __name__)
blueprint.after_request(keep_private)


@blueprint.route("/account/", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def show():
    form = OwnAccountForm(obj=current_user)
    if form.validate_on_submit():
        with transaction():
            actions.change_own_account(current_user, name=form.name.data or "", language=form.language.data)
        flash(_("Saved."), "success")
        return see_other("own_account.show")
    page = render_template(
        "desk/accounts/own.html",
        form=form,
        sessions=sessions.sessions_of(current_user),
        present=current_user.current_session,
        identities=identities.identities_of(current_user),
        sign_on_name=current_app.config["EVENTHUB"].sign_on_name,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/account/confirm", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def confirm():
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            tried = count({Gate.FACTOR: f"confirm {current_user.id}"})
            if not actions.has_password(current_user, form.password.data or ""):
                raise WrongPasswordError
            with transaction():
                forgive(tried)
                sessions.confirm(current_user, current_user.current_session.id)
            return redirect(place_within_site(request.args.get("next")), code=303)
        except (WrongPasswordError, TooManyTriesError) as error:
            note_failure("confirm", email=current_user.email)
            form.password.errors = [error.message]
    page = render_template(
        "desk/accounts/confirm.html", form=form, has_password=bool(current_user.password_hash)
    )
    return page, 422 if form.errors else 200


@blueprint.post("/account/again")
@requires(Permission.DESK_USE)
def sign_in_again():
    """For whoever has no password to confirm by: every way of signing in confirms as well."""
    with transaction():
        sessions.end_session(session["_user_id"])
    session.clear()
    # A provider of single sign-on that remembers the person would let anybody back in who sits there.
    session["asks_anew"] = True
    return see_other("accounts.login", next=place_within_site(request.args.get("next")))


@blueprint.route("/account/password", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
@asks_who
def password():
    form = (OwnPasswordForm if current_user.password_hash else NewPasswordForm)(current_user)
    if form.validate_on_submit():
        try:
            with transaction():
                if isinstance(form, OwnPasswordForm):
                    actions.change_own_password(
                        current_user, present=form.present.data or "", new=form.new.data or ""
                    )
                else:
                    actions.set_password(current_user, form.new.data or "")
                # All sessions ended with the old password; the person in front of this one goes on in a new one.
                user = get_user(current_user.id)
                begin_here(user, is_strong=current_user.current_session.is_strong)
            answer = admit(user, url_for("own_account.show"))
            flash(_("Your password is changed, and all other devices are signed out."), "success")
            return answer
        except WrongPasswordError as error:
            form.present.errors = [error.message]  # pyright: ignore - only the form that has it raises
    return render_template("desk/accounts/password.html", form=form), 422 if form.errors else 200


@blueprint.post("/account/identities/<int:identity_id>/remove")
@requires(Permission.DESK_USE)
@asks_who
def remove_identity(identity_id: int):
    with transaction():
        identities.unlink(get_user(current_user.id), identity_id)
    flash(_("That account opens yours no longer."), "success")
    return see_other("own_account.show")


@blueprint.post("/account/sessions/end")
@requires(Permission.DESK_USE)
@asks_who
def end_sessions():
    with transaction():
        sessions.end_sessions(current_user)
    flash(_("You are signed out on all devices."), "success")
    return see_other("accounts.login")


@blueprint.post("/account/sessions/<int:session_id>/end")
@requires(Permission.DESK_USE)
@asks_who
def end_session(session_id: int):
    with transaction():
        sessions.end_one_session(current_user, session_id)
    flash(_("That browser is signed out."), "success")
    return see_other("own_account.show")
