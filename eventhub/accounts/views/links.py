"""Links by mail: asking for one, and using it. It is used by a button, so that programs which look into mails before
people do open the page, and no more."""

from flask import Blueprint, flash, make_response, render_template, request
from flask_babel import gettext as _

from eventhub.accounts import actions
from eventhub.accounts.errors import LinkGoneError, TooManyTriesError
from eventhub.accounts.forms import AddressForm, NewPasswordForm
from eventhub.accounts.links import ask_for_link, drop_links, get_link, use_link
from eventhub.accounts.models import LinkPurpose
from eventhub.accounts.rules import Gate
from eventhub.accounts.throttle import note_failure
from eventhub.accounts.views.entering import count, go_on
from eventhub.db import transaction
from eventhub.web.access import public
from eventhub.web.client import client_address
from eventhub.web.forms import Form
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("account_links", __name__)
blueprint.after_request(keep_private)

PURPOSES = {"link": LinkPurpose.SIGN_IN, "password": LinkPurpose.RESET}
"""What one asks for at which address."""


@blueprint.route("/login/<any(link, password):wanted>", methods=["GET", "POST"])
@public
def ask(wanted: str):
    form = AddressForm()
    if form.validate_on_submit():
        try:
            count({Gate.MAIL: client_address()})
        except TooManyTriesError as error:
            form.form_errors = [_("Too many mails were asked for from here. Wait a little.")]
            page = make_response(_ask_page(wanted, form), 429)
            page.headers["Retry-After"] = str(error.seconds)
            return page
        with transaction():
            ask_for_link(form.email.data or "", PURPOSES[wanted])
        flash(
            _(
                "If there is an account with this address, a mail is on its way. "
                "Its link works once, within half an hour."
            ),
            "success",
        )
        return see_other("accounts.login")
    return _ask_page(wanted, form), 422 if form.errors else 200


def _ask_page(wanted: str, form: AddressForm) -> str:
    return render_template("accounts/ask_for_link.html", form=form, wanted=wanted)


@blueprint.route("/login/by-link/<token>", methods=["GET", "POST"])
@public
def use(token: str):
    try:
        link = get_link(token)
    except LinkGoneError as error:
        note_failure("link")
        return render_template("accounts/link_gone.html", message=error.message), 410
    asks_password = link.purpose != LinkPurpose.SIGN_IN
    form = NewPasswordForm(link.user) if asks_password else Form()
    if form.validate_on_submit():
        with transaction():
            user, _purpose = use_link(token)
            if asks_password:
                actions.set_password(user, form["new"].data or "")
                drop_links(user)
        return go_on(user, request.args.get("next"))
    page = render_template("accounts/use_link.html", form=form, link=link)
    return page, 422 if form.errors else 200
