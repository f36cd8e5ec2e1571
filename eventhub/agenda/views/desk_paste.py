"""Many items of an agenda at once, from lines as people have them in a letter or a spreadsheet."""

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.agenda.actions import SessionDetails, SpeakerDetails, add_sessions
from eventhub.agenda.forms import PasteForm
from eventhub.agenda.history import Step, undoable
from eventhub.agenda.labels import KIND_LABELS
from eventhub.agenda.queries import agenda_of
from eventhub.agenda.quick_entry import Line, has_errors, read_lines
from eventhub.agenda.ready import ready_agenda
from eventhub.agenda.views.desk import AGENDA, blueprint
from eventhub.db import Translated, transaction
from eventhub.events.guide import after_saving, is_guided
from eventhub.events.models import Event
from eventhub.events.queries import get_event_of
from eventhub.web.access import requires
from eventhub.web.language import current_language
from eventhub.web.moments import ClockGapError, gap_message, moment_at
from eventhub.web.responses import see_other


@blueprint.route(f"{AGENDA}paste", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def paste(slug: str):
    event = get_event_of(current_user, slug)
    language = _language_of(event)
    day = request.args.get("day", "")
    form = PasteForm(event=event, language=language, day=day)
    if request.args.get("ready") and not form.is_submitted():
        form.text.data = ready_agenda(len(form.days), language)
    lines: list[Line] = []
    if form.validate_on_submit():
        lines = read_lines(form.text.data or "", form.first_day(), form.days)
        items = [] if has_errors(lines) else _items(lines, event, form)
        if has_errors(lines):
            form.text.errors = [_("Some lines cannot be read. They are marked below.")]
        elif items and form.stage.data == form.digest():
            with transaction():
                event = get_event_of(current_user, slug, for_change=True)
                with undoable(event, Step.PASTE):
                    add_sessions(event, items)
            flash(_("The agenda is saved."), "success")
            return (
                after_saving(slug, "agenda")
                if is_guided()
                else see_other("agenda_desk.show", slug=slug, day=lines[0].day)
            )
    form.stage.data = "" if form.errors or not lines else form.digest()
    page = render_template(
        "desk/agenda/paste.html",
        event=event,
        form=form,
        lines=lines,
        present=len([each for each in agenda_of(event) if not each.cancelled]),
        kind_labels=KIND_LABELS,
        ready_url=url_for("agenda_desk.paste", **{**request.args.to_dict(), "slug": slug, "ready": 1}),
    )
    return page, 422 if form.errors else 200


def _items(lines: list[Line], event: Event, form: PasteForm) -> list[SessionDetails]:
    """What the lines say, as items of the agenda; a time that the clocks skip is an error of the text."""
    try:
        return [
            SessionDetails(
                kind=line.kind,
                starts_at=moment_at(line.day, line.start, event.time_zone),  # pyright: ignore - without error
                ends_at=moment_at(line.day, line.end, event.time_zone),  # pyright: ignore - without error
                room=line.room[:120],
                track=line.track[:120],
                title=Translated({form.language.data: line.title[:300]}),
                speakers=tuple(SpeakerDetails(name=name[:200]) for name in line.speakers),
            )
            for line in lines
        ]
    except ClockGapError:
        form.text.errors = [str(gap_message(event.time_zone))]
        return []


def _language_of(event: Event) -> str:
    """The language in which the agenda is most likely typed: the reader's, if the title is written in it."""
    titles = list(event.title)
    return current_language() if current_language() in titles or not titles else titles[0]
