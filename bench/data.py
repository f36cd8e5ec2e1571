"""The data that is measured: the demo in a database of its own."""

from pathlib import Path

from eventhub.app import create_app
from eventhub.db import db, schema, transaction
from eventhub.demo.load import load_demo
from tests.databases import config_for


def load(database_url: str, folder: Path) -> None:
    """Create the database and fill it with the demo."""
    app = create_app(config_for(database_url, folder))
    schema.create(app)
    with app.app_context():
        with transaction():
            load_demo()
        db.engine.dispose()
