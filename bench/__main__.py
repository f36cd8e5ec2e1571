"""Measure EventHub with its demo data against a bare Flask application, side by side under the same gunicorn.

Rounds of all works alternate, so that whatever else the machine does falls on all alike. What counts is the ratio of
CPU for each request to the floor: it is nearly the same on every machine. Needs Linux.
"""

import argparse
import platform
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bench import feeds, papers, releases
from bench.data import load
from bench.measure import Round, middle_and_spread, run_round
from bench.processes import only_child, pss_megabytes
from bench.registrations import cpu_of_a_registration
from bench.rehearsal import open_registration
from bench.works import ACCEPTED, EVENT, FLOOR, Work, works_of
from eventhub.app import create_app
from tests.databases import config_for
from tests.servers import serving

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0, help="Length of a round of one work.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="eventhub-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'demo.sqlite3'}"
        load(url, folder)
        open_registration(url)
        report = measure(url, folder, rounds=asked.rounds, seconds=asked.seconds)
        report += "\n\n" + feeds.measure(folder / "feeds", rounds=asked.rounds, seconds=asked.seconds)
    print(report)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y-%m-%d-%H%M}.md"
    file.write_text(report + "\n")
    print(f"\nKept in {file.relative_to(Path.cwd())}.")


def measure(database_url: str, folder: Path, *, rounds: int, seconds: float) -> str:
    """All figures, as a page of Markdown."""
    starts = [seconds_to_first_answer(database_url, folder) for _ in range(3)]
    with ExitStack() as stack:
        floor = stack.enter_context(serving(database_url, folder, app="bench.floor:app", ready="/"))
        server = stack.enter_context(serving(database_url, folder))
        works = works_of(server.url)
        worker = only_child(server.pid)
        found: dict[str, list[Round]] = defaultdict(list)
        registered: list[tuple[float, float]] = []
        for _ in range(rounds):
            found[FLOOR.name].append(run_round(floor.url, only_child(floor.pid), FLOOR, seconds=seconds))
            for work in works:
                found[work.name].append(run_round(server.url, worker, work, seconds=seconds))
            cost = cpu_of_a_registration(server.url, worker)
            registered.append((cost * 1000, cost / found[FLOOR.name][-1].cpu))
        memory = pss_megabytes(worker)
    costs = {**releases.costs(), **papers.costs(folder / "papers")}
    report = page(works, found, costs, queries_of(works, database_url, folder), starts, memory)
    milliseconds, ratio = (median(values) for values in zip(*registered, strict=True))
    return f"{report}\n\nA registration: {milliseconds:.1f} ms of CPU, {ratio:.0f} times bare Flask."


def seconds_to_first_answer(database_url: str, folder: Path) -> float:
    begun = time.perf_counter()
    with serving(database_url, folder, ready=f"/en/events/{EVENT}/"):
        return time.perf_counter() - begun


def queries_of(works: list[Work], database_url: str, folder: Path) -> dict[str, int]:
    """How many statements each work sends to the database when it is not asked for the first time."""
    client = create_app(config_for(database_url, folder)).test_client()
    counts = {}
    for work in works:
        client.get(work.path, headers=ACCEPTED | work.headers)
        sent: list[str] = []

        def note(_connection, _cursor, statement, *_more, sent=sent) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                sent.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        client.get(work.path, headers=ACCEPTED | work.headers)
        event.remove(Engine, "before_cursor_execute", note)
        counts[work.name] = len(sent)
    return counts


def page(
    works: list[Work],
    found: dict[str, list[Round]],
    costs: dict[str, float],
    queries: dict[str, int],
    starts: list[float],
    memory: float,
) -> str:
    floor = [each.cpu for each in found[FLOOR.name]]
    lines = [
        f"# {datetime.now(UTC):%d %B %Y}, {platform.machine()}, Python {platform.python_version()}",
        "",
        "CPU of the server for one request, in milliseconds and as a ratio to bare Flask in the same round:",
        "median (least to most).",
        "",
        "| Work | CPU, ms | Ratio | Requests a second | Queries |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for work in (FLOOR, *works):
        rounds = found[work.name]
        cpu, _, _ = middle_and_spread([each.cpu * 1000 for each in rounds])
        ratio, least, most = middle_and_spread(
            [each.cpu / base for each, base in zip(rounds, floor, strict=True)]
        )
        rate, _, _ = middle_and_spread([1 / each.wall for each in rounds])
        lines.append(
            f"| {work.name} | {cpu:.2f} | {ratio:.1f} ({least:.1f}–{most:.1f}) | {rate:.0f} "
            f"| {queries.get(work.name, 0)} |"
        )
    base, _, _ = middle_and_spread([cpu * 1000 for cpu in floor])
    lines += [
        f"| {name} | {cost:.1f} | {cost / base:.1f} | {1000 / cost:.0f} | 0 |" for name, cost in costs.items()
    ]
    start, first, last = middle_and_spread(starts)
    lines += [
        "",
        f"Start to first answer: {start:.1f} s ({first:.1f}–{last:.1f}). Memory of the worker (PSS): {memory:.0f} MB.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
