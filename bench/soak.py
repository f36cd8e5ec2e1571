"""Mixed load for a long time on a site of two hosts: memory stays flat, nobody sees an error, no mail is lost.

``python -m bench.soak [MINUTES] [--rate REQUESTS]`` sends requests at a steady rate, whether or not the ones before
were answered, and writes a dated page to ``bench/results/``. Of 100 requests 12 register somebody with a file, and 3
edit the event, which makes all public pages anew. Needs Linux and nginx, and a machine that has nothing else to do.
"""

import argparse
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import linear_regression, quantiles

import requests

from bench.errand import api
from bench.machines import wait
from bench.people import EVENT, owed, register, registered
from bench.processes import pss_megabytes
from bench.site import Site
from eventhub.outbox.rules import LEASE
from tests.servers import receiving_mail

RESULTS = Path(__file__).parent / "results"
PAGES = (
    f"/en/events/{EVENT}/",
    f"/ar/events/{EVENT}/",
    "/en/",
    "/fr/events/",
    "/en/events/?q=recruitment",
    "/zh/events/?q=劳务",
    "/en/calendars/",
    "/en/releases/",
    f"/en/events/{EVENT}.ics",
    "/en/calendars/all.ics",
    "/api/v1/events",
)
AT_ONCE = 16
EVERY = 5.0
"""Seconds between two looks at the memory."""
PARTS = 5
"""Into so many parts of equal length the time is cut, to compare the last with the second: the first warms up."""
GROWTH, SLOWER = 1.05, 2.0
"""How much larger or slower the last part may be."""


@dataclass
class Seen:
    """What came of the requests, and what the processes took."""

    begun: float = field(default_factory=time.monotonic)
    took: list[tuple[float, str, float]] = field(default_factory=list)
    """When, which kind, how many seconds."""
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    memory: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """By process: when, and its PSS in megabytes."""
    confirmed: list[str] = field(default_factory=list)

    def note(self, kind: str, outcome: str, began: float) -> None:
        self.took.append((began - self.begun, kind, time.monotonic() - began))
        self.answers[kind, outcome] += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=10.0, help="requests a second")
    asked = parser.parse_args()
    if shutil.which("nginx") is None:
        print("The soak needs nginx. On Debian type: sudo apt-get install nginx-light")
        return 2
    with tempfile.TemporaryDirectory(prefix="eventhub-soak-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        with receiving_mail() as mail_server, ExitStack() as stack:
            site = Site(folder, mail_server, stack)
            seen = _soak(site, asked.minutes * 60, asked.rate)
            wait(lambda: owed(site.database) == 0, patience=LEASE.total_seconds() + 120)
            faults = _faults(site, seen)
            # Before all that runs is ended: whatever happens then, half an hour was not in vain.
            page = _page(seen, faults, asked.minutes, asked.rate)
            print(page, flush=True)
            RESULTS.mkdir(exist_ok=True)
            (RESULTS / f"soak-{datetime.now(UTC):%Y-%m-%d-%H%M}.md").write_text(page)
    return 1 if any(faults.values()) else 0


def _soak(site: Site, seconds: float, rate: float) -> Seen:
    chance, seen, stop = random.Random(1), Seen(), threading.Event()  # noqa: S311 - a load, guards nothing
    watcher = threading.Thread(target=_watch, args=(site, seen, stop))
    watcher.start()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(int(seconds * rate)):
            # By the clock: a site that answers late is asked all the same.
            time.sleep(max(0.0, seen.begun + number / rate - time.monotonic()))
            pool.submit(_request, site, seen, number, chance.random())
    stop.set()
    watcher.join()
    return seen


def _request(site: Site, seen: Seen, number: int, dice: float) -> None:
    kind, does = next((kind, does) for share, kind, does in MIX if dice < share)
    began = time.monotonic()
    try:
        outcome = does(site, seen, number)
    except requests.RequestException as error:
        outcome = type(error).__name__
    seen.note(kind, outcome, began)


def _register(site: Site, seen: Seen, number: int) -> str:
    files = {f"q{site.question}": ("cv.pdf", b"%%PDF-1.7\n%d" % number, "application/pdf")}
    done: list[str] = []
    answer = register(site.url, site.certificate, number, done, files, tries=1)
    seen.confirmed += filter(None, done)
    return "200" if done[0] else answer


def _edit(site: Site, _seen: Seen, number: int) -> str:
    port = site.ports[number % 2]
    return str(
        api(site, port, "PATCH", f"/desk/events/{EVENT}", {"title": {"en": f"Edit {number}"}}).status_code
    )


def _list(site: Site, _seen: Seen, number: int) -> str:
    return str(api(site, site.ports[number % 2], "GET", f"/desk/events/{EVENT}/registrations").status_code)


def _read(site: Site, _seen: Seen, number: int) -> str:
    return str(site.ask(None, PAGES[number % len(PAGES)]).status_code)


def _read_with_cookie(site: Site, _seen: Seen, number: int) -> str:
    return str(site.ask(None, PAGES[number % len(PAGES)], cookies={"seen": "once"}).status_code)


MIX: tuple[tuple[float, str, Callable[[Site, Seen, int], str]], ...] = (
    (0.12, "register, with a file", _register),
    (0.15, "edit by the API", _edit),
    (0.17, "list of registrations by the API", _list),
    (0.35, "page for a visitor with a cookie", _read_with_cookie),
    (1.00, "page or feed", _read),
)
"""Up to which throw of the dice each kind of request is sent."""


def _watch(site: Site, seen: Seen, stop: threading.Event) -> None:
    while not stop.wait(EVERY):
        for name in ("a server", "the other server", "the worker"):
            total = sum(pss_megabytes(pid) for pid in site.running[name].processes())
            seen.memory.setdefault(name, []).append((time.monotonic() - seen.begun, total))


def _faults(site: Site, seen: Seen) -> dict[str, object]:
    """By what it is, what must not be; empty for nothing."""
    told = {each for recipients in site.mail_server.recipients for each in recipients}
    bad = {f"{kind}: {outcome}": n for (kind, outcome), n in seen.answers.items() if outcome != "200"}
    confirmed = set(seen.confirmed)
    return {
        "answers other than 200": bad,
        "confirmed, but not in the database": len(confirmed - set(registered(site.database))),
        "confirmed, but no mail arrived": len(confirmed - told),
        "grown": [name for name, sizes in seen.memory.items() if _growth(sizes, seen) > GROWTH],
        "slower": [kind for kind in _kinds(seen) if _slower(seen, kind) > SLOWER],
    }


def _kinds(seen: Seen) -> list[str]:
    return sorted({kind for _at, kind, _took in seen.took})


def _parts(values: list[tuple[float, float]], seen: Seen) -> list[list[float]]:
    """The values of each part of the time."""
    whole = max(at for at, _kind, _took in seen.took) + 1e-9
    parts: list[list[float]] = [[] for _part in range(PARTS)]
    for at, value in values:
        parts[min(int(at / whole * PARTS), PARTS - 1)].append(value)
    return parts


def _growth(sizes: list[tuple[float, float]], seen: Seen) -> float:
    parts = _parts(sizes, seen)
    return (sum(parts[-1]) / len(parts[-1])) / (sum(parts[1]) / len(parts[1]))


def _latencies(seen: Seen, kind: str) -> list[tuple[float, float]]:
    return [(at, took) for at, each, took in seen.took if each == kind]


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98] if len(values) > 1 else sum(values)


def _slower(seen: Seen, kind: str) -> float:
    parts = _parts(_latencies(seen, kind), seen)
    return _p99(parts[-1]) / _p99(parts[1]) if parts[1] and parts[-1] else 1.0


def _page(seen: Seen, faults: dict[str, object], minutes: float, rate: float) -> str:
    lines = [
        f"# Soak, {datetime.now(UTC):%d %B %Y, %H:%M} UTC",
        "",
        f"{minutes:g} minutes, {rate:g} requests a second; two hosts with one server process each, a worker,"
        " PostgreSQL, Valkey, a store of files and nginx on one machine.",
        "",
        "| Request | Number | p50, ms | p99, ms | p99 of each fifth of the time, ms |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for kind in _kinds(seen):
        took = _latencies(seen, kind)
        values = sorted(value for _at, value in took)
        fifths = ", ".join(f"{_p99(part) * 1000:.0f}" for part in _parts(took, seen))
        middle = values[len(values) // 2] * 1000
        lines.append(f"| {kind} | {len(values)} | {middle:.0f} | {_p99(values) * 1000:.0f} | {fifths} |")
    lines += ["", "| Memory (PSS), MB | Each fifth of the time | Slope, MB an hour |", "| --- | --- | ---: |"]
    for name, sizes in seen.memory.items():
        fifths = ", ".join(f"{sum(part) / max(len(part), 1):.1f}" for part in _parts(sizes, seen))
        later = sizes[len(sizes) // PARTS :]
        slope = linear_regression([at for at, _size in later], [size for _at, size in later]).slope * 3600
        lines.append(f"| {name} | {fifths} | {slope:+.0f} |")
    lines += ["", *(f"- {what}: {found or 'none'}" for what, found in faults.items()), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
