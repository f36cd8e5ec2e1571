"""Agendas that an office keeps for its next events: what happens when, without people, papers and dates."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from eventhub.agenda.actions import SessionDetails, add_sessions
from eventhub.agenda.errors import TemplateNotFoundError
from eventhub.agenda.models import AgendaTemplate, SessionKind
from eventhub.agenda.queries import agenda_of
from eventhub.audit.actions import record
from eventhub.db import Translated, db
from eventhub.events.models import Event
from eventhub.events.rules import days_of


def templates_of(event: Event) -> Sequence[AgendaTemplate]:
    """Those of the office that organises the event, by name."""
    return db.session.scalars(
        select(AgendaTemplate)
        .where(AgendaTemplate.office_id == event.office_id)
        .order_by(AgendaTemplate.name)
    ).all()


def get_template(event: Event, template_id: int) -> AgendaTemplate:
    """A template of the office that organises the event.

    Raises:
        TemplateNotFoundError: also when it belongs to another office.
    """
    template = db.session.get(AgendaTemplate, template_id)
    if template is None or template.office_id != event.office_id:
        raise TemplateNotFoundError
    return template


def save_template(event: Event, name: str) -> AgendaTemplate:
    """Keep the agenda of an event for its office; one of the same name is replaced.

    What lies on other days than those of the event is left out.
    """
    days = {day: number for number, day in enumerate(days_of(event), start=1)}
    items: list[dict[str, Any]] = []
    for each in agenda_of(event):
        start = each.starts_at.astimezone(event.zone)
        if each.cancelled or start.date() not in days:
            continue
        items.append(
            {
                "day": days[start.date()],
                "start": f"{start:%H:%M}",
                "minutes": int((each.ends_at - each.starts_at) / timedelta(minutes=1)),
                "kind": each.kind.value,
                "room": each.room,
                "track": each.track,
                "title": dict(each.title),
                "abstract": dict(each.abstract),
            }
        )
    template = db.session.scalar(
        select(AgendaTemplate).where(AgendaTemplate.office_id == event.office_id, AgendaTemplate.name == name)
    ) or AgendaTemplate(office_id=event.office_id, name=name)
    template.items, template.days = items, max((each["day"] for each in items), default=0)
    db.session.add(template)
    db.session.flush()
    record("agenda:template:save", template)
    return template


def use_template(event: Event, template: AgendaTemplate) -> int:
    """Add the items of a template, at the times of day at the venue; the number of those added comes back.

    Days that the event does not have are left out.
    """
    days = days_of(event)
    items = []
    for each in template.items:
        if each["day"] > len(days):
            continue
        start = datetime.combine(days[each["day"] - 1], time.fromisoformat(each["start"]), tzinfo=event.zone)
        items.append(
            SessionDetails(
                kind=SessionKind(each["kind"]),
                starts_at=start,
                ends_at=start + timedelta(minutes=each["minutes"]),
                room=each["room"],
                track=each["track"],
                title=Translated(each["title"]),
                abstract=Translated(each["abstract"]),
            )
        )
    if items:
        add_sessions(event, items)
    return len(items)


def remove_template(template: AgendaTemplate) -> None:
    record("agenda:template:remove", template)
    db.session.delete(template)
    db.session.flush()
