"""Whole public answers kept in memory while nothing that the public sees has changed: never stale, on any process.

An answer is kept for the token of the database at which it was made (``db.state``) and for the minute of the clock:
registrations open, embargoes end and events begin at full minutes. When the token has changed, but none of the tables
that were read for the answer, it is kept for the new token. Who brings a cookie is never answered from here.

An answer that was worth keeping before is made by one request while the others wait for it; where hosts share a Redis,
by one request of all hosts (decision records 0007, 0021 and 0025).
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import Engine
from werkzeug.datastructures import Headers

from eventhub.clock import now
from eventhub.config import Config
from eventhub.db import db
from eventhub.db.state import EVERYTHING, UNSEEN, State, read_state, read_token, tables_read
from eventhub.web.kept import WAIT, Answer, SharedAnswers, Version
from eventhub.web.shared import SharedMemory, name_of_program

LIMIT = 8 * 2**20
"""Bytes that a process keeps; what was asked for longest ago goes first."""
LARGEST = 2 * 2**20
"""Bytes of one answer; of a larger one all but the body is kept, which is enough for who has it already."""
VARIES = frozenset({"accept-encoding", "cookie"})
"""What the answers kept may depend on: the first is part of their key, the second is absent."""
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE")
WITHOUT_BODY = {"Content-Length", "Content-Type", "Content-Encoding", "Content-Language"}


def init_app(app: Flask, config: Config) -> None:
    """Keep the public answers of ``app``. What proxies say of a request has to be read first: wrap that around it."""

    @cache
    def engine() -> Engine:
        with app.app_context():
            return db.engine

    memory: SharedMemory | None = app.extensions["shared_memory"]
    others = SharedAnswers(memory, name_of_program(config)) if memory else None
    app.wsgi_app = app.extensions["page_cache"] = PageCache(
        app.wsgi_app, lambda: read_token(engine()), lambda: read_state(engine()), others
    )


class PageCache:
    """WSGI middleware around an application.

    ``read_token`` tells its state, empty when it cannot; ``read_state`` tells it with the versions of the tables.
    """

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        read_token: Callable[[], str],
        read_state: Callable[[], State],
        others: SharedAnswers | None = None,
    ) -> None:
        self._application = application
        self._read_token = read_token
        self._read_state = read_state
        self._others = others
        self._turns: dict[tuple[str, ...], threading.Lock] = {}
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._size = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _may_be_kept(environ):
            return self._application(environ, start_response)
        key = _key(environ)
        version = self._version()
        answer = self._find(key, version, environ)
        if answer is None:
            # Whether it can be kept is known of what was kept once; nobody waits for the form of somebody else.
            before = self._answers.get(key)
            was_kept = before is not None and before.body is not None
            with self._in_turn(key, was_kept):
                answer = (
                    self._find(key, version, environ)
                    or self._find_unchanged(key, version, environ)
                    or self._find_elsewhere(key, version, waiting=was_kept)
                )
                if answer is None or not answer.is_enough_for(environ):
                    answer = self._make(environ, start_response, version)
                    self._remember(key, version, answer, was_kept)
        return _send(answer, environ, start_response) if isinstance(answer, Answer) else answer

    def _find(self, key: tuple[str, ...], version: Version, environ: dict[str, Any]) -> Answer | None:
        """What was kept, if it still is right and answers the request."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is None or answer.version != version or not answer.is_enough_for(environ):
                return None
            self._answers.move_to_end(key)
            return answer

    def _find_unchanged(
        self, key: tuple[str, ...], version: Version, environ: dict[str, Any]
    ) -> Answer | None:
        """What was kept for another token of the same minute, if nothing has changed in what it shows."""
        kept = self._answers.get(key)
        if kept is None or kept.version[1] != version[1] or not version[0] or not kept.is_enough_for(environ):
            return None
        if self._read_state().of(kept.shows.keys() - {EVERYTHING}) != kept.shows:
            return None
        answer = replace(kept, version=version)
        self._keep(key, answer)
        return answer

    def _find_elsewhere(self, key: tuple[str, ...], version: Version, *, waiting: bool) -> Answer | None:
        answer = self._others.find(key, version, waiting=waiting) if self._others and version[0] else None
        if answer:
            self._keep(key, answer)
        return answer

    def _remember(
        self, key: tuple[str, ...], version: Version, made: Answer | Iterable[bytes], was_kept: bool
    ) -> None:
        answer = made if isinstance(made, Answer) and version[0] and _is_for_all(made) else None
        if answer:
            self._keep(key, _without_large_body(answer))
        elif was_kept:
            with self._lock:
                self._drop(key)
        if self._others and answer and _size_of(answer) <= LARGEST:
            self._others.give(key, answer)
        elif self._others and was_kept and version[0]:
            self._others.give_up(key, version)

    @contextmanager
    def _in_turn(self, key: tuple[str, ...], was_kept: bool) -> Iterator[None]:
        """Let one thread at a time make an answer that the others can use; not for ever, whatever happens to it."""
        if not was_kept:
            yield
            return
        turn = self._turns.setdefault(key, threading.Lock())
        has_it = turn.acquire(timeout=WAIT)
        try:
            yield
        finally:
            if has_it:
                self._turns.pop(key, None)
                turn.release()

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
        # Read before the answer is made: what changes meanwhile makes the next request ask anew.
        state = self._read_state() if version[0] else None

        def remember(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            told.update(status=status, headers=headers, exc_info=exc_info)

        asked = {name: value for name, value in environ.items() if name not in CONDITIONS}
        asked["REQUEST_METHOD"] = "GET"
        with tables_read() as tables:
            content = _run(self._application, asked, remember)
        if told["status"].startswith("200"):
            headers = Headers(told["headers"])
            # Of tables that no public page shows there are no versions: what shows them all the same is not kept.
            shows = state.of(tables) if state and not tables & UNSEEN else {}
            return Answer(version, headers, content, headers.get("ETag"), headers.get("Last-Modified"), shows)
        start_response(told["status"], told["headers"], told["exc_info"])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]

    def _drop(self, key: tuple[str, ...]) -> None:
        """Inside the lock."""
        before = self._answers.pop(key, None)
        self._size -= _size_of(before) if before else 0

    def _keep(self, key: tuple[str, ...], answer: Answer) -> None:
        with self._lock:
            self._drop(key)
            self._answers[key] = answer
            self._size += _size_of(answer)
            while self._size > LIMIT:
                _key_of_oldest, oldest = self._answers.popitem(last=False)
                self._size -= _size_of(oldest)


def _run(
    application: Callable[..., Iterable[bytes]], environ: dict[str, Any], told: Callable[..., Any]
) -> bytes:
    body = application(environ, told)
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close:
            close()


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
        and bool(answer.shows)
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
