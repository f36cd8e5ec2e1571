"""The words of standard mails, as an event's organisers want them."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from eventhub.accounts.permissions import Permission
from eventhub.db import Translated, transaction
from eventhub.events.queries import get_event_of
from eventhub.mailings.views.desk import ALL
from eventhub.mailtexts.actions import set_text
from eventhub.mailtexts.forms import MailTextForm
from eventhub.mailtexts.labels import GAP_LABELS, MAIL_LABELS
from eventhub.mailtexts.models import StandardMail
from eventhub.mailtexts.queries import find_text
from eventhub.mailtexts.rules import gaps_of
from eventhub.web.access import requires
from eventhub.web.responses import see_other
from eventhub.web.security import keep_private

blueprint = Blueprint("mail_texts_desk", __name__)
blueprint.after_request(keep_private)
TEXT = f"{ALL}texts/<name>/"


@blueprint.route(TEXT, methods=["GET", "POST"])
@requires(Permission.REGISTRATION_DECIDE)
def edit(slug: str, name: str):
    event, mail = get_event_of(current_user, slug), _named(name)
    form = MailTextForm.of(find_text(event, mail))
    if form.validate_on_submit() and form.validate_gaps(gaps_of(mail)):
        with transaction():
            set_text(get_event_of(current_user, slug), mail, subject=form.subject.data, intro=form.intro.data)
        flash(_("Saved."), "success")
        return see_other("mailings_desk.index", slug=slug)
    page = render_template(
        "desk/mailings/text.html",
        event=event,
        form=form,
        mail=mail,
        label=MAIL_LABELS[mail],
        has_own=find_text(event, mail) is not None,
        gaps=[(each, GAP_LABELS[each]) for each in gaps_of(mail)],
    )
    return page, 422 if form.errors else 200


@blueprint.post(f"{TEXT}reset")
@requires(Permission.REGISTRATION_DECIDE)
def reset(slug: str, name: str):
    mail = _named(name)
    with transaction():
        set_text(get_event_of(current_user, slug), mail, subject=Translated(), intro=Translated())
    flash(_("The mail has its standard words again."), "success")
    return see_other("mailings_desk.index", slug=slug)


def _named(name: str) -> StandardMail:
    try:
        return StandardMail(name)
    except ValueError as error:
        raise NotFound from error
