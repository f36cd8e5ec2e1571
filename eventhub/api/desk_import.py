"""Taking over events from the calendars of others."""

from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import written
from eventhub.api.area import Area
from eventhub.api.forms import Filling, filled
from eventhub.api.schemas import SLUG, schema_of
from eventhub.calendars.import_forms import ImportForm
from eventhub.calendars.importing import LARGEST, import_drafts, read_for
from eventhub.events.desk_list import offices_for
from eventhub.organizations.queries import find_office
from eventhub.web.access import requires

area = Area("desk_import", "Taking over calendars")


class CalendarBody(
    schema_of(
        "CalendarFacts", ImportForm, without=("url", "file", "office_id"), required=("kind", "language")
    )
):
    text = fields.Text(LARGEST, required=True, metadata={"description": "The calendar (RFC 5545)."})
    office = fields.Text(SLUG, required=True)
    uids = fields.Several(
        fields.Text(500),
        load_default=None,
        allow_none=True,
        metadata={"description": "Of the events to take over; else all that can be."},
    )


class Drafts(Schema):
    items = fields.Several(
        fields.Text(SLUG), required=True, metadata={"description": "Slugs of the drafts that were made."}
    )


@area.write("/desk/calendar/import", takes=CalendarBody, gives=Drafts)
@requires(Permission.EVENT_EDIT)
def import_calendar(body: dict[str, Any]) -> Response:
    """Make a draft of each event of a calendar that is not known yet."""

    def change() -> dict[str, Any]:
        uids = body.pop("uids")
        filling = Filling(body).reference("office", "office_id", find_office)
        form = filled(ImportForm, filling, offices=offices_for(current_user))
        found = read_for(form.taken(), form.content())
        chosen = [each for each in found if uids is None or each.uid in uids]
        made = import_drafts(chosen, form.taken(), staff=[current_user])
        return {"items": [each.slug for each in made]}

    return written(Drafts, change)
