"""Lists stay as quick as they are, however many events there are that they do not show."""

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from eventhub.app import create_app
from eventhub.db import db
from eventhub.website.filters import MOST_PROGRAMMES
from tests.databases import config_for
from tests.website.cast import make_event, make_organization, make_programme
from tests.website.pages import elements

ABOUT_EVENTS = ("FROM events", "JOIN events")


def plans_of(client, path: str) -> list[str]:
    """How SQLite finds the events of a page: the steps of its plans that walk over the whole table."""
    asked: list[tuple[str, tuple]] = []

    def note(_connection, _cursor, statement, parameters, *_more) -> None:
        if any(part in statement for part in ABOUT_EVENTS):
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    assert client.get(path).status_code == 200
    event.remove(Engine, "before_cursor_execute", note)
    assert asked
    with db.engine.connect() as connection:
        return [
            step.detail
            for statement, parameters in asked
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


@pytest.fixture
def on_sqlite(sqlite_databases, instance):
    """A visitor of an instance on SQLite, whatever the tests run on: PostgreSQL plans by the number of rows."""
    with sqlite_databases.fresh() as url:
        app = create_app(config_for(url, instance))
        with app.app_context():
            yield app.test_client()
            db.session.remove()
            db.engine.dispose()


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/events/",
        "/en/events/?when=past&page=3",
        "/en/events/?when=all",
        "/en/events/?year=2020",
        "/en/events/?country=SN",
        "/en/events/?organization=mps",
        "/en/events/?view=month&month=2020-01",
        "/en/organizations/mps/",
    ],
)
def test_no_list_reads_the_rows_of_all_events(on_sqlite, path):
    make_event("one", participants=(make_organization(),), programme=make_programme())
    walks = [step for step in plans_of(on_sqlite, path) if step.startswith("SCAN events")]
    assert [step for step in walks if "COVERING INDEX" not in step] == []


def boxes(client, path: str) -> set[str | None]:
    return {box.get("name") for box in elements(client.get(path).text, "select")}


def test_programmes_are_offered_as_a_filter_while_somebody_would_read_through_them(client):
    make_event("one", programme=make_programme())
    assert "programme" in boxes(client, "/en/events/")
    for number in range(MOST_PROGRAMMES):
        make_programme(f"p{number}")
    assert "programme" not in boxes(client, "/en/events/")
    assert "programme" in boxes(client, "/en/events/?programme=mmsp")
