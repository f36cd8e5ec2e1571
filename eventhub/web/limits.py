"""How often one client may ask. Counted by all hosts together where they share a Redis, else by each server process for
itself: a limit stops a program that runs away; it is no meter (decision records 0015 and 0021)."""

import threading
from collections.abc import Callable, Collection, Hashable
from hashlib import sha256
from typing import NamedTuple, TypeVar

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests

from eventhub.clock import now
from eventhub.config import Config
from eventhub.web.access import PUBLIC, declared_access
from eventhub.web.client import client_address, is_from_this_machine
from eventhub.web.security_log import refused
from eventhub.web.shared import SharedMemory, name_of_instance

View = TypeVar("View", bound=Callable)

MARK = "is_costly"

LARGEST = 100_000
"""Clients that are counted in one window: whoever has more addresses than that is not stopped by counting them."""


class Allowance(NamedTuple):
    """What is left of a window, and the seconds until the next begins."""

    left: int
    seconds: int


class Limiter:
    """Counts in windows of so many seconds; what was counted in the one before is forgotten.

    ``name`` is that of the instance, and of what is counted, in what hosts share. Where that does not answer, the
    process counts for itself.
    """

    def __init__(
        self, requests: int, seconds: int, *, shared: SharedMemory | None = None, name: str = ""
    ) -> None:
        self.requests, self.seconds = requests, seconds
        self._shared, self._name = shared, name
        self._lock = threading.Lock()
        self._window = 0
        self._counts: dict[Hashable, int] = {}

    def ask(self, whom: Hashable) -> Allowance | None:
        """Count a request; None when nothing was left."""
        window = int(now().timestamp()) // self.seconds
        count = self._counted_here(whom, window)
        if self._shared:
            # A digest with the name, which is secret: addresses of people stand nowhere.
            digest = sha256(f"{self._name}:{window}:{whom}".encode()).hexdigest()
            everywhere = self._shared.count(f"eventhub:count:{digest}", self.seconds)
            count = max(count, everywhere or 0)
        if count > self.requests:
            return None
        return Allowance(self.requests - count, self.seconds_left())

    def _counted_here(self, whom: Hashable, window: int) -> int:
        with self._lock:
            if window != self._window or len(self._counts) > LARGEST:
                self._window, self._counts = window, {}
            count = self._counts[whom] = self._counts.get(whom, 0) + 1
        return count

    def forget(self) -> None:
        """Begin to count anew."""
        with self._lock:
            self._counts.clear()

    def seconds_left(self) -> int:
        return self.seconds - int(now().timestamp()) % self.seconds


def costly(view: View) -> View:
    """Answering this route takes the work of many pages: one client address may ask only so often."""
    setattr(view, MARK, True)
    return view


def init_app(app: Flask, config: Config, *, apart: Collection[str]) -> None:
    """Count what clients send to public forms and ask of costly pages, by address. Forms of the blueprints ``apart``
    are counted in a way of their own.

    There is no limit by event or by form: whoever used it up would lock everybody else out. What comes from this
    machine is not counted, or all visitors would be one client behind a proxy that nobody has said is to be believed.
    """
    memory, name = app.extensions["shared_memory"], name_of_instance(config)
    forms = app.extensions["form_limiter"] = Limiter(
        config.forms_per_minute, 60, shared=memory, name=f"{name}:forms"
    )
    papers = app.extensions["costly_limiter"] = Limiter(
        config.costly_per_minute, 60, shared=memory, name=f"{name}:costly"
    )

    @app.before_request
    def limit() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if view is None or is_from_this_machine():
            return
        if request.method == "POST" and declared_access(view) == PUBLIC:
            if request.blueprint not in apart:
                _count(forms, "forms")
        elif hasattr(view, MARK):
            _count(papers, "costly")


def _count(limiter: Limiter, name: str) -> None:
    if limiter.requests and limiter.ask(client_address()) is None:
        refused("throttled", gate=name)
        raise TooManyRequests(retry_after=limiter.seconds_left())
