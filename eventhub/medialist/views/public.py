"""Joining the media list, and what one does there by secret link."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _

from eventhub.db import transaction
from eventhub.extensions import csrf
from eventhub.medialist import actions
from eventhub.medialist.forms import ContactForm, JoinForm
from eventhub.medialist.queries import get_contact
from eventhub.web.access import public
from eventhub.web.forms import Form
from eventhub.web.language import current_language
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("media_list", __name__)
# Forms carry a token, and the other pages are secret: none is for a cache.
blueprint.after_request(keep_private)


@blueprint.route("/media/", methods=["GET", "POST"])
@public
def join():
    form = JoinForm(languages=[current_language()])
    if not form.validate_on_submit():
        return render_template("medialist/join.html", form=form), 422 if form.errors else 200
    with transaction():
        actions.ask_to_join(form.email.data or "", form.details(), language=current_language())
    return see_other("media_list.asked")


@blueprint.route("/media/asked/")
@public
def asked():
    """The same for every address: nobody learns here who is on the list."""
    return render_template("medialist/asked.html")


@blueprint.route("/media/<token>/", methods=["GET", "POST"])
@public
def mine(token: str):
    contact = get_contact(token)
    form = ContactForm(obj=contact)
    if not form.is_submitted():
        form.load(contact)
    if contact.confirmed_at is None or not form.validate_on_submit():
        page = render_template("medialist/mine.html", contact=contact, form=form, confirm_form=Form(None))
        return page, 422 if form.errors and contact.confirmed_at else 200
    with transaction():
        actions.change(get_contact(token), form.details())
    flash(_("Your changes are saved."), "success")
    return see_other("media_list.mine", token=token)


@blueprint.post("/media/<token>/confirm/")
@public
def confirm(token: str):
    """By a button, not by opening the link: mail programs open links to look at them."""
    with transaction():
        actions.confirm(get_contact(token))
    flash(_("You are on the list. The next release comes by mail."), "success")
    return see_other("media_list.mine", token=token)


@blueprint.route("/media/<token>/leave/", methods=["GET", "POST"])
@csrf.exempt
@public
def leave(token: str):
    """Mail programs post here by themselves (RFC 8058), so no form comes first; the token in the address is the key."""
    form = Form(None)
    if not form.is_submitted():
        return render_template("medialist/leave.html", contact=get_contact(token), form=form)
    with transaction():
        actions.leave(get_contact(token))
    return see_other("media_list.left")


@blueprint.route("/media/left/")
@public
def left():
    return render_template("medialist/left.html")
