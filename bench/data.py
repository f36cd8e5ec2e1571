"""The data that is measured: the demo in a database of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from eventhub.app import create_app
from eventhub.clock import now
from eventhub.db import db, schema, transaction
from eventhub.demo.load import load_demo
from eventhub.events.models import Event, EventStatus
from eventhub.registration.models import RegistrationDesk
from tests.databases import config_for


def load(database_url: str, folder: Path) -> None:
    """Create the database and fill it with the demo."""
    app = create_app(config_for(database_url, folder))
    schema.create(app)
    with _writing(database_url, folder):
        load_demo()


def open_registration(database_url: str, folder: Path, slug: str) -> None:
    """Give an event places for everybody, from now until next year."""
    later = now() + timedelta(days=300)
    with _writing(database_url, folder):
        db.session.execute(
            update(Event)
            .where(Event.slug == slug)
            .values(
                capacity=None,
                status=EventStatus.PUBLISHED,
                starts_at=later,
                ends_at=later + timedelta(days=1),
            )
        )
        db.session.execute(
            update(RegistrationDesk).values(
                is_offered=True, opens_at=None, closes_at=None, needs_approval=False
            )
        )


@contextmanager
def _writing(database_url: str, folder: Path) -> Iterator[None]:
    """One transaction, after which no connection stays open."""
    with create_app(config_for(database_url, folder)).app_context():
        with transaction():
            yield
        db.engine.dispose()
