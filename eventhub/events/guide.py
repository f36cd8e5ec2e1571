"""The guided new workshop: the pages of an event in the order in which an organiser fills them in.

The pages are those that edit the event at any time; with ``guided`` in the address they show the steps, and saving
leads to the next one. Some belong to areas above: they are known by the names of their endpoints alone.
"""

from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l

from eventhub.web.responses import see_other


@dataclass(frozen=True)
class Step:
    """A page of the guide."""

    name: str
    title: Any
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)

    def url(self, slug: str) -> str:
        """Where the step of the event is."""
        return url_for(self.endpoint, slug=slug, guided=1, **self.values)


STEPS = (
    Step("basics", _l("What and when"), "events_desk.edit", {"page": "basics"}),
    Step("place", _l("Where"), "events_desk.edit", {"page": "place"}),
    Step("content", _l("Why"), "events_desk.edit", {"page": "content"}),
    Step("organizations", _l("Who"), "events_desk.organizations"),
    Step("funding", _l("Funding"), "events_desk.funding"),
    Step("agenda", _l("Agenda"), "agenda_desk.paste"),
    Step("registration", _l("Registration"), "desk.registration"),
    Step("release", _l("Release"), "desk.release"),
    Step("publish", _l("Publish"), "events_desk.publish"),
)
NAMES = [step.name for step in STEPS]


def is_guided() -> bool:
    """Whether this page is shown as a step of the guide."""
    return request.args.get("guided") == "1"


def step_after(name: str) -> Step:
    """The step that follows, the last one after itself."""
    return STEPS[min(NAMES.index(name) + 1, len(STEPS) - 1)]


def to_step_after(name: str, slug: str):
    """On in the guide."""
    step = step_after(name)
    return see_other(step.endpoint, slug=slug, guided=1, **step.values)


def after_saving(slug: str, name: str):
    """Where saving leads: on to the next step of the guide, or back to the event."""
    if is_guided() and request.form.get("then") != "leave":
        return to_step_after(name, slug)
    return see_other("events_desk.show", slug=slug)
