"""The audit trail of events in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.audit.models import AuditEntry
from eventhub.db import db
from eventhub.events.models import Event
from eventhub.events.permissions import looked_after_by
from eventhub.web.filters import local_datetime

WORDS = {
    "event:details:create": _l("Began the draft"),
    "event:details:edit": _l("Changed the facts"),
    "event:status:publish": _l("Published the event"),
    "event:status:postpone": _l("Postponed the event"),
    "event:status:cancel": _l("Cancelled the event"),
    "event:status:complete": _l("Closed the event"),
    "event:organizations:set": _l("Changed the organisations"),
    "event:funding:set": _l("Changed the funding"),
    "event:topics:set": _l("Changed the topics"),
    "event:staff:add": _l("Gave somebody access"),
    "event:staff:remove": _l("Took access from somebody"),
    "event:share:set": _l("Shared the event with another office"),
    "event:share:end": _l("Ended a share with another office"),
    "event:agenda:edit": _l("Changed the agenda"),
    "event:agenda:move": _l("Moved the agenda to other days"),
    "event:agenda:publish": _l("Published a revision of the agenda"),
    "event:agenda:collect": _l("Began to collect changes of the agenda"),
    "event:agenda:show": _l("Let changes of the agenda appear at once"),
    "event:minutes:edit": _l("Wrote minutes"),
    "event:minutes:publish": _l("Published the minutes"),
    "event:minutes:withdraw": _l("Took the minutes back from the public"),
    "event:rooms:set": _l("Changed the rooms"),
    "event:delegation:ask": _l("Asked an organisation for nominations"),
    "event:delegation:keep": _l("Kept places for an organisation"),
    "event:delegation:release": _l("Released the places of an organisation"),
    "event:delegation:remind": _l("Reminded an organisation"),
    "event:delegation:write": _l("Wrote the letter to an organisation anew"),
    "event:delegation:call_off": _l("Took a request for nominations back"),
    "event:delegation:nominate": _l("An organisation named people"),
    "event:delegation:withdraw": _l("An organisation withdrew somebody"),
    "event:delegation:send": _l("An organisation sent its list"),
    "event:poll:open": _l("Asked organisations for a date"),
    "event:poll:answer": _l("An organisation said which dates suit"),
    "event:poll:remind": _l("Reminded organisations of the poll for a date"),
    "event:poll:link": _l("Made a new link to the poll for a date"),
    "event:poll:close": _l("Closed the poll for a date"),
    "event:poll:extend": _l("Gave more time to answer the poll for a date"),
    "event:poll:settle": _l("Picked one of the dates"),
    "event:poll:withdraw": _l("Withdrew the poll for a date"),
    "event:poll:forget": _l("Deleted the comments on a poll for a date"),
    "event:mailing:create": _l("Began a mailing"),
    "event:mailing:edit": _l("Changed a mailing"),
    "event:mailing:submit": _l("Asked a colleague to read a mailing"),
    "event:mailing:return": _l("Made a mailing a draft again"),
    "event:mailing:stop": _l("Stopped a mailing"),
    "event:mailing:schedule": _l("Scheduled a mailing"),
    "event:mailing:send": _l("Sent a mailing"),
    "event:mailing:lapse": _l("Did not send a mailing, since its time had gone by"),
    "event:mailing:retry": _l("Sent mails of a mailing again"),
    "event:mailing:delete": _l("Deleted a mailing"),
    "event:notice:send": _l("Told people of the change"),
    "event:notice:drop": _l("Told nobody of the change"),
    "event:notice:stop": _l("Stopped a notice"),
    "event:notice:resume": _l("Let a notice go on"),
    "event:notice:retry": _l("Sent mails of a notice again"),
    "event:mail_text:set": _l("Changed the words of a mail"),
    "event:certificates:set": _l("Changed the terms of certificates"),
    "event:registration:set": _l("Changed how registration works"),
    "event:registration:exempt": _l("Let one person register by an exception"),
    "event:group:keep": _l("Kept free places for a group that waits"),
    "event:group:pass": _l("Let others pass a group that waits"),
    "event:group:part": _l("Let the people of a group wait one by one"),
    "event:form:category": _l("Changed a category of participants"),
    "event:form:section": _l("Changed a section of the registration form"),
    "event:form:question": _l("Changed a question of the registration form"),
    "event:form:move": _l("Changed the order of the registration form"),
    "event:form:remove": _l("Removed a part of the registration form"),
    "event:quote:add": _l("Added a quote"),
    "event:quote:edit": _l("Changed a quote"),
    "event:quote:remove": _l("Removed a quote"),
}
FIELDS = {
    "title": _l("title"),
    "kind": _l("kind"),
    "office": _l("office"),
    "programme": _l("programme"),
    "series": _l("series"),
    "starts_at": _l("start"),
    "ends_at": _l("end"),
    "time_zone": _l("time zone"),
    "session_days": _l("days"),
    "venue": _l("venue"),
    "city": _l("city"),
    "country": _l("country"),
    "address": _l("address"),
    "mode": _l("way of taking part"),
    "online_url": _l("online link"),
    "aim": _l("aim"),
    "context": _l("context"),
    "outcomes": _l("outcomes"),
    "status_reason": _l("reason"),
    "media_arrangements": _l("for the media"),
    "headline": _l("headline"),
    "capacity": _l("places"),
    "visibility": _l("visibility"),
    "working_languages": _l("languages"),
    "interpretation": _l("interpretation"),
    "contact_name": _l("contact"),
    "contact_email": _l("contact"),
    "contact_phone": _l("contact"),
}
"""What of a change is told; figures and small print are not."""


def entry_of(entry: AuditEntry, time_zone: str) -> dict[str, Any]:
    """A line of the trail for ``components/timeline.html``, by the clocks of ``time_zone``."""
    fields = dict.fromkeys(str(FIELDS[name]) for name in entry.changes if name in FIELDS)
    return {
        "when": local_datetime(entry.at, time_zone),
        "datetime": entry.at.isoformat(),
        "who": entry.actor.name if entry.actor else "",
        "what": str(WORDS.get(entry.action, entry.action)),
        "detail": ", ".join(fields),
    }


def latest_changes(user: Any, *, limit: int) -> Sequence[tuple[AuditEntry, Event]]:
    """What was done last to the events that ``user`` looks after."""
    rows = db.session.execute(
        select(AuditEntry, Event)
        .join(Event, Event.id == AuditEntry.subject_id)
        .where(AuditEntry.subject_kind == Event.__tablename__, looked_after_by(user))
        .options(joinedload(AuditEntry.actor))
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [(entry, event) for entry, event in rows]


def timeline(entries: Iterable[AuditEntry], time_zone: str) -> list[dict[str, Any]]:
    return [entry_of(each, time_zone) for each in entries]
