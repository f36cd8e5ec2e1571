"""Users, for administrators."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts import actions, sessions
from eventhub.accounts.errors import AddressTakenError, LastAdministratorError, OwnAccountError
from eventhub.accounts.factors import factors_of
from eventhub.accounts.factors import remove_factors as remove_all_factors
from eventhub.accounts.forms import NewUserForm, ProofForm, UserForm
from eventhub.accounts.labels import ROLE_LABELS
from eventhub.accounts.links import drop_links, send_link
from eventhub.accounts.models import LinkPurpose, User
from eventhub.accounts.permissions import Permission
from eventhub.accounts.queries import all_users, get_user
from eventhub.accounts.views.confirming import asks_who
from eventhub.db import transaction
from eventhub.web.access import requires
from eventhub.web.responses import see_other

blueprint = Blueprint("accounts_desk", __name__)


@blueprint.route("/users/")
@requires(Permission.USER_ADMINISTER)
def index():
    return render_template("desk/accounts/index.html", users=all_users(), role_labels=ROLE_LABELS)


@blueprint.route("/users/new", methods=["GET", "POST"])
@requires(Permission.USER_ADMINISTER)
def create():
    form = NewUserForm()
    if form.validate_on_submit():
        try:
            with transaction():
                user = actions.add_user(**form.account())
                user_id, is_invited = user.id, not user.password_hash
                if is_invited:
                    send_link(user, LinkPurpose.INVITATION)
            if is_invited:
                flash(_("The account is open, and an invitation is on its way."), "success")
            else:
                flash(
                    _("The account is open. Tell the person the password by another way than e-mail."),
                    "success",
                )
            return see_other("accounts_desk.edit", user_id=user_id)
        except AddressTakenError as error:
            form.email.errors = [error.message]
    return _form_page(form)


@blueprint.route("/users/<int:user_id>/", methods=["GET", "POST"])
@requires(Permission.USER_ADMINISTER)
def edit(user_id: int):
    user = get_user(user_id)
    form = UserForm(obj=user)
    if form.validate_on_submit():
        try:
            with transaction():
                actions.change_user(
                    user,
                    name=form.name.data or "",
                    role=form.role.data,
                    language=form.language.data,
                    is_active=form.is_active.data,
                    by=current_user,
                )
                if form.password.data:
                    actions.set_password(user, form.password.data)
                    drop_links(user)
            flash(_("Saved."), "success")
            return see_other("accounts_desk.edit", user_id=user_id)
        except (OwnAccountError, LastAdministratorError) as error:
            field = form.role if form.is_active.data else form.is_active
            field.errors = [error.message]
    return _form_page(form, user)


@blueprint.post("/users/<int:user_id>/sessions/end")
@requires(Permission.USER_ADMINISTER)
def end_sessions(user_id: int):
    with transaction():
        sessions.end_sessions(get_user(user_id))
    flash(_("The person is signed out everywhere."), "success")
    return see_other("accounts_desk.edit", user_id=user_id)


@blueprint.post("/users/<int:user_id>/invite")
@requires(Permission.USER_ADMINISTER)
def invite(user_id: int):
    with transaction():
        user = get_user(user_id)
        if not user.password_hash and user.is_active:
            send_link(user, LinkPurpose.INVITATION)
    flash(_("An invitation is on its way."), "success")
    return see_other("accounts_desk.edit", user_id=user_id)


@blueprint.post("/users/<int:user_id>/factors/remove")
@requires(Permission.USER_ADMINISTER)
@asks_who
def remove_factors(user_id: int):
    form = ProofForm()
    if not form.validate_on_submit():
        return _form_page(UserForm(formdata=None, obj=get_user(user_id)), get_user(user_id), form)
    with transaction():
        remove_all_factors(get_user(user_id), form.proof.data)
        sessions.end_sessions(get_user(user_id))
    flash(_("The second step is removed, and the person is signed out everywhere."), "success")
    return see_other("accounts_desk.edit", user_id=user_id)


def _form_page(form: UserForm, user: User | None = None, proof: ProofForm | None = None):
    has = factors_of(user) if user else None
    proof = proof or ProofForm(formdata=None)
    page = render_template("desk/accounts/form.html", form=form, user=user, has=has, proof=proof)
    return page, 422 if form.errors or proof.errors else 200
