"""Taking events over from the calendar of somebody else: read, looked at, and only then kept."""

from datetime import datetime, timedelta

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.calendars.errors import CalendarImportError
from eventhub.calendars.import_forms import ImportForm
from eventhub.calendars.importing import import_drafts, known_uids, read_for
from eventhub.calendars.labels import REMARKS
from eventhub.db import transaction
from eventhub.events.desk_list import offices_for
from eventhub.formats.ical_reading import ReadEvent, Remark
from eventhub.web.access import requires
from eventhub.web.filters import day_range, local_datetime
from eventhub.web.outgoing_errors import OutgoingError
from eventhub.web.responses import see_other

blueprint = Blueprint("calendar_import", __name__)


@blueprint.route("/calendar/import", methods=["GET", "POST"])
@requires(Permission.EVENT_EDIT)
def index():
    form = ImportForm(offices=offices_for(current_user))
    if not form.validate_on_submit():
        return _page(form, [], 422 if form.errors else 200)
    try:
        content = form.content()
        events = read_for(form.taken(), content)
    except (OutgoingError, CalendarImportError) as error:
        form.form_errors = [str(error.message)]
        return _page(form, [], 422)
    if form.stage.data == "save":
        return _save(form, events)
    form.show(content)
    return _page(form, events, 200)


def _save(form: ImportForm, events: list[ReadEvent]):
    chosen = form.chosen()
    with transaction():
        made = len(
            import_drafts([each for each in events if each.uid in chosen], form.taken(), staff=[current_user])
        )
    flash(ngettext("%(num)s draft is made.", "%(num)s drafts are made.", made), "success")
    return see_other("events_desk.index")


def _page(form: ImportForm, events: list[ReadEvent], status: int):
    known = known_uids(each.uid for each in events)
    return render_template(
        "desk/calendars/import.html", form=form, rows=[_row(each, known) for each in events]
    ), status


def _row(event: ReadEvent, known: set[str]) -> dict:
    """What the preview shows of an event, and whether it can be chosen and is at first."""
    is_known = event.uid in known
    remarks = [str(REMARKS[remark]) for remark in Remark if remark in event.remarks]
    return {
        "event": event,
        "when": _when(event),
        "remarks": [*([_("It is here already.")] if is_known else []), *remarks],
        "can_be_chosen": event.is_usable and not is_known,
        "is_chosen": Remark.CANCELLED not in event.remarks,
    }


def _when(event: ReadEvent) -> str:
    """The days, or the first and the last moment by the clocks of its zone."""
    first, last = event.first, event.last
    if first is None or last is None:
        return "—"
    if isinstance(first, datetime) and isinstance(last, datetime):
        moments = (local_datetime(each, str(first.tzinfo)) for each in (first, last))
        return " – ".join(moments)
    length = last.toordinal() - first.toordinal()
    return day_range([first + timedelta(days=day) for day in range(length + 1)]) if length >= 0 else "—"
