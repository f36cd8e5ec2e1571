"""What refers to a row: read from the foreign keys of the schema, so that no table is forgotten."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, literal, select, union_all
from sqlalchemy.exc import IntegrityError

from eventhub.db.base import Base, db
from eventhub.errors import ConflictError


class StillUsedError(ConflictError):
    """``uses`` counts what refers to the row, by table name; empty when a reference came at the last moment."""

    message = _l("This is still in use and cannot be deleted.")

    def __init__(self, uses: dict[str, int]) -> None:
        super().__init__()
        self.uses = uses


def references_to(row: Any, *, apart_from: Collection[str] = ()) -> dict[str, int]:
    """How many rows of each table refer to ``row``; tables without any, and those in ``apart_from``, are absent."""
    counts = [
        select(literal(table.name).label("name"), func.count().label("uses"))
        .select_from(table)
        .where(key.parent == row.id)
        for table in Base.metadata.sorted_tables
        if table.name not in apart_from
        for key in table.foreign_keys
        if key.column.table is row.__table__
    ]
    found: dict[str, int] = {}
    for name, uses in db.session.execute(union_all(*counts)) if counts else ():
        if uses:
            found[name] = found.get(name, 0) + uses
    return found


def delete_unused(row: Any, *, apart_from: Collection[str] = ()) -> None:
    """Remove a row to which nothing refers, apart from rows of the tables that go with it.

    Raises:
        StillUsedError: the database has the last word on references that came meanwhile.
    """
    uses = references_to(row, apart_from=apart_from)
    if uses:
        raise StillUsedError(uses)
    try:
        with db.session.begin_nested():
            db.session.delete(row)
    except IntegrityError as error:
        raise StillUsedError({}) from error
