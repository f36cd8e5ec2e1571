"""How Alembic reaches the database of EventHub, through Flask-Migrate."""

from alembic import context
from flask import current_app
from sqlalchemy import Enum, event
from sqlalchemy.types import JSON, TypeDecorator

from eventhub.db import search

options = current_app.extensions["migrate"].configure_args
database = current_app.extensions["migrate"].db


def leave_foreign_keys_alone(connection, _record) -> None:
    """Altering a table in SQLite rebuilds it: with foreign keys on, dropping the old one deletes its children.

    The PRAGMA does nothing inside a transaction, so it is given to every connection before the first one begins.
    """
    connection.execute("PRAGMA foreign_keys=OFF")


def render_item(kind, item, _context):
    """Write columns by what the database knows: a migration must not change when a type of the application does."""
    if kind != "type":
        return False
    plain = item.impl_instance if isinstance(item, TypeDecorator) else item
    if isinstance(plain, JSON):
        return "JSON"
    if isinstance(plain, Enum):
        return f"sa.String(length={plain.length})"
    return f"sa.{plain!r}" if isinstance(item, TypeDecorator) else False


def run_migrations() -> None:
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", leave_foreign_keys_alone)
        database.engine.dispose()
    try:
        with database.engine.connect() as connection:
            context.configure(
                connection=connection, target_metadata=database.metadata, render_item=render_item, **options
            )
            with context.begin_transaction():
                context.run_migrations()
            search.restore_triggers(connection)
            connection.commit()
    finally:
        if database.engine.dialect.name == "sqlite":
            event.remove(database.engine, "connect", leave_foreign_keys_alone)
            database.engine.dispose()


run_migrations()
