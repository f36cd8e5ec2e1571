"""What cannot be answered now is said so, and what people wrote goes into no log."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from eventhub.app import create_app
from eventhub.db import db
from tests.databases import config_for
from tests.servers import free_port


@pytest.fixture
def without_database(instance):
    """An instance whose database server is gone."""
    app = create_app(config_for(f"postgresql://events@127.0.0.1:{free_port()}/events", instance))
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("path", ["/en/events/", "/en/registrations/token/"])
def test_without_its_database_server_the_site_asks_to_come_back(without_database, path):
    answer = without_database.get(path)
    assert (answer.status_code, "Back in a moment" in answer.text) == (503, True)


def test_a_program_is_told_the_same(without_database):
    answer = without_database.get("/api/v1/events")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")


def test_an_error_of_the_database_does_not_say_what_was_written(app):
    with pytest.raises(DBAPIError) as raised:
        db.session.execute(text("INSERT INTO no_such_table VALUES (:name)"), {"name": "Dina Haddad"})
    db.session.rollback()
    assert "Dina" not in str(raised.value)
