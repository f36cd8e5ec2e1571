"""The migrations lead to what the models say, and go up and down over tables with rows in them."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from eventhub.app import create_app
from eventhub.db import db, schema, transaction
from eventhub.db.search import is_of_search
from eventhub.demo.load import load_demo
from eventhub.mailings.models import Notice
from eventhub.mailings.notice_actions import stop
from tests.databases import KINDS, config_for
from tests.mailings.test_notice_batches import begin
from tests.mailings.test_notices import NEW, move, workshop


@pytest.fixture(params=KINDS)
def migrated(request, instance):
    """An application over a database of the test's own, at the newest revision."""
    with request.getfixturevalue(f"{request.param}_databases").blank() as url:
        app = create_app(config_for(url, instance))
        schema.create(app)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def rows_of_each_table() -> dict[str, int]:
    with db.engine.connect() as connection:
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        return {
            name: connection.scalar(text(f'SELECT count(*) FROM "{name}"'))  # noqa: S608 - our own names
            for name in tables
            if not is_of_search(name)
        }


def test_migrations_lead_to_what_the_models_say(migrated):
    options = {**migrated.extensions["migrate"].configure_args, "compare_server_default": True}
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata) == []


def test_each_migration_goes_down_and_up_again_without_losing_rows(migrated):
    with transaction():
        load_demo()
    # The newest first, as they are taken back.
    for revision in schema.revisions():
        filled = rows_of_each_table()
        schema.downgrade()
        kept = rows_of_each_table()
        # A migration may put a table in the place of another one; what is in both has to be the same.
        common = kept.keys() & filled.keys()
        assert {name: kept[name] for name in common} == {name: filled[name] for name in common}
        schema.upgrade(revision)
        again = rows_of_each_table()
        assert set(again) == set(filled)
        assert {name: again[name] for name in common} == {name: filled[name] for name in common}
        schema.downgrade()
    assert rows_of_each_table() == {}


def test_what_people_are_owed_outlasts_going_back_to_before_notices_were_logged(migrated):
    event = workshop()
    move(event)
    begin()
    with transaction():
        stop(db.session.query(Notice).one())
    move(event, NEW.replace(month=12))
    begin()
    db.session.remove()
    schema.downgrade("gs2")
    assert rows_of_each_table()["event_notice_recipients"] == 3
