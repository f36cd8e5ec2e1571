"""Creating and migrating the database."""

from pathlib import Path

import flask_migrate
from flask import Flask
from sqlalchemy import inspect

from eventhub.config import SOURCE_ROOT
from eventhub.db.base import db

MIGRATIONS = SOURCE_ROOT / "migrations"


def upgrade(app: Flask) -> None:
    """Bring the database of ``app`` to the newest revision, creating it when there is none."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite" and db.engine.url.database:
            Path(db.engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        flask_migrate.upgrade(directory=str(MIGRATIONS))


def is_ready(app: Flask) -> bool:
    """Whether the tables are there. No connection stays open: the process may fork."""
    with app.app_context():
        found = inspect(db.engine).has_table("alembic_version")
        db.engine.dispose()
    return found
