"""Measuring a server from outside: requests one after the other over one connection, CPU from the kernel."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlsplit

from bench.processes import cpu_seconds
from bench.works import ACCEPTED, Work


@dataclass(frozen=True)
class Round:
    """What one round of a work came to."""

    cpu: float
    """Seconds of the server's CPU, for each request."""
    waits: tuple[float, ...]
    """Seconds until each answer was read."""
    size: int
    """Bytes of the last answer's body, as they were sent."""

    @property
    def wall(self) -> float:
        """Seconds for each request."""
        return sum(self.waits) / len(self.waits)


def run_round(url: str, worker: int, work: Work, *, seconds: float) -> Round:
    """Send the request of ``work`` again and again for ``seconds``.

    Raises:
        RuntimeError: the answer has another status than the work asks for.
    """
    connection = HTTPConnection(urlsplit(url).netloc)
    size = _send(connection, work)
    waits: list[float] = []
    cpu, start = cpu_seconds(worker), time.perf_counter()
    while time.perf_counter() - start < seconds:
        begun = time.perf_counter()
        size = _send(connection, work)
        waits.append(time.perf_counter() - begun)
    used = cpu_seconds(worker) - cpu
    connection.close()
    return Round(cpu=used / len(waits), waits=tuple(waits), size=size)


def _send(connection: HTTPConnection, work: Work) -> int:
    if work.before:
        work.before()
    connection.request("GET", work.path, headers=ACCEPTED | work.headers)
    response = connection.getresponse()
    content = response.read()
    if response.status != work.status:
        raise RuntimeError(f"{work.path} answered {response.status}, not {work.status}.")
    return len(content)


def cost(work: Callable[[], object], *, times: int) -> float:
    """Milliseconds of this process's CPU, the median of so many times after a first one."""
    work()
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return median(spent)


def middle_and_spread(values: list[float]) -> tuple[float, float, float]:
    """Median, least and most."""
    return median(values), min(values), max(values)
