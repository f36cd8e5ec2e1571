"""Which steps of the guided new workshop are done."""

from typing import Any

from eventhub.desk.figures import Figures, figures_of
from eventhub.events.guide import STEPS
from eventhub.events.models import Event, EventStatus
from eventhub.events.rules import missing_for_publication


def guided_steps(event: Event | None, current: str) -> list[dict[str, Any]]:
    """The steps for ``components/stepper.html``; before the first one is saved there is no event."""
    done = _done(event, figures_of([event])[event.id]) if event else {}
    return [
        {
            "title": str(step.title),
            "state": "current" if step.name == current else "done" if done.get(step.name) else "todo",
            "href": step.url(event.slug) if event else "",
        }
        for step in STEPS
    ]


def _done(event: Event, figures: Figures) -> dict[str, bool]:
    """What is there already: whoever comes back sees where to go on."""
    return {
        "basics": True,
        "place": not missing_for_publication(event),
        "content": bool(event.aim),
        "organizations": bool(figures.organizations),
        "funding": bool(event.programme_id or event.fundings),
        "agenda": bool(figures.sessions),
        "registration": event.capacity is not None or not figures.takes_registrations,
        "release": bool(figures.releases),
        "publish": event.status != EventStatus.DRAFT,
    }
