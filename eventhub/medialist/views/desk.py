"""The media list at the desk."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission, may
from eventhub.db import transaction
from eventhub.medialist import actions
from eventhub.medialist.forms import InviteForm
from eventhub.medialist.queries import all_contacts, contacts_for, get_contact_by_number
from eventhub.releases.models import Release
from eventhub.text.languages import LANGUAGES
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.responses import see_other

blueprint = Blueprint("media_list_desk", __name__)
NAMES = {each.code: each.name for each in LANGUAGES}


@blueprint.app_context_processor
def offer_reach():
    """The page of a release tells how many people it will be sent to; releases know nothing of the list above them."""
    return {"media_reach": _reach}


def _reach(release: Release) -> int:
    written = {text.language for text in release.texts}
    if not may(current_user, Permission.MEDIA_LIST):
        return 0
    return sum(bool(written & set(each.languages)) for each in contacts_for(release.event.office))


@blueprint.route("/media/")
@requires(Permission.MEDIA_LIST)
def index():
    contacts = all_contacts()
    confirmed = [each for each in contacts if each.confirmed_at]
    figures = {
        name: sum(code in each.languages for each in confirmed)
        for code, name in NAMES.items()
        if any(code in each.languages for each in confirmed)
    }
    return render_template(
        "desk/medialist/index.html", contacts=contacts, figures=figures, total=len(confirmed), names=NAMES
    )


@blueprint.route("/media/invite", methods=["GET", "POST"])
@requires(Permission.MEDIA_LIST)
def invite():
    """Ask somebody; only they themselves can say yes."""
    form = InviteForm(languages=[current_language()])
    if not form.validate_on_submit():
        return render_template("desk/medialist/invite.html", form=form), 422 if form.errors else 200
    details = form.details()
    with transaction():
        actions.ask_to_join(form.email.data or "", details, language=details.languages[0])
    flash(_("We have written to the address. The person is on the list once they confirm."), "success")
    return see_other("media_list_desk.index")


@blueprint.post("/media/<int:contact_id>/remove")
@requires(Permission.MEDIA_LIST)
def remove(contact_id: int):
    with transaction():
        actions.leave(get_contact_by_number(contact_id))
    flash(_("The contact is forgotten."), "success")
    return see_other("media_list_desk.index")
