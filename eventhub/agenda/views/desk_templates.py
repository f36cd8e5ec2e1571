"""Agendas that an office keeps: saved from one event, used for another."""

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda.history import Step, undoable
from eventhub.agenda.room_forms import TemplateForm
from eventhub.agenda.templates import (
    get_template,
    remove_template,
    save_template,
    templates_of,
    use_template,
)
from eventhub.agenda.views.desk_minutes import AGENDA, blueprint
from eventhub.db import transaction
from eventhub.events.queries import get_event_of
from eventhub.web.access import requires
from eventhub.web.responses import see_other

TEMPLATES = f"{AGENDA}templates/"
TEMPLATE = f"{TEMPLATES}<int:template_id>/"


@blueprint.route(TEMPLATES, methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def templates(slug: str):
    event = get_event_of(current_user, slug)
    form = TemplateForm()
    if form.validate_on_submit():
        with transaction():
            save_template(get_event_of(current_user, slug, for_change=True), form.name.data or "")
        flash(_("The template is saved."), "success")
        return see_other("agenda_desk.templates", slug=slug)
    page = render_template(
        "desk/agenda/templates.html",
        event=event,
        form=form,
        templates=templates_of(event),
        ready_url=url_for("agenda_desk.paste", slug=slug, ready=1),
    )
    return page, 422 if form.errors else 200


@blueprint.post(f"{TEMPLATE}use")
@requires(Permission.EVENT_EDIT)
def apply(slug: str, template_id: int):
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        with undoable(event, Step.TEMPLATE):
            added = use_template(event, get_template(event, template_id))
    flash(ngettext("%(num)s item added.", "%(num)s items added.", added), "success")
    return see_other("agenda_desk.show", slug=slug)


@blueprint.post(f"{TEMPLATE}remove")
@requires(Permission.EVENT_EDIT)
def discard(slug: str, template_id: int):
    with transaction():
        remove_template(get_template(get_event_of(current_user, slug), template_id))
    flash(_("The template is removed."), "success")
    return see_other("agenda_desk.templates", slug=slug)
