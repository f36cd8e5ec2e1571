"""What was measured, as Markdown for people and as JSON for the next run to be compared with."""

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from statistics import median

from bench.measure import Round, middle_and_spread

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Figure:
    """One kind of work. Times are in milliseconds, ratios are to bare Flask in the same round."""

    name: str
    cpu: float
    ratio: float
    least: float
    most: float
    p50: float
    p99: float
    size: int
    """Bytes that were sent."""
    goal: float | None = None
    queries: int | None = None
    on_postgresql: float | None = None
    """The ratio of the same work where PostgreSQL is the database. Its own CPU is not counted, only EventHub's."""


def figure(name: str, rounds: Sequence[Round], floor: Sequence[Round], **more) -> Figure:
    """Sum up the rounds of a work beside the rounds of the floor that were run between them."""
    ratio, least, most = middle_and_spread(ratios(rounds, floor))
    waits = sorted(wait for each in rounds for wait in each.waits)
    return Figure(
        name=name,
        cpu=median(each.cpu for each in rounds) * 1000,
        ratio=ratio,
        least=least,
        most=most,
        p50=_percentile(waits, 50) * 1000,
        p99=_percentile(waits, 99) * 1000,
        size=rounds[-1].size,
        **more,
    )


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """The least value that so many of a hundred do not exceed: the nearest rank, for there may be one value only."""
    return ordered[ceil(len(ordered) * percent / 100) - 1]


def ratios(rounds: Sequence[Round], floor: Sequence[Round]) -> list[float]:
    return [each.cpu / base.cpu for each, base in zip(rounds, floor, strict=True)]


def heading() -> str:
    return f"# {datetime.now(UTC):%d %B %Y}, {platform.machine()}, Python {platform.python_version()}"


def table(figures: Iterable[Figure], last: Mapping[str, float]) -> str:
    """Each work in a row; ``last`` has the ratios of an earlier run by the name of the work."""
    rows = [
        (
            each.name,
            f"{each.cpu:.2f}",
            f"{each.ratio:.1f} ({each.least:.1f}–{each.most:.1f})",
            number(each.goal),
            number(last.get(each.name)),
            number(each.on_postgresql),
            f"{1000 / each.cpu:.0f}",
            f"{each.p50:.1f}",
            f"{each.p99:.1f}",
            "" if each.queries is None else str(each.queries),
            f"{each.size:,}".replace(",", " "),
        )
        for each in figures
    ]
    head = "Work|CPU, ms|Ratio (least–most)|Goal|Last run|PostgreSQL|For 1 s of CPU|p50, ms|p99, ms|Queries|Bytes"
    return markdown(head.split("|"), rows)


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers."""
    lines = [_row(head), _row(["---", *["---:"] * (len(head) - 1)])]
    return "\n".join([*lines, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float | None) -> str:
    """With as many digits as mean something."""
    if value is None:
        return ""
    return f"{value:.1f}" if value < 20 else f"{value:.0f}"


def last_run(kind: str) -> dict[str, float]:
    """What the run before measured, by name; nothing on the first."""
    files = sorted(RESULTS.glob(f"*-{kind}.json"))
    return json.loads(files[-1].read_text()) if files else {}


def keep(kind: str, report: str, measured: Mapping[str, float]) -> Path:
    """Write both forms with the time in their names; the address of the one for people comes back."""
    RESULTS.mkdir(exist_ok=True)
    name = f"{datetime.now(UTC):%Y-%m-%d-%H%M}-{kind}"
    (RESULTS / f"{name}.json").write_text(json.dumps(measured, indent=1) + "\n")
    page = RESULTS / f"{name}.md"
    page.write_text(report + "\n")
    return page
