"""The agenda as ``schedule.xml`` and ``schedule.json``, which apps for conferences read (Giggity, EventFahrplan).

The formats began with Pentabarf and frab; what they demand is what the validator of c3voc checks (voc/schedule,
validator/xsd and validator/json). Cancelled items are left out: apps tell their users of what is no longer there.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from eventhub.agenda.items import Item
from eventhub.agenda.labels import KIND_LABELS
from eventhub.agenda.lines import people_of, title_of
from eventhub.agenda.published import PublishedAgenda
from eventhub.agenda.rules import by_day
from eventhub.events.models import Event
from eventhub.events.rules import days_of
from eventhub.formats.characters import clean
from eventhub.text.languages import in_language
from eventhub.text.slugs import slugify
from eventhub.web.language import absolute_url, current_language

GENERATOR = "EventHub"
TIMESLOT = "00:05"
NO_ROOM = "—"
"""Where the agenda names none: the format has no item without."""


@dataclass(frozen=True)
class FileForm:
    """As in ``agenda.files``."""

    label: str
    icon: str
    media_type: str
    write: Callable[[Event, PublishedAgenda], bytes]


def _schedule(event: Event, agenda: PublishedAgenda) -> dict[str, Any]:
    """The schedule as the JSON has it, from which the XML is written, too."""
    standing = [each for each in agenda.items if not each.cancelled]
    days = _days(standing, event)
    return {
        "version": _version(agenda),
        "base_url": absolute_url("agenda.show", slug=event.slug),
        "conference": {
            "acronym": _acronym(event),
            "title": in_language(event.title, current_language())[0],
            "start": event.first_day.isoformat(),
            "end": event.last_day.isoformat(),
            "daysCount": len(days),
            "timeslot_duration": TIMESLOT,
            "time_zone_name": event.time_zone,
            "url": absolute_url("events.show", slug=event.slug),
            "rooms": [
                {"name": name, "guid": str(uuid5(NAMESPACE_URL, f"{event.uid}/{name}"))}
                for name in dict.fromkeys(map(_room, standing))
            ],
            "tracks": [{"name": name} for name in dict.fromkeys(each.track for each in standing) if name],
            "days": days,
        },
    }


def _version(agenda: PublishedAgenda) -> str:
    """Another one whenever anything is different: the number of the revision, and what came after it."""
    last = max((each.revised_at for each in agenda.items), default=None)
    published = agenda.revision.published_at if agenda.revision else None
    if agenda.collects or last is None or (published and last <= published):
        return str(agenda.number)
    return f"{agenda.number}.{last:%Y%m%d%H%M%S}"


def _acronym(event: Event) -> str:
    """At least four small letters, digits and underscores."""
    acronym = re.sub(r"[^a-z0-9]+", "_", event.slug)
    return acronym if len(acronym) > 3 else f"{acronym}_event"


def _room(item: Item) -> str:
    return item.room or NO_ROOM


def _days(items: Sequence[Item], event: Event) -> list[dict[str, Any]]:
    """The days with items; those of the event as long as there are none, for the format has no schedule without."""
    found = by_day(items, event.zone)
    if not found:
        return [_empty_day(number, day, event) for number, day in enumerate(days_of(event), start=1)]
    return [_day(number, day.sessions, event) for number, day in enumerate(found, start=1)]


def _empty_day(number: int, day: date, event: Event) -> dict[str, Any]:
    """From the hour at which the event begins on its first day to that at which it ends on its last."""
    begins, ends = (
        datetime.combine(day, each.time(), tzinfo=event.zone) for each in (event.local_start, event.local_end)
    )
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": begins.isoformat(),
        "day_end": max(begins, ends).isoformat(),
        "rooms": {},
    }


def _day(number: int, items: Sequence[Item], event: Event) -> dict[str, Any]:
    by_room = sorted(items, key=_room)
    return {
        "index": number,
        "date": items[0].starts_at.astimezone(event.zone).date().isoformat(),
        "day_start": min(each.starts_at for each in items).astimezone(event.zone).isoformat(),
        "day_end": max(each.ends_at for each in items).astimezone(event.zone).isoformat(),
        "rooms": {room: [_event(each) for each in found] for room, found in groupby(by_room, key=_room)},
    }


def _event(item: Item) -> dict[str, Any]:
    language = current_language()
    local = item.starts_at.astimezone(item.event.zone)
    title = title_of(item)
    return {
        "id": item.id,
        "guid": item.uid,
        "date": local.isoformat(),
        "start": f"{local:%H:%M}",
        "duration": _duration(item.ends_at - item.starts_at),
        "room": _room(item),
        "slug": "-".join(filter(None, (item.event.slug, str(item.id), slugify(title, 40)))),
        "url": absolute_url("agenda.item", slug=item.event.slug, item_id=item.id),
        "title": title,
        "subtitle": "",
        "track": item.track,
        "type": str(KIND_LABELS[item.kind]),
        "language": item.floor_language or language,
        "abstract": in_language(item.abstract, language)[0],
        "description": "",
        "persons": [{"name": name, "public_name": name} for name in people_of(item)],
        "links": [],
        "attachments": [
            {"title": in_language(each.title, language)[0] or url, "url": url, "type": "related"}
            for each in item.materials
            for url in each.urls.values()
        ],
    }


def _duration(length: timedelta) -> str:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{hours:02}:{minutes:02}"


def _json(event: Event, agenda: PublishedAgenda) -> bytes:
    data = {"generator": {"name": GENERATOR}, "schedule": _schedule(event, agenda)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


_TEXTS = (
    "date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track", "type", "language",
    "abstract", "description",
)  # fmt: skip


def _xml(event: Event, agenda: PublishedAgenda) -> bytes:
    schedule = _schedule(event, agenda)
    conference = schedule["conference"]
    root = ElementTree.Element("schedule")
    ElementTree.SubElement(root, "generator", name=GENERATOR)
    _add(root, "version", schedule["version"])
    head = ElementTree.SubElement(root, "conference")
    for name in ("title", "acronym", "start", "end"):
        _add(head, name, conference[name])
    _add(head, "days", str(conference["daysCount"]))
    for name in ("timeslot_duration", "time_zone_name"):
        _add(head, name, conference[name])
    _add(head, "base_url", schedule["base_url"])
    numbers: dict[str, int] = {}
    for day in conference["days"]:
        part = ElementTree.SubElement(
            root, "day", index=str(day["index"]), date=day["date"], start=day["day_start"], end=day["day_end"]
        )
        for name, events in day["rooms"].items():
            room = ElementTree.SubElement(part, "room", name=clean(name))
            for each in events:
                _add_event(room, each, numbers)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add_event(room: ElementTree.Element, each: dict[str, Any], numbers: dict[str, int]) -> None:
    """``numbers`` are those of the people so far: the same person has the same number everywhere."""
    event = ElementTree.SubElement(room, "event", id=str(each["id"]), guid=each["guid"])
    for name in _TEXTS:
        _add(event, name, each[name])
    persons = ElementTree.SubElement(event, "persons")
    for person in each["persons"]:
        number = numbers.setdefault(person["name"], len(numbers) + 1)
        _add(persons, "person", person["name"], id=str(number))
    ElementTree.SubElement(event, "links")
    attachments = ElementTree.SubElement(event, "attachments")
    for paper in each["attachments"]:
        _add(attachments, "attachment", paper["title"], href=clean(paper["url"]))


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = clean(text)


FORMATS = {
    "xml": FileForm("schedule.xml", "file-earmark-text", "text/xml; charset=utf-8", _xml),
    "json": FileForm("schedule.json", "filetype-json", "application/json", _json),
}
"""By suffix."""
