"""Whole public answers kept in memory while nothing that the public sees has changed: never stale, on any process.

An answer is kept for the token of the database at which it was made (``db.state``) and for the minute of the clock:
registrations open, embargoes end and events begin at full minutes. Who brings a cookie is never answered from here.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import Engine
from werkzeug.datastructures import Headers
from werkzeug.http import is_resource_modified

from eventhub.clock import now
from eventhub.db import db
from eventhub.db.state import read_token

LIMIT = 8 * 2**20
"""Bytes that a process keeps; what was asked for longest ago goes first."""
LARGEST = 2 * 2**20
"""Bytes of one answer; of a larger one all but the body is kept, which is enough for who has it already."""
VARIES = frozenset({"accept-encoding", "cookie"})
"""What the answers kept may depend on: the first is part of their key, the second is absent."""
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE")
WITHOUT_BODY = {"Content-Length", "Content-Type", "Content-Encoding", "Content-Language"}

Version = tuple[str, int]


def init_app(app: Flask) -> None:
    """Keep the public answers of ``app``. What proxies say of a request has to be read first: wrap that around it."""

    @cache
    def engine() -> Engine:
        with app.app_context():
            return db.engine

    app.wsgi_app = app.extensions["page_cache"] = PageCache(app.wsgi_app, lambda: read_token(engine()))


@dataclass(frozen=True)
class Answer:
    """An answer 200 of the application, as it goes out."""

    version: Version
    headers: Headers
    body: bytes | None
    """None for one that was too large to keep."""
    etag: str | None
    last_modified: str | None

    def is_enough_for(self, environ: dict[str, Any]) -> bool:
        """Whether it answers the request without being made anew."""
        return self.body is not None or environ["REQUEST_METHOD"] == "HEAD" or self.is_had(environ)

    def is_had(self, environ: dict[str, Any]) -> bool:
        """Whether the client has it already."""
        has_validator = self.etag is not None or self.last_modified is not None
        return has_validator and not is_resource_modified(
            environ, self.etag, last_modified=self.last_modified
        )


class PageCache:
    """WSGI middleware around an application; ``read_token`` tells its state, empty when it cannot."""

    def __init__(self, application: Callable[..., Iterable[bytes]], read_token: Callable[[], str]) -> None:
        self._application = application
        self._read_token = read_token
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._size = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _may_be_kept(environ):
            return self._application(environ, start_response)
        key = _key(environ)
        # Read before the answer is made: what changes meanwhile makes the next request ask anew.
        version = self._version()
        answer = self._answers.get(key)
        is_right = answer is not None and version[0] and answer.version == version
        if answer is None or not is_right or not answer.is_enough_for(environ):
            answer = self._make(environ, start_response, version)
            if not isinstance(answer, Answer):
                return answer
            if version[0] and _is_for_all(answer):
                self._keep(key, _without_large_body(answer))
        else:
            with self._lock:
                if key in self._answers:
                    self._answers.move_to_end(key)
        return _send(answer, environ, start_response)

    def forget(self) -> None:
        """Make every answer anew, for who wants to see what that costs."""
        with self._lock:
            self._answers.clear()
            self._size = 0

    def _version(self) -> Version:
        try:
            return self._read_token(), int(now().timestamp() // 60)
        except Exception:
            # Without a database there is an error to show, which the application does.
            return "", 0

    def _make(
        self, environ: dict[str, Any], start_response: Callable[..., Any], version: Version
    ) -> Answer | Iterable[bytes]:
        """An answer 200; else the body, with what goes before it told to ``start_response``."""
        told: dict[str, Any] = {}

        def remember(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            told.update(status=status, headers=headers, exc_info=exc_info)

        asked = {name: value for name, value in environ.items() if name not in CONDITIONS}
        asked["REQUEST_METHOD"] = "GET"
        body = self._application(asked, remember)
        try:
            content = b"".join(body)
        finally:
            close = getattr(body, "close", None)
            if close:
                close()
        if told["status"].startswith("200"):
            headers = Headers(told["headers"])
            return Answer(version, headers, content, headers.get("ETag"), headers.get("Last-Modified"))
        start_response(told["status"], told["headers"], told["exc_info"])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]

    def _keep(self, key: tuple[str, ...], answer: Answer) -> None:
        with self._lock:
            before = self._answers.pop(key, None)
            self._size -= _size_of(before) if before else 0
            self._answers[key] = answer
            self._size += _size_of(answer)
            while self._size > LIMIT:
                _key_of_oldest, oldest = self._answers.popitem(last=False)
                self._size -= _size_of(oldest)


def _size_of(answer: Answer) -> int:
    return len(answer.body or b"")


def _without_large_body(answer: Answer) -> Answer:
    return replace(answer, body=None) if _size_of(answer) > LARGEST else answer


def _may_be_kept(environ: dict[str, Any]) -> bool:
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and "HTTP_COOKIE" not in environ
        and "HTTP_AUTHORIZATION" not in environ
        and not environ.get("PATH_INFO", "").startswith("/static/")
    )


def _key(environ: dict[str, Any]) -> tuple[str, ...]:
    names = ("wsgi.url_scheme", "HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING")
    return tuple(environ.get(name, "") for name in names)


def _is_for_all(answer: Answer) -> bool:
    headers = answer.headers
    control = headers.get("Cache-Control", "")
    varies = {each.strip().lower() for each in headers.get("Vary", "").split(",") if each.strip()}
    return (
        answer.etag is not None
        and "Set-Cookie" not in headers
        and "private" not in control
        and "no-store" not in control
        and varies <= VARIES
    )


def _send(answer: Answer, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if answer.is_had(environ):
        start_response("304 NOT MODIFIED", [each for each in answer.headers if each[0] not in WITHOUT_BODY])
        return []
    start_response("200 OK", list(answer.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" or answer.body is None else [answer.body]
