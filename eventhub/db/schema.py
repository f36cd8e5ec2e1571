"""Creating and migrating the database. Serving needs none of it, so Alembic is imported when it is first asked for."""

from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import inspect

from eventhub.config import SOURCE_ROOT
from eventhub.db import search
from eventhub.db.base import db
from eventhub.deferred import Deferred

MIGRATIONS = SOURCE_ROOT / "migrations"

alembic_script = Deferred("alembic.script")
flask_migrate = Deferred("flask_migrate")


def init_app(app: Flask) -> None:
    """Tell Alembic of the database of ``app``; `flask db` is there from then on. Safe to repeat."""
    flask_migrate.Migrate(
        app,
        db,
        directory=str(MIGRATIONS),
        render_as_batch=True,
        compare_type=True,
        include_name=lambda name, _kind, _parents: not search.is_of_search(name),
    )


def create(app: Flask) -> None:
    """Bring the database of ``app`` to the newest revision, making it when there is none."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite" and db.engine.url.database:
            Path(db.engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        upgrade()


def upgrade(revision: str = "head") -> None:
    """Bring the database of the current application up to ``revision``."""
    init_app(current_app)
    flask_migrate.upgrade(directory=str(MIGRATIONS), revision=revision)


def downgrade(revision: str = "-1") -> None:
    """Bring the database of the current application down to ``revision``: the one before, unless it is said."""
    init_app(current_app)
    flask_migrate.downgrade(directory=str(MIGRATIONS), revision=revision)


def revisions() -> list[str]:
    """All that this version knows, the newest first."""
    return [each.revision for each in alembic_script.ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


def is_ready(app: Flask) -> bool:
    """Whether the tables are there. No connection stays open: the process may fork."""
    with app.app_context():
        found = inspect(db.engine).has_table("alembic_version")
        db.engine.dispose()
    return found
