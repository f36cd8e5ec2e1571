"""The database handle and the base of all models."""

import enum
import sqlite3
from datetime import datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Enum, MetaData, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, registry

from eventhub.db.types import Json, Translated, TranslatedText, UtcDateTime

# Alembic can only alter constraints that have names.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Typed models: a ``Mapped[datetime]`` is UTC, a ``Mapped[Translated]`` a text per language, enums their value."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING_CONVENTION),
        type_annotation_map={
            datetime: UtcDateTime(),
            Translated: TranslatedText(),
            dict[str, str]: Json,
            dict[str, Any]: Json,
            list[str]: Json,
            enum.StrEnum: Enum(
                enum.StrEnum,
                native_enum=False,
                length=32,
                values_callable=lambda kind: [member.value for member in kind],
            ),
        },
    )


PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=15000",
    f"mmap_size={1 << 30}",
)

db = SQLAlchemy(model_class=Base)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Foreign keys on, readers beside a writer, patience when two write at once, and pages read where the system has
    them: rows that are scattered over a large file cost a third."""
    if not isinstance(connection, sqlite3.Connection):
        return
    # SQLAlchemy begins transactions itself (below): sqlite3 must not begin them late and deferred.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    """Begin explicitly; a transaction that will write takes the write lock at once (see ``transaction``).

    A deferred SQLite transaction that reads first and writes later fails with SQLITE_BUSY_SNAPSHOT, which no
    timeout cures.
    """
    if connection.dialect.name == "sqlite":
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
