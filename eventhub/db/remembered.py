"""What was worked out of tables and is remembered as long as nothing in them has changed."""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from eventhub.db.base import db
from eventhub.db.state import UNSEEN, State, is_changing, note_reading

T = TypeVar("T")


class Remembered(Generic[T]):
    """Values by key, those that were asked for last. Each is right as long as ``tables`` have the same versions, which
    the transaction at hand sees (``db.state``): it never is older than what the transaction could read itself."""

    def __init__(self, tables: Iterable[str], *, limit: int = 200) -> None:
        self.tables = frozenset(tables)
        if without_version := self.tables & UNSEEN:
            raise ValueError(f"No versions are kept of {without_version}.")
        self._limit = limit
        self._kept: OrderedDict[Hashable, tuple[tuple[int | None, dict[str, str]], T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self, key: Hashable, *, read: Callable[[], T], at_hand: Callable[[], T], minute: int | None = None
    ) -> T:
        """The value for ``key``, from here or as ``read`` works it out; with ``minute``, for this minute of the clock.

        ``read`` has to read its rows anew: what the session holds may be older than the versions. Where the
        transaction itself changes the tables, the value is what ``at_hand`` makes of the session, and not remembered.
        """
        note_reading(self.tables)
        if is_changing(db.session(), self.tables):
            return at_hand()
        state = minute, _versions().of(self.tables)
        with self._lock:
            found = self._kept.get(key)
            if found and found[0] == state:
                self._kept.move_to_end(key)
                return found[1]
        value = read()
        with self._lock:
            self._kept[key] = state, value
            self._kept.move_to_end(key)
            if len(self._kept) > self._limit:
                self._kept.popitem(last=False)
        return value


def _versions() -> State:
    """As the transaction at hand sees them; past the ORM, for this is asked for each mail."""
    found = db.session.connection().exec_driver_sql("SELECT token, versions FROM site_state").one()
    return State(found[0], found[1] if isinstance(found[1], dict) else json.loads(found[1]))
