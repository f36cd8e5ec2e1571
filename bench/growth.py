"""How the cost of a request grows with what an instance holds: 1 000, 10 000, 100 000 events and what belongs to them.

Each size has half as many organizations as events, and ten times as many registrations. Pages are made anew for each
request (a cookie keeps whole answers out of it), since that is what grows.
"""

import argparse
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.crowd import add_crowd
from bench.data import load
from bench.measure import run_round
from bench.processes import only_child
from bench.works import ANEW, EVENT, FLOOR, Work
from eventhub.app import create_app
from eventhub.db import db
from tests.databases import config_for
from tests.servers import serving

RESULTS = Path(__file__).parent / "results"
SIZES = (1_000, 10_000, 100_000)

WORKS = tuple(
    Work(name, path, headers=ANEW)
    for name, path in (
        ("event page", f"/en/events/{EVENT}/"),
        ("event .ics", f"/en/events/{EVENT}.ics"),
        ("first page", "/en/"),
        ("event list", "/en/events/"),
        ("search, two words", "/en/events/?q=workshop+dakar+77"),
        ("search, Chinese", "/en/events/?q=%E5%8A%B3%E5%8A%A1"),
        ("organization page", "/en/organizations/crowd-7/"),
        ("feed of a programme", "/en/calendars/programme-crowd-7.ics"),
        ("release page", "/en/releases/"),
    )
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="Length of a round of one work.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="eventhub-growth-") as name:
        found = {
            size: _measured(Path(name), size, rounds=asked.rounds, seconds=asked.seconds) for size in SIZES
        }
    report = f"# Growth, {datetime.now(UTC):%d %B %Y}\n\nCPU for a request as a ratio to bare Flask.\n\n{_table(found)}"
    print(report)
    file = RESULTS / f"{datetime.now(UTC):%Y-%m-%d-%H%M}-growth.md"
    file.write_text(report + "\n")
    print(f"\nKept in {file.relative_to(Path.cwd())}.")


def _table(found: dict[int, dict[str, float]]) -> str:
    """In Markdown: for each work its ratio at each size, and how often the first is in the last."""
    heads = " | ".join(f"{size:,} events".replace(",", " ") for size in SIZES)
    lines = [f"| Made anew | {heads} | Growth |", "| --- |" + " ---: |" * (len(SIZES) + 1)]
    for work in WORKS:
        ratios = [found[size][work.name] for size in SIZES]
        cells = " | ".join(f"{ratio:.1f}" for ratio in ratios)
        lines.append(f"| {work.name} | {cells} | {ratios[-1] / ratios[0]:.1f} |")
    return "\n".join(lines)


def _measured(folder: Path, size: int, *, rounds: int, seconds: float) -> dict[str, float]:
    """By name of the work: CPU for a request as a ratio to bare Flask, the median of the rounds."""
    place = folder / str(size)
    place.mkdir()
    url = f"sqlite:///{place / 'crowd.sqlite3'}"
    load(url, place)
    with create_app(config_for(url, place)).app_context():
        add_crowd(events=size, organizations=size // 2, registrations=size * 10)
        db.engine.dispose()
    ratios: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as stack:
        floor = stack.enter_context(serving(url, place, app="bench.floor:app", ready="/"))
        server = stack.enter_context(serving(url, place))
        for _ in range(rounds):
            base = run_round(floor.url, only_child(floor.pid), FLOOR, seconds=seconds).cpu
            for work in WORKS:
                cost = run_round(server.url, only_child(server.pid), work, seconds=seconds).cpu
                ratios[work.name].append(cost / base)
    return {name: median(values) for name, values in ratios.items()}


if __name__ == "__main__":
    main()
