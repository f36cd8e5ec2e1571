"""Finding rows by words, in an index that the database itself keeps in step with ``search_text``.

On PostgreSQL, a GIN index of the words as a ``tsvector``. On SQLite, a table of FTS5 (https://sqlite.org/fts5.html)
beside the table, which triggers fill. Words are compared as they are: ``text.normalise`` has made them alike before.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean

from eventhub.db.base import Base
from eventhub.text.normalise import Term

SEARCHED = ("events", "organizations")
"""Tables with a ``search_text`` that has an index of its words."""
_TRIGGERS = {
    "insert": """
CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
END""",
    "delete": """
CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {table}_search ({table}_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END""",
    "update": """
CREATE TRIGGER {table}_search_update AFTER UPDATE OF search_text ON {table}
WHEN old.search_text <> new.search_text BEGIN
    INSERT INTO {table}_search ({table}_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);
END""",
}


class _HasTerms(FunctionElement[bool]):
    """Whether a row has all terms. Its clauses: the key and the words of the row, the question in either dialect."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """Itself: written as “… = 1” for SQLite, it would be asked of every row instead of being looked up."""
        return self


def has_terms(model: type[Base], terms: Sequence[Term]) -> ColumnElement[bool]:
    """SQL condition: ``search_text`` of a row of ``model`` has every one of the terms (one at least)."""
    columns: Any = model.__table__.c
    return _HasTerms(
        columns.id,
        columns.search_text,
        bindparam(None, " AND ".join(f'"{each.text}"{"*" * each.is_prefix}' for each in terms)),
        bindparam(None, " & ".join(f"'{each.text}'{':*' * each.is_prefix}" for each in terms)),
    )


@compiles(_HasTerms, "sqlite")
def _on_sqlite(element: _HasTerms, compiler: Any, **options: Any) -> str:
    key, _words, question, _ = element.clauses
    index = f"{key.table.name}_search"
    asked = compiler.process(question, **options)
    found = f"SELECT rowid FROM {index} WHERE {index} MATCH {asked}"  # noqa: S608 - a table's name and a bound value
    return f"{compiler.process(key, **options)} IN ({found})"


@compiles(_HasTerms, "postgresql")
def _on_postgresql(element: _HasTerms, compiler: Any, **options: Any) -> str:
    _key, words, _, question = (compiler.process(each, **options) for each in element.clauses)
    # The very expression of the index: another one would not be looked up there.
    return f"array_to_tsvector(string_to_array({words}, ' ')) @@ CAST({question} AS tsquery)"


def is_of_search(name: str | None) -> bool:
    """Whether a table or an index of this name belongs to a search, not to the models."""
    return name is not None and any(
        name == f"{table}_search" or name.startswith(f"{table}_search_") for table in SEARCHED
    )


def restore_triggers(connection: Connection) -> None:
    """Give tables of SQLite back the triggers that they lose when a migration rebuilds them, and index them anew."""
    if connection.dialect.name != "sqlite":
        return
    known = set(connection.scalars(text("SELECT name FROM sqlite_master")))
    for table in SEARCHED:
        lost = [each for each in _TRIGGERS if f"{table}_search_{each}" not in known]
        if f"{table}_search" in known and lost:
            for each in lost:
                connection.exec_driver_sql(_TRIGGERS[each].format(table=table))
            rebuild = f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')"  # noqa: S608 - one of SEARCHED
            connection.exec_driver_sql(rebuild)
