"""What is known of homes, calendars and entries, by the names of WebDAV properties."""

from collections.abc import Callable
from typing import TypeVar
from xml.etree.ElementTree import Element, SubElement

from eventhub.caldav import sync
from eventhub.caldav.collections import Collection, Entry, Home
from eventhub.caldav.xml import APPLE, CALENDARSERVER, Asked, Told, caldav, dav, href

Thing = TypeVar("Thing")
Writer = Callable[[Element, Thing], object]

MEDIA_TYPE = "text/calendar; charset=utf-8; component=vevent"
REPORTS = (caldav("calendar-query"), caldav("calendar-multiget"), dav("sync-collection"))
COLOR = "#008080FF"
_ENTRY_DATA = caldav("calendar-data")
_COSTLY = frozenset({dav("sync-token"), f"{{{CALENDARSERVER}}}getctag", _ENTRY_DATA})
"""Only told when asked for by name."""


def tell_of_home(home: Home, asked: Asked) -> Told:
    return _tell(home.href, home, _OF_HOME, asked)


def tell_of_collection(collection: Collection, home: Home, asked: Asked) -> Told:
    principal: dict[str, Writer[Collection]] = {
        dav("current-user-principal"): lambda element, _collection: href(element, home.href),
        dav("owner"): lambda element, _collection: href(element, home.href),
    }
    return _tell(collection.href, collection, {**_OF_COLLECTION, **principal}, asked)


def tell_of_entry(entry: Entry, address: str, asked: Asked) -> Told:
    return _tell(address, entry, _OF_ENTRY, asked)


def _tell(address: str, thing: Thing, writers: dict[str, Writer[Thing]], asked: Asked) -> Told:
    names = [name for name in writers if name not in _COSTLY] if asked.all_of_them else asked.names
    told = Told(address)
    for name in names:
        writer = writers.get(name)
        if writer is None:
            told.missing.append(name)
            continue
        element = Element(name)
        if not asked.names_only:
            writer(element, thing)
        told.found.append(element)
    return told


def _types(*names: str) -> Callable[[Element, object], None]:
    def write(element: Element, _thing: object) -> None:
        for name in names:
            SubElement(element, name)

    return write


def _put(content: Callable[[Thing], str]) -> Writer[Thing]:
    def write(element: Element, thing: Thing) -> None:
        element.text = content(thing)

    return write


def _may_read(element: Element, _thing: object) -> None:
    for name in ("read", "read-current-user-privilege-set"):
        SubElement(SubElement(element, dav("privilege")), dav(name))


def _reports(element: Element, _thing: object) -> None:
    for name in REPORTS:
        report = SubElement(SubElement(element, dav("supported-report")), dav("report"))
        SubElement(report, name)


def _components(element: Element, _thing: object) -> None:
    SubElement(element, caldav("comp"), {"name": "VEVENT"})


def _calendar_data(element: Element, _thing: object) -> None:
    SubElement(element, caldav("calendar-data"), {"content-type": "text/calendar", "version": "2.0"})


_OF_HOME: dict[str, Writer[Home]] = {
    dav("resourcetype"): _types(dav("collection"), dav("principal")),
    dav("displayname"): _put(lambda home: home.title),
    dav("current-user-principal"): lambda element, home: href(element, home.href),
    dav("principal-URL"): lambda element, home: href(element, home.href),
    dav("current-user-privilege-set"): _may_read,
    caldav("calendar-home-set"): lambda element, home: href(element, home.href),
}
_OF_COLLECTION: dict[str, Writer[Collection]] = {
    dav("resourcetype"): _types(dav("collection"), caldav("calendar")),
    dav("displayname"): _put(lambda collection: collection.title),
    dav("current-user-privilege-set"): _may_read,
    dav("supported-report-set"): _reports,
    dav("sync-token"): _put(sync.token_of),
    f"{{{CALENDARSERVER}}}getctag": _put(sync.token_of),
    f"{{{APPLE}}}calendar-color": _put(lambda _collection: COLOR),
    caldav("supported-calendar-component-set"): _components,
    caldav("supported-calendar-data"): _calendar_data,
}
_OF_ENTRY: dict[str, Writer[Entry]] = {
    dav("resourcetype"): _types(),
    dav("getetag"): _put(lambda entry: f'"{entry.etag}"'),
    dav("getcontenttype"): _put(lambda _entry: MEDIA_TYPE),
    dav("getcontentlength"): _put(lambda entry: str(len(entry.content))),
    dav("current-user-privilege-set"): _may_read,
    _ENTRY_DATA: _put(lambda entry: entry.content.decode()),
}
