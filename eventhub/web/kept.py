"""An answer as it is kept, and what hosts that share a Redis make for each other."""

import json
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.http import is_resource_modified

from eventhub.web.shared import SharedMemory

WAIT = 2.0
"""Seconds after which who waits for another to make an answer makes it as well."""
STEP = 0.02
SECONDS_SHARED = 90
"""How long an answer stays where hosts share it: its minute, and no more than it takes to be sure of that."""

Version = tuple[str, int]
"""The token of the database and the minute of the clock."""


@dataclass(frozen=True)
class Answer:
    """An answer 200 of the application, as it goes out."""

    version: Version
    headers: Headers
    body: bytes | None
    """None for one that was too large to keep."""
    etag: str | None
    last_modified: str | None
    shows: dict[str, str]
    """The versions of the tables that were read for it (``db.state``): while they are the same, it is still right.

    Empty for one that must not be kept.
    """

    def is_enough_for(self, environ: dict[str, Any]) -> bool:
        """Whether it answers the request without being made anew."""
        return self.body is not None or environ["REQUEST_METHOD"] == "HEAD" or self.is_had(environ)

    def is_had(self, environ: dict[str, Any]) -> bool:
        """Whether the client has it already."""
        has_validator = self.etag is not None or self.last_modified is not None
        return has_validator and not is_resource_modified(
            environ, self.etag, last_modified=self.last_modified
        )

    def as_bytes(self) -> bytes:
        head = {"headers": list(self.headers), "etag": self.etag, "last_modified": self.last_modified}
        head["shows"] = self.shows
        return json.dumps(head).encode() + b"\n" + (self.body or b"")

    @classmethod
    def from_bytes(cls, content: bytes, version: Version) -> "Answer":
        head, _end, body = content.partition(b"\n")
        told = json.loads(head)
        headers = Headers([(name, value) for name, value in told["headers"]])
        return cls(version, headers, body, told["etag"], told["last_modified"], told["shows"])


class SharedAnswers:
    """Answers that hosts make for each other. Names bear the version, so that none is ever written over."""

    def __init__(self, memory: SharedMemory, program: str) -> None:
        self._memory, self._program = memory, program

    def find(self, key: tuple[str, ...], version: Version, *, waiting: bool) -> Answer | None:
        """What another host has made; with ``waiting``, also what one is making right now. None: make it yourself."""
        name = self._name(key, version)
        content = self._memory.get(name)
        if content is None and waiting and not self._memory.claim(f"{name}:making", int(WAIT) + 1):
            deadline = time.monotonic() + WAIT
            while content is None and time.monotonic() < deadline:
                time.sleep(STEP)
                content = self._memory.get(name)
        return Answer.from_bytes(content, version) if content else None

    def give(self, key: tuple[str, ...], answer: Answer) -> None:
        self._memory.put(self._name(key, answer.version), answer.as_bytes(), SECONDS_SHARED)

    def give_up(self, key: tuple[str, ...], version: Version) -> None:
        """Let nobody wait for what has turned out to be nothing to keep."""
        self._memory.put(self._name(key, version), b"", SECONDS_SHARED)

    def _name(self, key: tuple[str, ...], version: Version) -> str:
        return f"eventhub:{self._program}:{sha256(repr((key, version)).encode()).hexdigest()}"
