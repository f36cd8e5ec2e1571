"""Measure EventHub with its demo data against a bare Flask application, side by side under the same gunicorn.

Rounds of all works alternate, so that whatever else the machine does falls on all alike. What counts is the ratio of
CPU for each request to the floor: it is nearly the same on every machine. Needs Linux.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bench import feeds, papers, releases, report
from bench.data import edit_of, load, open_registration
from bench.measure import Round, run_round
from bench.people import EVENT as OPEN_EVENT
from bench.processes import only_child, pss_megabytes
from bench.registrations import cpu_of_a_registration
from bench.report import Figure, figure, markdown, number
from bench.works import ACCEPTED, EVENT, FLOOR, Work, works_of
from eventhub.app import create_app
from tests.databases import KINDS, PostgresqlDatabases, config_for
from tests.servers import LiveServer, serving

SQLITE, POSTGRESQL = KINDS
KIND = "requests"
REGISTRATION, START, MEMORY = (
    "a registration, ms of CPU",
    "start to first answer, s",
    "memory of the worker (PSS), MB",
)
GOALS = {REGISTRATION: 15, START: 1.5, MEMORY: 90}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0, help="Length of a round of one work.")
    asked = parser.parse_args()
    length = {"rounds": asked.rounds, "seconds": asked.seconds}
    with tempfile.TemporaryDirectory(prefix="eventhub-bench-") as name:
        _say("Requests, on SQLite and on PostgreSQL …")
        figures, sums = requests_of_all_days(Path(name), **length)
        _say("Feeds of up to 10 000 events …")
        fed = feeds.measure(Path(name) / "feeds", **length)
        _say("Releases and papers …")
        alone = {**releases.costs(), **papers.costs(Path(name) / "papers")}
    floor = figures[0].cpu
    last = report.last_run(KIND)
    page = "\n\n".join(
        [
            report.heading(),
            "CPU of the server for one request as a ratio to bare Flask in the same round: the median, the least and "
            "the most. On SQLite, but for the column that says otherwise.",
            report.table([*figures, *fed.figures], last),
            fed.remarks,
            _alone({**alone, **fed.alone}, floor, last),
            _sums(sums, last),
        ]
    )
    print(page)
    ratios = {each.name: each.ratio for each in (*figures, *fed.figures)}
    kept = report.keep(KIND, page, {**ratios, **{name: cost / floor for name, cost in alone.items()}, **sums})
    print(f"\nKept in {kept.relative_to(Path.cwd())}.")


def _say(what: str) -> None:
    print(f"{datetime.now().astimezone():%H:%M:%S}  {what}", file=sys.stderr)


@dataclass(frozen=True)
class Site:
    """EventHub over one kind of database."""

    database_url: str
    folder: Path
    server: LiveServer
    works: list[Work]

    @property
    def worker(self) -> int:
        return only_child(self.server.pid)


def requests_of_all_days(
    folder: Path, *, rounds: int, seconds: float
) -> tuple[list[Figure], dict[str, float]]:
    """Figures of requests, bare Flask first; and by name what is no ratio."""
    postgresql = PostgresqlDatabases()
    found: dict[tuple[str, str], list[Round]] = defaultdict(list)
    floors: list[Round] = []
    registered: dict[str, list[float]] = defaultdict(list)
    try:
        with postgresql.blank() as address, ExitStack() as stack:
            sites = {
                SQLITE: _site(stack, folder / SQLITE, f"sqlite:///{folder / 'demo.sqlite3'}"),
                POSTGRESQL: _site(stack, folder / POSTGRESQL, address),
            }
            floor = stack.enter_context(
                serving(address, folder / SQLITE, app="bench.floor:app", ready=FLOOR.path)
            )
            for _ in range(rounds):
                floors.append(run_round(floor.url, only_child(floor.pid), FLOOR, seconds=seconds))
                for kind, site in sites.items():
                    for work in site.works:
                        found[kind, work.name].append(
                            run_round(site.server.url, site.worker, work, seconds=seconds)
                        )
                    registered[kind].append(cpu_of_a_registration(site.server.url, site.worker))
            memory = pss_megabytes(sites[SQLITE].worker)
            queries = queries_of(sites[SQLITE])
            start = median(seconds_to_first_answer(sites[SQLITE]) for _ in range(3))
    finally:
        postgresql.stop()
    figures = [
        figure(
            work.name,
            found[SQLITE, work.name],
            floors,
            goal=work.goal,
            queries=queries[work.name],
            on_postgresql=median(report.ratios(found[POSTGRESQL, work.name], floors)),
        )
        for work in sites[SQLITE].works
    ]
    milliseconds = {kind: median(each) * 1000 for kind, each in registered.items()}
    return [figure(FLOOR.name, floors, floors), *figures], {
        REGISTRATION: milliseconds[SQLITE],
        "the same on PostgreSQL": milliseconds[POSTGRESQL],
        START: start,
        MEMORY: memory,
    }


def _site(stack: ExitStack, folder: Path, database_url: str) -> Site:
    folder.mkdir()
    load(database_url, folder)
    open_registration(database_url, folder, OPEN_EVENT)
    server = stack.enter_context(serving(database_url, folder))
    return Site(database_url, folder, server, works_of(server.url, edit_of(database_url)))


def seconds_to_first_answer(site: Site) -> float:
    begun = time.perf_counter()
    with serving(site.database_url, site.folder, ready=f"/en/events/{EVENT}/"):
        return time.perf_counter() - begun


def queries_of(site: Site) -> dict[str, int]:
    """How many statements each work sends to the database when it is not asked for the first time."""
    client = create_app(config_for(site.database_url, site.folder)).test_client(use_cookies=False)
    counts = {}
    for work in site.works:
        client.get(work.path, headers=ACCEPTED | work.headers)
        sent: list[str] = []

        def note(_connection, _cursor, statement, *_more, sent=sent) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                sent.append(statement)

        if work.before:
            work.before()
        event.listen(Engine, "before_cursor_execute", note)
        client.get(work.path, headers=ACCEPTED | work.headers)
        event.remove(Engine, "before_cursor_execute", note)
        counts[work.name] = len(sent)
    return counts


def _alone(costs: dict[str, float], floor: float, last: dict[str, float]) -> str:
    """What is measured in one process, in milliseconds by name."""
    rows = [
        (name, f"{cost:.1f}", f"{cost / floor:.0f}", number(last.get(name))) for name, cost in costs.items()
    ]
    return markdown(("Without a server", "CPU, ms", "Ratio", "Last run"), rows)


def _sums(sums: dict[str, float], last: dict[str, float]) -> str:
    rows = [
        (name, number(value), number(GOALS.get(name)), number(last.get(name))) for name, value in sums.items()
    ]
    return markdown(("Besides", "Now", "Goal", "Last run"), rows)


if __name__ == "__main__":
    main()
