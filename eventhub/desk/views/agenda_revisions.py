"""Publishing the agenda: at once or by revisions, what is different, and who is told."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda import revisions
from eventhub.agenda.changes_in_words import changes_in_words
from eventhub.agenda.published import find_publication, revisions_of
from eventhub.agenda.revision_models import AgendaRevision
from eventhub.db import transaction
from eventhub.desk.figures import figures_of
from eventhub.desk.forms import RevisionForm
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.registration import mails
from eventhub.registration.models import Registration, RegistrationStatus
from eventhub.text.numbers import whole_number
from eventhub.tokens import new_token
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.mails import Rendered
from eventhub.web.responses import see_other

blueprint = Blueprint("agenda_revisions", __name__)


@blueprint.route("/events/<slug>/agenda/revisions/", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def index(slug: str):
    event = get_event_of(current_user, slug)
    form = RevisionForm()
    if not form.is_submitted():
        form.number.data = str(revisions.next_number(event))
    elif form.validate():
        if request.form.get("then") == "preview":
            return _page(event, form, preview=_preview(event, form))
        try:
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                revision = revisions.publish_revision(event, by=_user(), **_details(form))
            flash(_("Revision %(number)s is published.", number=revision.number), "success")
            return see_other("agenda_revisions.index", slug=slug)
        except ConflictError as error:
            event = get_event_of(current_user, slug)
            form.form_errors = [str(error.message)]
            form.number.data = str(revisions.next_number(event))
    return _page(event, form)


@blueprint.post("/events/<slug>/agenda/revisions/mode")
@requires(Permission.EVENT_EDIT)
def mode(slug: str):
    collects = request.form.get("mode") == "collect"
    with transaction():
        event = get_event_of(current_user, slug, for_change=True)
        if collects:
            revisions.collect_changes(event, by=_user())
        else:
            revisions.show_at_once(event)
    message = (
        _("Changes are now collected until you publish a revision.")
        if collects
        else _("The public now sees the agenda as it stands, and each change at once.")
    )
    flash(message, "success")
    return see_other("agenda_revisions.index", slug=slug)


def _user() -> Any:
    """The signed-in user as a row, which the proxy is not."""
    return current_user._get_current_object()  # pyright: ignore - of werkzeug's LocalProxy


def _details(form: RevisionForm) -> dict[str, Any]:
    return {
        "number": whole_number(form.number.data) or 0,
        "note": form.note.data,
        "tells_participants": form.tells_participants.data,
    }


def _preview(event: Event, form: RevisionForm) -> Rendered:
    """The mail as somebody with a place would get it in the organiser's language."""
    somebody = Registration(
        event=event,
        name=current_user.name,
        email=current_user.email,
        language=current_language(),
        reference="…",
        # A link like any other, which opens nothing.
        token=new_token(),
        status=RegistrationStatus.CONFIRMED,
    )
    details = _details(form)
    revision = AgendaRevision(number=details["number"], note=details["note"])
    changes = changes_in_words(revisions.unpublished_changes(event))
    return mails.written("agenda_revised", somebody, revision=revision, changes=changes)


def _page(event: Event, form: RevisionForm, preview: Rendered | None = None):
    publication = find_publication(event)
    page = render_template(
        "desk/agenda/revisions.html",
        event=event,
        form=form,
        preview=preview,
        collects=publication is not None and publication.collects,
        changes=changes_in_words(revisions.unpublished_changes(event)),
        revisions=revisions_of(event, with_items=False),
        confirmed=figures_of([event])[event.id].confirmed,
    )
    return page, 422 if form.errors else 200
