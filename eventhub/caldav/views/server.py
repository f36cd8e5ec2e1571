"""The CalDAV server: public calendars for everybody, private ones by their token, in the address or as password."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.exceptions import Unauthorized

from eventhub.caldav import sync, xml
from eventhub.caldav.collections import (
    Collection,
    Entry,
    Home,
    private_collection,
    private_home,
    public_collection,
    public_home,
)
from eventhub.caldav.errors import (
    DavError,
    InfiniteDepthError,
    TooManyMatchesError,
    UnknownReportError,
    UnreadableBodyError,
)
from eventhub.caldav.properties import MEDIA_TYPE, tell_of_collection, tell_of_entry, tell_of_home
from eventhub.caldav.query import filter_of
from eventhub.caldav.xml import Asked, Told, asked_for, caldav, dav
from eventhub.calendars.errors import FeedEndedError, FeedNotFoundError
from eventhub.calendars.models import PrivateFeed
from eventhub.calendars.use import used_feed
from eventhub.text.languages import CODES, negotiate
from eventhub.text.numbers import whole_number
from eventhub.web.access import public
from eventhub.web.security import keep_private

ROOT = "/dav/"
METHODS = ("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT")
CLASSES = "1, 3, calendar-access"

blueprint = Blueprint("caldav", __name__)


@dataclass(frozen=True)
class Place:
    """What stands at an address: an entry in a collection in a home, or the last of these that is named."""

    home: Home
    collection: Collection | None = None
    entry: Entry | None = None


@blueprint.errorhandler(DavError)
def refused(error: DavError) -> Response:
    return _xml(xml.error(error.condition), error.status)


@blueprint.errorhandler(Unauthorized)
def asked_for_password(_error: Unauthorized) -> Response:
    answer = make_response("", 401)
    answer.headers["WWW-Authenticate"] = 'Basic realm="EventHub", charset="UTF-8"'
    return answer


@blueprint.after_request
def mark(response: Response) -> Response:
    response.headers["DAV"] = CLASSES
    # What is told depends on the password and changes without notice.
    return keep_private(response)


@blueprint.route("/.well-known/caldav", methods=METHODS, provide_automatic_options=False)
@public
def well_known():
    """RFC 6764, section 5."""
    return redirect(ROOT, code=301)


@blueprint.route("/dav/", methods=METHODS, provide_automatic_options=False, defaults={"path": ""})
@blueprint.route("/dav/<path:path>", methods=METHODS, provide_automatic_options=False)
@public
def answer(path: str):
    if request.method == "OPTIONS":
        return make_response("", {"Allow": ", ".join(METHODS)})
    place = _place(path)
    if request.method == "PROPFIND":
        return _propfind(place)
    if request.method == "REPORT":
        return _report(place)
    return _get(place)


def _place(path: str) -> Place:
    """What the address names.

    Raises:
        FeedNotFoundError: nothing.
    """
    parts = path.strip("/").split("/") if path else []
    home, rest, collection_of = _home(parts)
    if not rest:
        return Place(home)
    collection = collection_of(rest[0])
    if len(rest) == 1:
        return Place(home, collection)
    entry = collection.named(rest[1:]).get(rest[1])
    if len(rest) > 2 or entry is None:
        raise FeedNotFoundError
    return Place(home, collection, entry)


def _home(parts: list[str]) -> tuple[Home, list[str], Callable[[str], Collection]]:
    """The home, what the address names within it, and how to find that."""
    if not parts:
        if request.authorization is not None:
            return _private(_feed_of_password(), f"{ROOT}private/", [])
        return _public(negotiate(request.headers.get("Accept-Language", "")), [])
    if parts[0] in CODES:
        return _public(parts[0], parts[1:])
    if parts[0] == "private":
        return _private(_feed_of_password(), f"{ROOT}private/", parts[1:])
    if parts[0] == "token" and len(parts) > 1:
        return _private(used_feed(parts[1]), f"{ROOT}token/{parts[1]}/", parts[2:])
    raise FeedNotFoundError


def _public(language: str, rest: list[str]) -> tuple[Home, list[str], Callable[[str], Collection]]:
    href = f"{ROOT}{language}/"
    return public_home(language, href), rest, lambda name: public_collection(language, name, f"{href}{name}/")


def _private(
    feed: PrivateFeed, href: str, rest: list[str]
) -> tuple[Home, list[str], Callable[[str], Collection]]:
    def collection_of(name: str) -> Collection:
        if name != "calendar":
            raise FeedNotFoundError
        return private_collection(feed, f"{href}calendar/")

    return private_home(feed, href), rest, collection_of


def _feed_of_password() -> PrivateFeed:
    """The feed whose token was sent as a password; the name of the user may be any."""
    sent = request.authorization
    try:
        if sent is not None and sent.password:
            return used_feed(sent.password)
    except (FeedNotFoundError, FeedEndedError):
        pass
    raise Unauthorized


def _get(place: Place) -> Response:
    if place.entry is None:
        # A collection has no representation of its own; people who open it in a browser get no error.
        return make_response("CalDAV\n", {"Content-Type": "text/plain; charset=utf-8"})
    response = make_response(place.entry.content)
    response.headers["Content-Type"] = MEDIA_TYPE
    response.set_etag(place.entry.etag)
    response.make_conditional(request)
    return response


def _propfind(place: Place) -> Response:
    depth = request.headers.get("Depth", "infinity")
    if depth not in ("0", "1"):
        raise InfiniteDepthError
    body = request.get_data()
    asked = asked_for(_body("propfind", body) if body.strip() else None)
    return _multistatus(_told(place, asked, with_members=depth == "1"))


def _told(place: Place, asked: Asked, *, with_members: bool) -> Iterable[Told]:
    collection = place.collection
    if collection is None:
        yield tell_of_home(place.home, asked)
        if with_members:
            for each in place.home.collections():
                yield tell_of_collection(each, place.home, asked)
    elif place.entry is not None:
        yield tell_of_entry(place.entry, collection.href + place.entry.name, asked)
    else:
        yield tell_of_collection(collection, place.home, asked)
        if with_members:
            for entry in collection.entries.values():
                yield tell_of_entry(entry, collection.href + entry.name, asked)


def _report(place: Place) -> Response:
    report = xml.read(request.get_data())
    answer_report = _REPORTS.get(report.tag)
    if answer_report is None or place.collection is None or place.entry is not None:
        raise UnknownReportError
    return answer_report(place.collection, report)


def _query(collection: Collection, report: Element) -> Response:
    wanted, asked = filter_of(report), asked_for(report)
    return _multistatus(
        tell_of_entry(entry, collection.href + entry.name, asked)
        for entry in collection.entries.values()
        if wanted.holds(entry.block)
    )


def _multiget(collection: Collection, report: Element) -> Response:
    asked = asked_for(report)
    addresses = [(element.text or "").strip() for element in report.iter(dav("href"))]
    return _multistatus(_tell_of(collection, addresses, asked))


def _tell_of(collection: Collection, addresses: Iterable[str], asked: Asked) -> Iterator[Told]:
    named = [(address, xml.name_within(collection.href, address)) for address in addresses]
    entries = collection.named([name for _address, name in named])
    for address, name in named:
        entry = entries.get(name)
        if entry is None:
            yield Told(xml.path_of(address), is_gone=True)
        else:
            yield tell_of_entry(entry, collection.href + name, asked)


def _sync(collection: Collection, report: Element) -> Response:
    """RFC 6578, section 3.2. There are no collections within collections, so every level is one."""
    token = report.find(dav("sync-token"))
    if token is None:
        raise UnreadableBodyError
    changes = sync.changes_since(collection, (token.text or "").strip())
    limit = whole_number((report.findtext(f"{dav('limit')}/{dav('nresults')}") or "").strip())
    if limit is not None and len(changes.present) + len(changes.gone) > limit:
        raise TooManyMatchesError
    asked = asked_for(report)
    told = list(_tell_of(collection, [collection.href + name for name in changes.present], asked))
    told += [Told(collection.href + name, is_gone=True) for name in changes.gone]
    return _multistatus(told, changes.token)


_REPORTS: dict[str, Callable[[Collection, Element], Response]] = {
    caldav("calendar-query"): _query,
    caldav("calendar-multiget"): _multiget,
    dav("sync-collection"): _sync,
}


def _body(name: str, body: bytes) -> Element:
    root = xml.read(body)
    if root.tag != dav(name):
        raise UnreadableBodyError
    return root


def _multistatus(told: Iterable[Told], sync_token: str | None = None) -> Response:
    return _xml(xml.multistatus(told, sync_token), 207)


def _xml(content: bytes, status: int) -> Response:
    response = make_response(content, status)
    response.headers["Content-Type"] = "application/xml; charset=utf-8"
    return response
