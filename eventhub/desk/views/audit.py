"""The audit trail as files: of the instance, and of one event."""

import json
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from eventhub.accounts.permissions import Permission
from eventhub.audit.models import AuditEntry
from eventhub.audit.queries import every_line, history_of
from eventhub.desk.history import timeline
from eventhub.events.queries import get_event_of
from eventhub.formats import csv
from eventhub.formats.cells import Column, Sheet
from eventhub.web.access import requires
from eventhub.web.responses import download
from eventhub.web.security import keep_private

blueprint = Blueprint("audit_desk", __name__)
blueprint.after_request(keep_private)

COLUMNS = ("position", "at", "who", "from", "action", "kind", "number", "changes", "seal")
SHOWN = 500
"""Lines on the page of an event; the file has all."""


@blueprint.route("/audit.<any(csv, json):suffix>")
@requires(Permission.USER_ADMINISTER)
def everything(suffix: str):
    return _file(every_line(), suffix, "audit")


@blueprint.route("/events/<slug>/history/")
@requires(Permission.DESK_USE)
def history(slug: str):
    event = get_event_of(current_user, slug)
    lines = timeline(history_of(event, limit=SHOWN), event.time_zone)
    return render_template("desk/events/history.html", event=event, entries=lines)


@blueprint.route("/events/<slug>/history.<any(csv, json):suffix>")
@requires(Permission.DESK_USE)
def history_file(slug: str, suffix: str):
    event = get_event_of(current_user, slug)
    return _file(reversed(history_of(event, limit=None)), suffix, f"{slug}-history")


def _file(entries: Iterable[AuditEntry], suffix: str, name: str):
    rows = [_row(each) for each in entries]
    if suffix == "json":
        content = json.dumps({"entries": rows}, ensure_ascii=False, indent=1).encode()
        return download(content, filename=f"{name}.json", media_type="application/json")
    cells = [
        [json.dumps(value, ensure_ascii=False) if key == "changes" else value for key, value in row.items()]
        for row in rows
    ]
    sheet = Sheet(name, [Column(each) for each in COLUMNS], cells)
    return download(csv.table(sheet), filename=f"{name}.csv", media_type=csv.MEDIA_TYPE)


def _row(entry: AuditEntry) -> dict[str, Any]:
    values = (
        entry.position,
        entry.at.isoformat(),
        entry.actor.name if entry.actor else None,
        entry.origin,
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.changes,
        entry.seal,
    )
    return dict(zip(COLUMNS, values, strict=True))
