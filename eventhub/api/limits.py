"""How often a token may ask. Counted by each server process for itself: the limit stops a program that runs away, and
costs nothing; it is no meter (decision record 0015)."""

import threading
from typing import NamedTuple

from eventhub.clock import now

REQUESTS, SECONDS = 600, 60


class Allowance(NamedTuple):
    """What is left of a window, and the seconds until the next begins."""

    left: int
    seconds: int


class Limiter:
    """Counts in windows of a minute; what was counted in the one before is forgotten."""

    def __init__(self, requests: int = REQUESTS, seconds: int = SECONDS) -> None:
        self._requests, self._seconds = requests, seconds
        self._lock = threading.Lock()
        self._window = 0
        self._counts: dict[int, int] = {}

    def ask(self, token_id: int) -> Allowance | None:
        """Count a request; None when nothing was left."""
        at = int(now().timestamp())
        with self._lock:
            if at // self._seconds != self._window:
                self._window, self._counts = at // self._seconds, {}
            count = self._counts[token_id] = self._counts.get(token_id, 0) + 1
        if count > self._requests:
            return None
        return Allowance(self._requests - count, self.seconds_left())

    def forget(self) -> None:
        """Begin to count anew."""
        with self._lock:
            self._counts.clear()

    def seconds_left(self) -> int:
        return self._seconds - int(now().timestamp()) % self._seconds
