"""All data of an instance as one JSON document, a row on each line, and back into an empty instance."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text, update

from eventhub.clock import now
from eventhub.db import db, schema
from eventhub.db.copying import Row, count_rows, empty, read_rows, tables_of, write_rows
from eventhub.db.state import SiteState, everything_changed

FORMAT = "eventhub"
VERSION = 1


class TransferError(Exception):
    """What cannot be read, or cannot be put into this instance; the message says why and what to do."""


@dataclass(frozen=True)
class Export:
    """The data of an instance at one moment; ``revision`` is that of its tables."""

    revision: str
    exported_at: datetime
    tables: dict[str, list[Row]]

    @property
    def count(self) -> int:
        return sum(map(len, self.tables.values()))


def lines_of_export() -> Iterator[str]:
    """The document, piece by piece, as of one moment, whoever writes meanwhile."""
    with _snapshot() as connection:
        head = {"format": FORMAT, "version": VERSION, "revision": _revision(connection)}
        yield json.dumps({**head, "exported_at": now().isoformat()})[:-1] + ', "tables": {\n'
        for number, table in enumerate(tables_of(connection)):
            yield f"{',' if number else ''}{json.dumps(table.name)}: [\n"
            for place, row in enumerate(read_rows(connection, table)):
                yield f"{',' if place else ''}{json.dumps(row, ensure_ascii=False)}\n"
            yield "]\n"
        yield "}}\n"


def _snapshot() -> Connection:
    """A connection that sees one state; a transaction of SQLite does so anyhow."""
    if db.engine.dialect.name == "postgresql":
        return db.engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    return db.engine.connect()


def _revision(connection: Connection) -> str:
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def read_export(content: str | bytes) -> Export:
    """What a document holds.

    Raises:
        TransferError: it is none of ours, or of a later version of EventHub.
    """
    try:
        given: Any = json.loads(content)
        is_ours = given["format"] == FORMAT and given["version"] == VERSION
        export = Export(given["revision"], datetime.fromisoformat(given["exported_at"]), given["tables"])
    except (ValueError, KeyError, TypeError) as error:
        raise TransferError("This is not a complete export of EventHub.") from error
    if not is_ours:
        raise TransferError("This export is in a form that this version of EventHub does not know.")
    if export.revision not in schema.revisions():
        raise TransferError(
            f"This export was made by a later version of EventHub (its tables are at {export.revision}). "
            "Upgrade this one first."
        )
    return export


def rows_here() -> int:
    """How many rows this instance holds."""
    with db.engine.connect() as connection:
        return sum(count_rows(connection).values())


def take_in(export: Export) -> None:
    """Replace all that this instance holds by ``export``; tables of an older revision are brought up to date.

    When both are of one revision, it happens in one transaction: all of it, or nothing.
    """
    with db.engine.connect() as connection:
        here = _revision(connection)
    if export.revision == here:
        with _writing() as connection:
            empty(connection)
            write_rows(connection, export.tables)
            connection.execute(update(SiteState).values(everything_changed()))
        return
    with _writing() as connection:
        empty(connection)
    schema.downgrade(export.revision)
    with _writing() as connection:
        write_rows(connection, export.tables)
    schema.upgrade()
    with _writing() as connection:
        connection.execute(update(SiteState).values(everything_changed()))


def _writing():
    return db.engine.execution_options(writes=True).begin()


def write_private(path: Path, lines: Iterator[str]) -> None:
    """Write a file that its owner alone may read, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.touch(mode=0o600)
    try:
        with part.open("w", encoding="utf-8") as stream:
            stream.writelines(lines)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
