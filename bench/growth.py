"""How the cost of a request grows with what an instance holds: 1 000, 10 000, 100 000 events and what belongs to them.

Each size has half as many organizations as events, and ten times as many registrations. Before each request there is an
edit, after which pages are made anew, since that is what grows.
"""

import argparse
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median

import pygal
from pygal.style import LightSolarizedStyle

from bench import report
from bench.crowd import add_crowd
from bench.data import edit_of, load
from bench.measure import run_round
from bench.processes import only_child
from bench.works import EVENT, FLOOR, Work
from eventhub.app import create_app
from eventhub.db import db
from tests.databases import config_for
from tests.servers import serving

KIND = "growth"
GOAL = 1.3
"""How often the cost among 1 000 events may be in the cost among 100 000."""
SIZES = (1_000, 10_000, 100_000)

WORKS = tuple(
    Work(name, path)
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
    last = report.last_run(KIND)
    page = f"{report.heading()}\n\nCPU for a request as a ratio to bare Flask.\n\n{_table(found, last)}"
    print(page)
    kept = report.keep(KIND, page, {work.name: growth_of(work, found) for work in WORKS})
    curves = kept.with_suffix(".svg")
    curves.write_bytes(drawn(found))
    print(f"\nKept in {kept.relative_to(Path.cwd())}, and the curves beside it in {curves.name}.")


def growth_of(work: Work, found: dict[int, dict[str, float]]) -> float:
    """How often the cost at the smallest size is in the cost at the largest."""
    return found[SIZES[-1]][work.name] / found[SIZES[0]][work.name]


def _table(found: dict[int, dict[str, float]], last: dict[str, float]) -> str:
    """In Markdown: for each work its ratio at each size, and how it grew."""
    rows = [
        (
            work.name,
            *(report.number(found[size][work.name]) for size in SIZES),
            report.number(growth_of(work, found)),
            report.number(GOAL),
            report.number(last.get(work.name)),
        )
        for work in WORKS
    ]
    heads = ("Made anew", *(f"{_grouped(size)} events" for size in SIZES), "Growth", "Goal", "Last run")
    return report.markdown(heads, rows)


def drawn(found: dict[int, dict[str, float]]) -> bytes:
    """The curves as an SVG picture that needs nothing from elsewhere: a flat line does not grow."""
    chart = pygal.Line(
        style=LightSolarizedStyle(background="white", plot_background="white", font_family="sans-serif"),
        title="CPU of a page made anew, as a ratio to bare Flask",
        x_title="events (half as many organisations, ten times as many registrations)",
        legend_at_bottom=True,
        legend_at_bottom_columns=3,
        width=900,
        height=560,
        range=(0, max(max(ratios.values()) for ratios in found.values())),
        js=[],
    )
    chart.x_labels = [_grouped(size) for size in SIZES]
    for work in WORKS:
        chart.add(work.name, [round(found[size][work.name], 1) for size in SIZES])
    return chart.render()


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


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
                anew = replace(work, before=edit_of(url))
                cost = run_round(server.url, only_child(server.pid), anew, seconds=seconds).cpu
                ratios[work.name].append(cost / base)
    return {name: median(values) for name, values in ratios.items()}


if __name__ == "__main__":
    main()
