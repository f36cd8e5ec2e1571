"""How often a token may ask. Counted by all hosts together where they share a Redis, else by each server process for
itself: the limit stops a program that runs away; it is no meter (decision records 0015 and 0021)."""

import threading
from typing import NamedTuple

from eventhub.clock import now
from eventhub.web.shared import SharedMemory

REQUESTS, SECONDS = 600, 60


class Allowance(NamedTuple):
    """What is left of a window, and the seconds until the next begins."""

    left: int
    seconds: int


class Limiter:
    """Counts in windows of a minute; what was counted in the one before is forgotten.

    ``name`` is that of the instance in what it shares. Where that does not answer, the process counts for itself.
    """

    def __init__(
        self,
        requests: int = REQUESTS,
        seconds: int = SECONDS,
        *,
        shared: SharedMemory | None = None,
        name: str = "",
    ) -> None:
        self._requests, self._seconds = requests, seconds
        self._shared, self._name = shared, name
        self._lock = threading.Lock()
        self._window = 0
        self._counts: dict[int, int] = {}

    def ask(self, token_id: int) -> Allowance | None:
        """Count a request; None when nothing was left."""
        window = int(now().timestamp()) // self._seconds
        count = self._counted_here(token_id, window)
        if self._shared:
            everywhere = self._shared.count(f"eventhub:{self._name}:api:{window}:{token_id}", self._seconds)
            count = max(count, everywhere or 0)
        if count > self._requests:
            return None
        return Allowance(self._requests - count, self.seconds_left())

    def _counted_here(self, token_id: int, window: int) -> int:
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, {}
            count = self._counts[token_id] = self._counts.get(token_id, 0) + 1
        return count

    def forget(self) -> None:
        """Begin to count anew."""
        with self._lock:
            self._counts.clear()

    def seconds_left(self) -> int:
        return self._seconds - int(now().timestamp()) % self._seconds
