"""Every row of a database as plain values, and back: whatever the models say, and on SQLite as on PostgreSQL."""

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import Any

from sqlalchemy import Column, Connection, DateTime, LargeBinary, MetaData, Table, func, select, text

from eventhub.db.base import db
from eventhub.db.files import content_of, file_columns
from eventhub.db.search import is_of_search

NOT_DATA = ("alembic_version", "site_state")
"""Tables that say something of the others."""
ROWS_AT_ONCE = 500
Row = dict[str, Any]
"""A row by name of its columns, in values that JSON knows: moments and days in ISO 8601, bytes in base64."""


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they are in the database, each after those that it refers to."""
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _metadata: name not in NOT_DATA and not is_of_search(name))
    return metadata.sorted_tables


def count_rows(connection: Connection) -> dict[str, int]:
    """By name of the table, its rows."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables_of(connection)
    }


def read_rows(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table, in the order of their keys, with the contents of files, wherever they are kept.

    Raises:
        FileStoreError: the first of them that cannot be had.
    """
    model = db.metadata.tables.get(table.name)
    of_files = {each.name for each in file_columns(model)} if model is not None else set()
    query = select(table).order_by(*table.primary_key.columns)
    # Closed also when a content cannot be had, or when whoever reads has had enough.
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query) as result:
        for row in result.mappings():
            yield {
                name: _plain(content_of(value) if name in of_files and value else value)
                for name, value in row.items()
            }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        # SQLite drops the zone of moments, which are UTC everywhere.
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def empty(connection: Connection) -> None:
    """Delete every row."""
    for table in reversed(tables_of(connection)):
        connection.execute(table.delete())


def write_rows(connection: Connection, rows: dict[str, list[Row]]) -> None:
    """Put rows into empty tables.

    Raises:
        KeyError: for a table that the database does not have; ``SQLAlchemyError`` for what it refuses.
    """
    tables = {table.name: table for table in tables_of(connection)}
    unknown = rows.keys() - tables.keys()
    if unknown:
        raise KeyError(*sorted(unknown))
    for name, table in tables.items():
        given = _parents_first(table, rows.get(name, []))
        for start in range(0, len(given), ROWS_AT_ONCE):
            values = [
                {key: _stored(table.columns[key], value) for key, value in row.items()}
                for row in given[start : start + ROWS_AT_ONCE]
            ]
            connection.execute(table.insert(), values)
        _count_on(connection, table)


def _stored(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    if isinstance(column.type, DateTime):
        moment = datetime.fromisoformat(value)
        return moment if column.type.timezone else moment.astimezone(UTC).replace(tzinfo=None)
    kind = column.type.python_type
    if kind in (date, time):
        return kind.fromisoformat(value)
    return Decimal(value) if kind is Decimal else value


def _parents_first(table: Table, rows: list[Row]) -> list[Row]:
    """The rows, each after the one of the same table that it refers to."""
    inside = [(key.parent.name, key.column.name) for key in table.foreign_keys if key.column.table is table]
    if not inside:
        return rows
    [(reference, key)] = inside
    by_key = {row[key]: row for row in rows}
    order = TopologicalSorter({row[key]: {row[reference]} & by_key.keys() for row in rows})
    return [by_key[each] for each in order.static_order()]


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL give new rows the numbers after those that are there; SQLite does by itself."""
    if connection.dialect.name != "postgresql" or "id" not in table.columns:
        return
    largest = connection.scalar(select(func.max(table.columns["id"])))
    if largest is not None:
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :largest)"),
            {"name": f'"{table.name}"', "largest": largest},
        )
