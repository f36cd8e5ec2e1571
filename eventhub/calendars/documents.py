"""Calendars as they go out: written once for each state of the calendars, and kept while it lasts."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Lock

CAPACITY = 8 * 1024 * 1024
"""Bytes of calendars, uncompressed, that a process keeps."""


@dataclass(frozen=True)
class Document:
    """A calendar, and when anything in it last changed (None for one that has never had an entry)."""

    content: bytes
    last_modified: datetime | None

    @cached_property
    def etag(self) -> str:
        """Hash of the bytes, so that it is the same on every process."""
        return hashlib.sha256(self.content).hexdigest()[:32]

    @cached_property
    def compressed(self) -> bytes:
        """By gzip, without the time of compression: the same bytes on every process."""
        return gzip.compress(self.content, mtime=0)


class DocumentCache:
    """The documents asked for last, up to ``capacity`` bytes. Keys contain the state in which a document is right."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._documents: OrderedDict[Hashable, Document] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable, write: Callable[[], Document]) -> Document:
        """The document under ``key``; ``write`` makes it where it is not there."""
        with self._lock:
            if key in self._documents:
                self._documents.move_to_end(key)
                return self._documents[key]
        document = write()
        with self._lock:
            if key not in self._documents:
                self._documents[key] = document
                self._size += len(document.content)
            while self._size > self._capacity:
                _key, oldest = self._documents.popitem(last=False)
                self._size -= len(oldest.content)
        return document


documents = DocumentCache(CAPACITY)
