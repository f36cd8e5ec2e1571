"""What all tests may ask for.

``app``, ``client`` and ``live_server`` stand on SQLite, or with ``--database=each`` (as `make test` says) once on
SQLite and once on PostgreSQL. ``app_on_each_database`` is always both: for what rests on the database itself, such
as races and search. Fixtures of the browser are in ``tests/journeys/conftest.py``.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import event
from sqlalchemy.engine import Engine

from eventhub.accounts import actions as accounts
from eventhub.api.identity import REQUESTS, SECONDS
from eventhub.app import create_app
from eventhub.db import db
from eventhub.web.limits import Limiter
from tests.clients import Visitor
from tests.databases import KINDS, PostgresqlDatabases, SqliteDatabases, config_for
from tests.people import ALICE, BOB, EVE, make_user, sign_in
from tests.servers import LiveServer, MailServer, receiving_mail, serving

settings.register_profile(
    "eventhub", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("eventhub")


def pytest_addoption(parser) -> None:
    parser.addoption(
        "--database",
        choices=(*KINDS, "each"),
        default="sqlite",
        help="What tests with a database run on (default: sqlite; each: every test once on both).",
    )


def pytest_generate_tests(metafunc) -> None:
    """Run tests that need a database on the kinds that were asked for."""
    if "database_url" in metafunc.fixturenames:
        asked = metafunc.config.getoption("database")
        always_each = "app_on_each_database" in metafunc.fixturenames
        metafunc.parametrize(
            "database_url", KINDS if always_each or asked == "each" else [asked], indirect=True
        )


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory, published_assets: Path) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"), published_assets)


@pytest.fixture(scope="session")
def postgresql_databases(published_assets: Path) -> Iterator[PostgresqlDatabases]:
    databases = PostgresqlDatabases(published_assets)
    yield databases
    databases.stop()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords with argon2 at its weakest: the tests make hundreds of accounts."""
    with pytest.MonkeyPatch.context() as patch:
        weakest = PasswordHash([Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)])
        patch.setattr(accounts, "passwords", weakest)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_commits() -> Iterator[None]:
    """Let SQLite not wait for the disk: nothing here has to outlive a power cut. Servers of their own do wait."""

    def hurry(connection, _record) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous=OFF")

    event.listen(Engine, "connect", hurry)
    yield
    event.remove(Engine, "connect", hurry)


@pytest.fixture(scope="session")
def published_assets(tmp_path_factory) -> Path:
    """Where static files are published, once for all applications of the session."""
    return tmp_path_factory.mktemp("assets")


@pytest.fixture(scope="session")
def application_on(tmp_path_factory, published_assets: Path) -> Callable[[str], Flask]:
    """The one application that stands on a database: making it, and what it compiles as it goes, costs a second."""

    @cache
    def application(database_url: str) -> Flask:
        folder = tmp_path_factory.mktemp("application")
        (folder / "static").symlink_to(published_assets)
        made = create_app(config_for(database_url, folder))
        made.testing = True
        # Forms need no token in tests, but in those whose subject it is.
        made.config["WTF_CSRF_ENABLED"] = False
        made.test_client_class = Visitor
        return made

    return application


@pytest.fixture
def instance(tmp_path: Path, published_assets: Path) -> Path:
    """An instance folder of the test's own."""
    folder = tmp_path / "instance"
    folder.mkdir()
    (folder / "static").symlink_to(published_assets)
    return folder


@pytest.fixture
def database_url(request) -> Iterator[str]:
    """The address of an empty, migrated database."""
    with request.getfixturevalue(f"{request.param}_databases").fresh() as url:
        yield url


@pytest.fixture
def app(database_url: str, instance: Path, application_on: Callable[[str], Flask]) -> Iterator[Flask]:
    """An application with an empty database, its context pushed, that remembers nothing of the test before."""
    app = application_on(database_url)
    as_made = [(kept, dict(kept)) for kept in (app.config, app.extensions)]
    app.config["EVENTHUB"] = config_for(database_url, instance)
    app.extensions["page_cache"].forget()
    app.extensions["api_limiter"] = Limiter(REQUESTS, SECONDS)
    for name in ("form_limiter", "costly_limiter"):
        app.extensions[name].forget()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    for kept, content in as_made:
        kept.clear()
        kept.update(content)


@pytest.fixture
def app_on_each_database(app: Flask) -> Flask:
    """The same as ``app``, but always once on each kind of database."""
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor without cookies."""
    return app.test_client()


@pytest.fixture
def alice(app: Flask) -> FlaskClient:
    """The browser of Alice, who is signed in."""
    make_user(ALICE)
    return sign_in(app.test_client(), ALICE)


@pytest.fixture
def bob(app: Flask) -> FlaskClient:
    """The browser of Bob, who is signed in."""
    make_user(BOB)
    return sign_in(app.test_client(), BOB)


@pytest.fixture
def eve(app: Flask) -> FlaskClient:
    """The browser of Eve, who is signed in."""
    make_user(EVE)
    return sign_in(app.test_client(), EVE)


@pytest.fixture
def live_server(database_url: str, instance: Path) -> Iterator[LiveServer]:
    """EventHub under gunicorn, over the same database as ``app``."""
    with serving(database_url, instance, workers=2) as server:
        yield server


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A real SMTP server that keeps what it is sent, and refuses, waits or hangs up when told to."""
    with receiving_mail() as server:
        yield server


@pytest.fixture
def count_queries(app: Flask) -> Callable:
    """A context that gathers the statements sent to the database, as if no answer had been kept before."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection, _cursor, statement, *_more) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")) and "site_state" not in statement:
                sent.append(statement)

        app.extensions["page_cache"].forget()
        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return counting
