"""What all tests may ask for: an application on SQLite (`app`) or on both databases (`app_on_each_database`), a
visitor without cookies, the cast signed in, a mail server on the loopback address.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import event
from sqlalchemy.engine import Engine

from eventhub.app import create_app
from eventhub.db import db
from tests.databases import PostgresqlDatabases, SqliteDatabases, config_for

settings.register_profile(
    "eventhub", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("eventhub")


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases(tmp_path_factory) -> Iterator[PostgresqlDatabases]:
    databases = PostgresqlDatabases(tmp_path_factory.mktemp("postgresql"))
    yield databases
    databases.stop()


@contextmanager
def application(database_url: str, folder) -> Iterator[Flask]:
    app = create_app(config_for(database_url, folder))
    app.testing = True
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(sqlite_databases: SqliteDatabases, tmp_path) -> Iterator[Flask]:
    """An application with an empty database, its context pushed."""
    with sqlite_databases.fresh() as url, application(url, tmp_path) as app:
        yield app


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request) -> Iterator[str]:
    """The address of an empty, migrated database: the test runs once on each kind."""
    with request.getfixturevalue(f"{request.param}_databases").fresh() as url:
        yield url


@pytest.fixture
def app_on_each_database(database_url: str, tmp_path) -> Iterator[Flask]:
    """The same as ``app``, once on each kind of database."""
    with application(database_url, tmp_path) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor without cookies, whose forms need no token: tokens are tested where they are the subject."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def count_queries() -> Callable:
    """A context that gathers the statements sent to the database."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection, _cursor, statement, *_more) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                sent.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return counting
