"""A user's own API tokens."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.accounts.queries import get_user
from eventhub.accounts.tokens_actions import add_token, revoke_token
from eventhub.accounts.tokens_errors import TooManyTokensError
from eventhub.accounts.tokens_forms import TokenForm, scope_label
from eventhub.accounts.tokens_queries import get_token_of, tokens_of
from eventhub.clock import now
from eventhub.db import transaction
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("tokens_desk", __name__)
blueprint.after_request(keep_private)


def _form(*formdata: None) -> TokenForm:
    return TokenForm(*formdata, offered=[each for each in Permission if may(current_user, each)])


@blueprint.route("/account/tokens/", methods=["GET", "POST"])
@requires(Permission.DESK_USE)
def index():
    form = _form()
    if not form.validate_on_submit():
        return _page(form)
    try:
        with transaction():
            text = add_token(get_user(current_user.id), **form.details()).text
    except TooManyTokensError as error:
        form.form_errors = [str(error.message)]
        return _page(form)
    # Not after a redirect: the text would have to be kept somewhere until then.
    return _page(_form(None), text)


def _page(form: TokenForm, text: str | None = None):
    page = render_template(
        "desk/accounts/tokens.html",
        form=form,
        tokens=tokens_of(current_user),
        text=text,
        scope_label=scope_label,
        moment=now(),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/account/tokens/<int:token_id>/revoke")
@requires(Permission.DESK_USE)
def revoke(token_id: int):
    with transaction():
        revoke_token(get_token_of(current_user, token_id))
    flash(_("The token is revoked."), "success")
    return see_other("tokens_desk.index")
