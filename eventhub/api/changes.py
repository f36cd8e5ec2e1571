"""What has changed, in order: for programs that keep a copy."""

from typing import Any

from flask import Response
from flask_login import current_user
from marshmallow import Schema

from eventhub.accounts.permissions import Permission
from eventhub.api import fields
from eventhub.api.answers import shown
from eventhub.api.area import Area
from eventhub.api.fields import Body
from eventhub.api.paging import MOST, USUAL
from eventhub.web.access import requires
from eventhub.webhooks.places import told
from eventhub.webhooks.queries import changes_since, refuse_forgotten

area = Area("changes", "Changes")


class ChangesQuery(Body):
    since = fields.Number(
        strict=False,
        load_default=0,
        metadata={"description": "The `next` of the answer before, or nothing to begin."},
    )
    limit = fields.Number(1, MOST, strict=False, load_default=USUAL)


class ChangeSchema(Schema):
    number = fields.Number(required=True)
    at = fields.Text(40, required=True, metadata={"format": "date-time"})
    action = fields.Text(80, required=True, metadata={"description": "Such as `event:status:publish`."})
    kind = fields.Text(40, required=True)
    id = fields.Number(required=True)
    event = fields.Text(120, required=True, allow_none=True)
    place = fields.Text(
        1000,
        required=True,
        allow_none=True,
        metadata={"description": "Where the thing is read; 404 there once it is deleted."},
    )


class ChangesSchema(Schema):
    items = fields.Several(fields.Part(ChangeSchema), required=True)
    next = fields.Number(required=True, metadata={"description": "Send it as `since` the next time."})


@area.read("/changes", takes=ChangesQuery, gives=ChangesSchema)
@requires(Permission.DESK_USE)
def list_changes(query: dict[str, Any]) -> Response:
    """What has been done since, in the order in which it was kept; deletions too.

    Nothing is left out and nothing comes late: who goes on with `next` has seen everything. What was done is told, not
    what a thing holds now; read it at its `place`. Changes are kept for 400 days; who comes later with a `since` from
    before is answered 410.
    """
    refuse_forgotten(query["since"])
    found = changes_since(current_user, query["since"], limit=query["limit"])
    return shown(ChangesSchema, {"items": [told(each) for each in found.items], "next": found.next})
