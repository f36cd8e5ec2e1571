"""What a reader has to know about an event before anything else."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from eventhub.events.models import Event, EventStatus
from eventhub.events.presentation import awaits_new_dates, is_on
from eventhub.text import dates
from eventhub.text.languages import in_language
from eventhub.web.language import current_language


@dataclass(frozen=True)
class Notice:
    """``kind`` as in ``components/flash.html``: success, info, warning or error."""

    kind: str
    title: str
    text: str = ""


def notices(event: Event, at: datetime) -> list[Notice]:
    """What is out of the ordinary with the event, seen from ``at``."""
    if event.status == EventStatus.CANCELLED:
        reason = in_language(event.status_reason, current_language())[0]
        return [Notice("error", _("This event has been cancelled."), reason or _("It will not take place."))]
    if event.status == EventStatus.POSTPONED:
        return [Notice("warning", _("This event has been postponed."), _postponement(event))]
    if event.status == EventStatus.COMPLETED or event.ends_at < at:
        return [Notice("info", _("This event has taken place."))]
    found = []
    if event.postponed_from:
        found.append(Notice("warning", _("The dates have changed."), _first_announced(event)))
    if is_on(event, at):
        found.append(Notice("success", _("This event is taking place now.")))
    return found


def _postponement(event: Event) -> str:
    reason = in_language(event.status_reason, current_language())[0]
    awaited = _("New dates will be announced here.") if awaits_new_dates(event) else ""
    return " ".join(filter(None, (_first_announced(event), reason, awaited)))


def _first_announced(event: Event) -> str:
    first, last = (date.fromisoformat(event.postponed_from[end]) for end in (0, -1))
    span = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    return _("It was first announced for %(dates)s.", dates=dates.date_range(span, current_language()))
