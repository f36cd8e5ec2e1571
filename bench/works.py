"""What is measured: requests that people and calendar clients make all day."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

EVENT = "beijing-return-readmission"
ACCEPTED = {"Accept-Encoding": "gzip"}
"""What every browser and calendar client sends; an answer in another encoding has another ETag."""


WITH_COOKIE = {"Cookie": "seen=1"}
"""Whoever brings a cookie is answered by the application, not with a whole answer that has been kept."""


@dataclass(frozen=True)
class Work:
    name: str
    path: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None
    """Done before each request, at the expense of nobody."""
    goal: float | None = None
    """What the design asks for: at most so many times the CPU of bare Flask."""


FLOOR = Work("bare Flask", "/")


def works_of(url: str, edit: Callable[[], None]) -> list[Work]:
    """The requests to the demo data that ``url`` serves; ``edit`` changes something that they show."""
    feed = "/en/calendars/all.ics"
    return [
        Work("public event page", f"/en/events/{EVENT}/", goal=2),
        Work("event .ics", f"/en/events/{EVENT}.ics", goal=1.5),
        Work("feed of all events", feed, goal=3),
        Work("the same, had already", feed, 304, {"If-None-Match": _header(url, feed, "ETag")}, goal=1.3),
        Work("event list", "/en/events/"),
        Work("release page", _first_release(url)),
        Work("public event page, with a cookie", f"/en/events/{EVENT}/", headers=WITH_COOKIE),
        *(Work(f"{name}, made anew", path, before=edit, goal=goal) for name, path, goal in _anew(url)),
    ]


def _anew(url: str) -> list[tuple[str, str, float | None]]:
    """Name, path and goal."""
    return [
        ("public event page", f"/en/events/{EVENT}/", 15),
        ("event list", "/en/events/", None),
        ("search", "/en/events/?q=migration+beijing", None),
        ("release page", _first_release(url), None),
    ]


def _get(url: str, path: str):
    connection = HTTPConnection(urlsplit(url).netloc)
    try:
        connection.request("GET", path, headers=ACCEPTED)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def _header(url: str, path: str, name: str) -> str:
    response, _body = _get(url, path)
    return response.headers[name]


def _first_release(url: str) -> str:
    """The path of the release that the newsroom shows first."""
    _response, content = _get(url, "/en/releases/")
    body = gzip.decompress(content).decode()
    _before, _found, rest = body.partition('href="/en/releases/')
    return "/en/releases/" + rest.partition('"')[0]
