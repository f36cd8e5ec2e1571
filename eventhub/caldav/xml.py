"""Reading what clients ask, writing what they are told: the XML of WebDAV (RFC 4918, section 14) and CalDAV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import (
    Element,
    SubElement,
    register_namespace,
    tostring,
)

from defusedxml import ElementTree as Defused
from defusedxml.common import DefusedXmlException

from eventhub.caldav.errors import CALDAV, DAV, UnreadableBodyError

CALENDARSERVER = "http://calendarserver.org/ns/"
APPLE = "http://apple.com/ns/ical/"
OK, NOT_FOUND = "HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"

for _prefix, _namespace in (("D", DAV), ("C", CALDAV), ("CS", CALENDARSERVER), ("A", APPLE)):
    register_namespace(_prefix, _namespace)


def dav(name: str) -> str:
    return f"{{{DAV}}}{name}"


def caldav(name: str) -> str:
    return f"{{{CALDAV}}}{name}"


@dataclass(frozen=True)
class Asked:
    """The properties that a client wants: these, or all that there are, or only their names."""

    names: Sequence[str] = ()
    all_of_them: bool = False
    names_only: bool = False


@dataclass
class Told:
    """What is said of one address: properties that it has, names of those that it has not; or that it is gone."""

    href: str
    found: list[Element] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    is_gone: bool = False


def read(body: bytes) -> Element:
    """The body of a request.

    Raises:
        UnreadableBodyError: no XML, or XML with a document type, which could hold entities that grow.
    """
    try:
        return Defused.fromstring(body, forbid_dtd=True)
    except (Defused.ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableBodyError from error


def asked_for(element: Element | None) -> Asked:
    """What ``propfind`` or a report asks for; a body that is missing asks for everything."""
    if element is None or element.find(dav("allprop")) is not None:
        return Asked(all_of_them=True)
    if element.find(dav("propname")) is not None:
        return Asked(all_of_them=True, names_only=True)
    wanted = element.find(dav("prop"))
    return Asked([each.tag for each in wanted]) if wanted is not None else Asked(all_of_them=True)


def multistatus(told: Iterable[Told], sync_token: str | None = None) -> bytes:
    """The answer 207 (RFC 4918, section 13)."""
    root = Element(dav("multistatus"))
    for each in told:
        _add_response(root, each)
    if sync_token is not None:
        text(root, dav("sync-token"), sync_token)
    return _bytes(root)


def error(condition: str) -> bytes:
    """Why a request was refused (RFC 4918, section 16)."""
    root = Element(dav("error"))
    if condition:
        SubElement(root, condition)
    return _bytes(root)


def text(parent: Element, tag: str, content: str, **attributes: str) -> Element:
    """A new element that holds text."""
    element = SubElement(parent, tag, attributes)
    element.text = content
    return element


def href(parent: Element, address: str) -> Element:
    """A new ``href``, percent-encoded as RFC 3986 asks."""
    return text(parent, dav("href"), quote(address))


def path_of(address: str) -> str:
    """The path of an address that a client has sent, whole or without its host, decoded."""
    return unquote(urlsplit(address).path)


def name_within(collection: str, address: str) -> str:
    """The name of an address in a collection; empty when it stands elsewhere."""
    path = path_of(address)
    return path.removeprefix(collection) if path.startswith(collection) else ""


def _add_response(root: Element, told: Told) -> None:
    response = SubElement(root, dav("response"))
    href(response, told.href)
    if told.is_gone:
        text(response, dav("status"), NOT_FOUND)
        return
    if told.found or not told.missing:
        _add_propstat(response, told.found, OK)
    if told.missing:
        _add_propstat(response, [Element(name) for name in told.missing], NOT_FOUND)


def _add_propstat(response: Element, properties: list[Element], status: str) -> None:
    propstat = SubElement(response, dav("propstat"))
    SubElement(propstat, dav("prop")).extend(properties)
    text(propstat, dav("status"), status)


def _bytes(root: Element) -> bytes:
    written: Any = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
