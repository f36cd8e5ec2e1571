"""All that an instance holds, as `eventhub export` writes it.

There is no import: an instance that can tell whose token it is given holds data already, and one that holds data takes
in no other (docs/api.md).
"""

from flask import Response, stream_with_context
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.api.answers import MEDIA_TYPE
from eventhub.api.area import Area
from eventhub.audit.actions import record
from eventhub.db import transaction
from eventhub.db.export import lines_of_export
from eventhub.web.access import requires

area = Area("desk_export", "Everything")


@area.download("/desk/export", MEDIA_TYPE, method="POST")
@requires(Permission.INSTANCE_EXPORT)
def export_everything() -> Response:
    """All data of the instance as of one moment, for `eventhub import`; the audit trail says who had it.

    It is made while it is read. One that ends before its last line, `}}`, is not whole, and no import takes it.
    """
    with transaction():
        record("user:instance:export", current_user)
    response = Response(stream_with_context(lines_of_export()), content_type=MEDIA_TYPE)
    response.headers.set("Content-Disposition", "attachment", filename="eventhub.json")
    return response
