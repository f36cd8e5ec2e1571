"""Feeds of 1, 1 000 and 10 000 events, beside what could be served instead.

Beside EventHub, warm (nothing has changed), had already (304) and cold (something has just changed): the same bytes as
a file that bare Flask sends, and the same entries built by python-icalendar each time, without a database or a server.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import icalendar
from sqlalchemy import insert, select, update

from bench.crowd import add_programme_of
from bench.data import edit_of, load
from bench.floor import STATIC
from bench.measure import Round, cost, run_round
from bench.people import engine_of
from bench.processes import only_child, pss_megabytes
from bench.report import Figure, figure
from bench.works import ACCEPTED, FLOOR, Work
from eventhub.app import create_app
from eventhub.calendars.models import CalendarBlock, CalendarState
from eventhub.db import db, transaction
from eventhub.events.entries import event_entry
from eventhub.events.models import Event
from eventhub.formats.ical import event_block
from eventhub.programmes.models import Programme
from eventhub.web.language import in_language
from tests.databases import config_for
from tests.servers import serving

SIZES = (1, 1_000, 10_000)
PLAIN = {"Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Fed:
    """What feeds came to."""

    figures: list[Figure]
    alone: dict[str, float]
    """Milliseconds of CPU in one process, by name."""
    remarks: str


def measure(folder: Path, *, rounds: int, seconds: float) -> Fed:
    """Serve and measure feeds of all sizes."""
    folder.mkdir()
    file = folder / "feeds.sqlite3"
    url = f"sqlite:///{file}"
    load(url, folder)
    with create_app(config_for(url, folder)).app_context():
        built = _fill()
        db.engine.dispose()
    found: dict[str, list[Round]] = defaultdict(list)
    with ExitStack() as stack:
        server = stack.enter_context(serving(url, folder))
        worker = only_child(server.pid)
        before = pss_megabytes(worker)
        works = [work for size in SIZES for work in _works(server.url, size, url)]
        statics = [_static(server.url, size, folder) for size in SIZES]
        floor = stack.enter_context(serving(url, folder, app="bench.floor:app", ready="/"))
        floor_worker = only_child(floor.pid)
        for _ in range(rounds):
            for work in (FLOOR, *statics):
                found[work.name].append(run_round(floor.url, floor_worker, work, seconds=seconds))
            for work in works:
                found[work.name].append(run_round(server.url, worker, work, seconds=seconds))
        after = pss_megabytes(worker)
    floors = found[FLOOR.name]
    return Fed(
        figures=[figure(work.name, found[work.name], floors, goal=work.goal) for work in (*works, *statics)],
        alone={
            f"{size:,} by python-icalendar from scratch".replace(",", " "): milliseconds
            for size, milliseconds in built.items()
        },
        remarks=f"Memory of the worker (PSS): {before:.0f} MB before, {after:.0f} MB after these feeds.",
    )


def _fill() -> dict[int, float]:
    """Add the programmes with their entries in English; what python-icalendar takes for each size, in milliseconds."""
    built = {}
    for size in SIZES:
        slug = _slug(size)
        with transaction():
            add_programme_of(size, slug)
            events = db.session.scalars(select(Event).join(Event.programme).where(Programme.slug == slug))
            entries = _store(events.all())
        built[size] = cost(
            lambda entries=entries: from_scratch(entries), times=min(30, max(1, 2_000 // size))
        )
        db.session.expunge_all()
    return built


def _slug(size: int) -> str:
    return f"feed-of-{size}"


def _store(events) -> list[dict]:
    """Write the block of each event as the application does; the facts in it come back for another to write them."""
    rows, facts = [], []
    with in_language("en"):
        for event in events:
            entry = event_entry(event)
            block, other = event_block(entry), event_block(event_entry(event, whole_days=False))
            rows.append(
                {
                    "event_id": event.id,
                    "uid": event.uid,
                    "language": "en",
                    "text": block.text,
                    "time_zones": list(block.tzids),
                    "other_times": "",
                    "other_time_zones": list(other.tzids),
                    "facts_digest": "",
                    "revised_at": event.revised_at,
                }
            )
            facts.append(
                {
                    "uid": entry.uid,
                    "dtstamp": entry.revised_at,
                    "last-modified": entry.revised_at,
                    "created": entry.created_at,
                    "sequence": entry.sequence,
                    "status": entry.status,
                    "dtstart": entry.start,
                    "dtend": entry.end + timedelta(days=1),
                    "summary": entry.summary,
                    "description": entry.description,
                    "location": entry.location,
                    "categories": list(entry.categories),
                    "url": entry.url,
                    "color": entry.color,
                }
            )
    db.session.execute(insert(CalendarBlock), rows)
    return facts


def from_scratch(entries: list[dict]) -> bytes:
    """What most programs do for each request: make objects of the facts, and write them."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//bench//EN")
    calendar.add("version", "2.0")
    for facts in entries:
        event = icalendar.Event()
        for name, value in facts.items():
            event.add(name, value)
        calendar.add_component(event)
    return calendar.to_ical()


def _works(url: str, size: int, database_url: str) -> list[Work]:
    path = f"/en/calendars/programme-{_slug(size)}.ics"
    etag = _get(url, path, ACCEPTED)[0]["ETag"]
    of = f"feed of {size:,}".replace(",", " ")
    return [
        Work(f"{of}, warm", path, goal=3),
        Work(f"{of}, warm, not compressed", path, headers=PLAIN),
        Work(f"{of}, had already (304)", path, 304, {"If-None-Match": etag}, goal=1.3),
        Work(f"{of}, cold", path, before=_edit_of(database_url)),
    ]


def _static(url: str, size: int, folder: Path) -> Work:
    """What the server sends, as a file that bare Flask sends."""
    _headers, content = _get(url, f"/en/calendars/programme-{_slug(size)}.ics", PLAIN)
    name = f"{_slug(size)}.ics"
    (folder / STATIC).mkdir(exist_ok=True)
    (folder / STATIC / name).write_bytes(content)
    megabytes = len(content) / 1e6
    return Work(f"file of {size:,} ({megabytes:.1f} MB) by bare Flask".replace(",", " "), f"/{STATIC}/{name}")


def _get(url: str, path: str, headers: dict[str, str]):
    with closing(HTTPConnection(urlsplit(url).netloc)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.headers, response.read()


def _edit_of(database_url: str) -> Callable[[], None]:
    """What an edit does to all that is kept of feeds and of pages."""
    edit = edit_of(database_url)

    def edit_both() -> None:
        edit()
        with engine_of(database_url).begin() as connection:
            connection.execute(update(CalendarState).values(token=token_hex(16)))

    return edit_both
