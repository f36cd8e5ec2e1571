"""What hosts share in Redis, where EVENTHUB_REDIS_URL names one: counts, and answers that one of them has made.

Nothing here is the only copy of anything. A Redis that is slow, full or gone costs one short wait and is then left
alone for some seconds; who asks meanwhile is told nothing, and does as it would without one.
"""

import hmac
from collections.abc import Callable
from dataclasses import fields
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import structlog
from flask import Flask

from eventhub.config import SOURCE_ROOT, Config
from eventhub.deferred import Deferred

PATIENCE = 0.25
"""Seconds that an answer may take."""
PAUSE = 5.0
"""Seconds without a question after one that was not answered."""
OF_A_HOST = frozenset({"instance_path", "host", "port", "workers", "log_level", "redis_url"})
"""Settings that may differ between hosts of one instance, and that no page shows."""
SOURCES = ("eventhub/**/*.py", "eventhub/**/*.json", "eventhub/**/*.mo", "templates/**/*.*", "static/**/*.*")

Value = TypeVar("Value")
log = structlog.get_logger()
redis: Any = Deferred("redis")
backoff: Any = Deferred("redis.backoff")
retry: Any = Deferred("redis.retry")


class SharedMemory:
    """A Redis, or what speaks like one. Usable by several threads, and by processes that fork before its first use."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._silent_until = 0.0

    @cached_property
    def _client(self) -> Any:
        return redis.Redis.from_url(
            self._url,
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
            retry=retry.Retry(backoff.NoBackoff(), 0),
        )

    def count(self, name: str, seconds: int) -> int | None:
        """Count one more of ``name``, for about so long; how many there are now, None when nobody knows."""

        def add(client: Any) -> int:
            with client.pipeline(transaction=False) as line:
                counted, _expires = line.incr(name).expire(name, seconds).execute()
            return counted

        return self._ask(add)

    def get(self, name: str) -> bytes | None:
        return self._ask(lambda client: client.get(name))

    def put(self, name: str, value: bytes, seconds: int) -> None:
        self._ask(lambda client: client.set(name, value, ex=seconds))

    def claim(self, name: str, seconds: int) -> bool:
        """Be the first of all hosts to say ``name``, for so long; also true when nobody knows."""
        is_taken = self._ask(lambda client: client.set(name, b"1", ex=seconds, nx=True) is None)
        return not is_taken

    def is_there(self) -> bool:
        """Ask even if it was silent lately."""
        self._silent_until = 0.0
        return bool(self._ask(lambda client: client.ping()))

    def _ask(self, question: Callable[[Any], Value]) -> Value | None:
        if monotonic() < self._silent_until:
            return None
        try:
            return question(self._client)
        except (redis.RedisError, OSError) as error:
            self._silent_until = monotonic() + PAUSE
            log.warning("redis_silent", reason=type(error).__name__)
            return None


def init_app(app: Flask, config: Config) -> None:
    app.extensions["shared_memory"] = SharedMemory(config.redis_url) if config.redis_url else None


def name_of_instance(config: Config) -> str:
    """A name that only hosts of one instance know: several instances may share a Redis."""
    return hmac.new(config.secret_key.encode(), b"shared memory", sha256).hexdigest()[:32]


def name_of_program(config: Config) -> str:
    """The same for hosts that make the same page of the same data: one instance, one program, one configuration.

    While hosts are upgraded one after the other, no page of the old program is sent by the new one.
    """
    told = {each.name: getattr(config, each.name) for each in fields(config) if each.name not in OF_A_HOST}
    digest = hmac.new(config.secret_key.encode(), repr(sorted(told.items())).encode(), sha256)
    for path in _sources():
        digest.update(f"\0{path.relative_to(SOURCE_ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _sources() -> list[Path]:
    found = {path for pattern in SOURCES for path in SOURCE_ROOT.glob(pattern)}
    return sorted(path for path in found if path.is_file())
