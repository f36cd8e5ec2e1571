"""Calendars as they go out: written once for each state of the calendars, and kept while it lasts."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from functools import cached_property
from threading import Lock

CAPACITY = 8 * 1024 * 1024
"""Bytes of calendars that a process keeps."""
LARGE = 2 * 1024 * 1024
"""Bytes from which on a calendar is kept compressed only: nearly all clients ask for it so."""
LEVEL = 6
"""Of compression; higher ones take three times as long for a hundredth of the size."""


class Document:
    """A calendar, and when anything in it last changed (None for one that has never had an entry)."""

    def __init__(self, content: bytes, last_modified: datetime | None) -> None:
        self.last_modified = last_modified
        self.length = len(content)
        """Bytes, not compressed."""
        self.etag = hashlib.sha256(content).hexdigest()[:32]
        """Hash of the bytes, so that it is the same on every process."""
        self._plain: bytes | None = content

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.compressed) if self._plain is None else self._plain

    @cached_property
    def compressed(self) -> bytes:
        """By gzip, without the time of compression: the same bytes on every process."""
        return gzip.compress(self.content, LEVEL, mtime=0)

    def pack(self) -> int:
        """Make it fit to be kept; the bytes that it takes come back, but for those of a small one compressed."""
        if self.length <= LARGE:
            return self.length
        size = len(self.compressed)
        self._plain = None
        return size


class DocumentCache:
    """The documents asked for last, up to ``capacity`` bytes, each in one state: one of an older state goes with it."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._documents: OrderedDict[Hashable, tuple[Hashable, Document, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._writing = Lock()

    def get(self, key: Hashable, state: Hashable, write: Callable[[], Document]) -> Document:
        """The document under ``key`` as it is right in ``state``; ``write`` makes it where it is not there.

        One is written at a time: of many who ask at once after a change, the first makes it and the others wait,
        where each would take the memory and the processor for a copy of its own.
        """
        found = self._find(key, state)
        if found is not None:
            return found
        with self._writing:
            found = self._find(key, state)
            if found is None:
                found = write()
                self._keep(key, state, found)
            return found

    def _find(self, key: Hashable, state: Hashable) -> Document | None:
        with self._lock:
            kept_state, document, _size = self._documents.get(key, (None, None, 0))
            if document is None or kept_state != state:
                return None
            self._documents.move_to_end(key)
            return document

    def _keep(self, key: Hashable, state: Hashable, document: Document) -> None:
        size = document.pack()
        with self._lock:
            _state, _older, freed = self._documents.pop(key, (None, None, 0))
            self._documents[key] = state, document, size
            self._size += size - freed
            while self._size > self._capacity:
                _key, (_state, _oldest, freed) = self._documents.popitem(last=False)
                self._size -= freed


documents = DocumentCache(CAPACITY)
