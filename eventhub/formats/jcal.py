"""Calendars in JSON: jCal (RFC 7265) and JSCalendar (RFC 8984), both from the same text that ``ical.calendar`` wrote.

They know the properties that we write, and no others.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import vDuration

JCAL = "application/calendar+json; charset=utf-8"
JSCALENDAR = "application/jscalendar+json;type=group; charset=utf-8"

_TYPES = {
    "dtstart": "date-time",
    "dtend": "date-time",
    "dtstamp": "date-time",
    "created": "date-time",
    "last-modified": "date-time",
    "sequence": "integer",
    "geo": "float",
    "url": "uri",
    "attach": "uri",
    "organizer": "cal-address",
    "trigger": "duration",
    "rrule": "recur",
    "tzoffsetfrom": "utc-offset",
    "tzoffsetto": "utc-offset",
}
"""Default types that are not text (RFC 7265, section 3.4); what begins with x- is unknown, and left as it stands."""
_LINE = re.compile(r"(?P<name>[\w-]+)(?P<parameters>(?:;[\w-]+=(?:\"[^\"]*\"|[^;:\"]*))*):(?P<value>.*)")
_PARAMETER = re.compile(r";([\w-]+)=(?:\"([^\"]*)\"|([^;:\"]*))")
_ESCAPE = re.compile(r"\\(.)")
_SEPARATOR = re.compile(r"(?<!\\)((?:\\\\)*),")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")

Component = list[Any]


def jcal(calendar: bytes) -> bytes:
    """The same calendar in jCal."""
    return _json(_read(calendar))


def jscalendar(calendar: bytes) -> bytes:
    """The same calendar as a Group of Events. Time zones go by their IANA names alone, as RFC 8984 allows."""
    _name, properties, components = _read(calendar)
    entries = [_event(each) for each in components if each[0] == "vevent"]
    head = {name: value for name, _parameters, _type, value, *_more in properties}
    group = {
        "@type": "Group",
        "uid": str(uuid5(NAMESPACE_URL, head.get("source", head["name"]))),
        "updated": max((each["updated"] for each in entries), default="1970-01-01T00:00:00Z"),
        "prodId": head["prodid"],
        "title": head["name"],
        "locale": next(parameters["language"] for name, parameters, *_ in properties if name == "name"),
        "color": head.get("color"),
        "source": head.get("source"),
        "entries": entries,
    }
    return _json(_filled(group))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _read(calendar: bytes) -> Component:
    """The calendar as a tree: name, properties, components."""
    stack: list[Component] = [["", [], []]]
    for line in calendar.decode().replace("\r\n ", "").split("\r\n"):
        if line.startswith("BEGIN:"):
            stack.append([line[6:].lower(), [], []])
        elif line.startswith("END:"):
            component = stack.pop()
            stack[-1][2].append(component)
        elif line:
            stack[-1][1].append(_property(line))
    return stack[0][2][0]


def _property(line: str) -> list[Any]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"{line!r} is no content line.")
    name, raw = match["name"].lower(), match["value"]
    given = {key.lower(): quoted or plain for key, quoted, plain in _PARAMETER.findall(match["parameters"])}
    kind = given.pop("value", "").lower() or ("unknown" if name[:2] == "x-" else _TYPES.get(name, "text"))
    if name == "categories":
        return [name, given, kind, *(_unescaped(part) for part in _parted(raw))]
    return [name, given, kind, _value(kind, raw)]


def _unescaped(raw: str) -> str:
    """RFC 5545, section 3.3.11."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], raw)


def _parted(raw: str) -> list[str]:
    return _SEPARATOR.sub(r"\1\0", raw).split("\0")


def _value(kind: str, raw: str) -> Any:
    match kind:
        case "text":
            return _unescaped(raw)
        case "date" | "date-time":
            return _moment(raw)
        case "integer":
            return int(raw)
        case "float":
            return [float(part) for part in raw.split(";")]
        case "utc-offset":
            return ":".join((raw[:3], *(raw[at : at + 2] for at in range(3, len(raw), 2))))
        case "recur":
            return dict(_rule_part(part) for part in raw.split(";"))
        case _:
            return raw


def _moment(raw: str) -> str:
    """The extended form of ISO 8601 (RFC 7265, sections 3.6.4 and 3.6.5)."""
    match = _STAMP.fullmatch(raw)
    if match is None:
        raise ValueError(f"{raw!r} is no date.")
    year, month, day, hour, minute, second, utc = match.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second}{utc}" if hour else "")


def _rule_part(part: str) -> tuple[str, Any]:
    name, _equals, text = part.partition("=")
    values = [int(each) if each.lstrip("-").isdecimal() else each for each in text.split(",")]
    return name.lower(), values[0] if len(values) == 1 else values


def _event(component: Component) -> dict[str, Any]:
    _name, properties, alarms = component
    facts = {name: value for name, _parameters, _kind, value, *_more in properties}
    parameters = {name: given for name, given, *_rest in properties}
    return _filled(
        {
            "@type": "Event",
            "uid": facts["uid"],
            "updated": facts["last-modified"],
            "created": facts["created"],
            "sequence": facts["sequence"],
            "title": facts.get("summary"),
            "description": facts.get("description"),
            "locale": parameters.get("summary", {}).get("language"),
            "status": facts["status"].lower(),
            "freeBusyStatus": "free" if facts["transp"] == "TRANSPARENT" else "busy",
            "color": facts.get("color"),
            "keywords": {
                each: True for name, _p, _k, *all_ in properties if name == "categories" for each in all_
            },
            "relatedTo": _relation(facts),
            **_times(facts, parameters),
            **_people(facts, parameters),
            **_places(facts),
            "links": dict(_links(properties)),
            "alerts": {str(number): _alert(alarm) for number, alarm in enumerate(alarms, 1)},
        }
    )


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", {})}


def _times(facts: dict[str, Any], parameters: dict[str, dict[str, str]]) -> dict[str, Any]:
    if "T" not in facts["dtstart"]:
        days = date.fromisoformat(facts["dtend"]) - date.fromisoformat(facts["dtstart"])
        return {
            "start": f"{facts['dtstart']}T00:00:00",
            "duration": f"P{days.days}D",
            "showWithoutTime": True,
        }
    start = _aware(facts["dtstart"], parameters["dtstart"])
    end = _aware(facts["dtend"], parameters["dtend"]) if "dtend" in facts else start
    return {
        "start": facts["dtstart"].removesuffix("Z"),
        "timeZone": parameters["dtstart"].get("tzid", "Etc/UTC"),
        "duration": vDuration(end.astimezone(UTC) - start.astimezone(UTC)).to_ical().decode()
        if end > start
        else "PT0S",
    }


def _aware(text: str, parameters: dict[str, str]) -> datetime:
    zone = ZoneInfo(parameters["tzid"]) if "tzid" in parameters else UTC
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=zone)


def _relation(facts: dict[str, Any]) -> dict[str, Any]:
    if "related-to" not in facts:
        return {}
    return {facts["related-to"]: {"@type": "Relation", "relation": {"parent": True}}}


def _people(facts: dict[str, Any], parameters: dict[str, dict[str, str]]) -> dict[str, Any]:
    if "organizer" not in facts:
        return {}
    reach = {"imip": facts["organizer"]}
    owner = {"@type": "Participant", "name": parameters["organizer"].get("cn"), "sendTo": reach}
    return {"replyTo": reach, "participants": {"1": _filled({**owner, "roles": {"owner": True}})}}


def _places(facts: dict[str, Any]) -> dict[str, Any]:
    position = "geo:{},{}".format(*facts["geo"]) if "geo" in facts else None
    place = _filled({"name": facts.get("location"), "coordinates": position})
    online = facts.get("conference")
    return {
        "locations": {"1": {"@type": "Location", **place}} if place else None,
        "virtualLocations": {"1": {"@type": "VirtualLocation", "uri": online}} if online else None,
    }


def _links(properties: list[list[Any]]) -> Iterator[tuple[str, dict[str, str]]]:
    relations = {"url": "alternate", "attach": "enclosure", "image": "icon"}
    found = [(value, relations[name]) for name, _p, _kind, value, *_more in properties if name in relations]
    for number, (address, relation) in enumerate(found, 1):
        yield str(number), {"@type": "Link", "href": address, "rel": relation}


def _alert(alarm: Component) -> dict[str, Any]:
    offset = next(value for name, _parameters, _kind, value in alarm[1] if name == "trigger")
    return {"@type": "Alert", "trigger": {"@type": "OffsetTrigger", "offset": offset}, "action": "display"}
