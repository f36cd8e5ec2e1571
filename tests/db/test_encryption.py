"""Sensitive values: unreadable in the database, readable with every key that an instance still has."""

from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from eventhub.config import Config, ConfigError
from eventhub.db import db, encryption, transaction
from eventhub.db.encryption import UnreadableError, encrypt_anew
from eventhub.registration.models import Registration
from tests.databases import SECRET
from tests.registration.cast import DINAS, make_workshop, register

NEEDS = "Halal, and a seat near the door"
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def use_keys(app, *keys: str, secret_key: str = SECRET) -> None:
    """Let the instance be configured with other keys."""
    config = replace(app.config["EVENTHUB"], encryption_keys=keys, secret_key=secret_key)
    encryption.init_app(app, config)
    db.session.expire_all()


def stored() -> str:
    return db.session.execute(text("SELECT needs FROM registrations")).scalar_one()


@pytest.fixture
def registration(app) -> Registration:
    return register(make_workshop(), replace(DINAS, needs=NEEDS))


def test_the_database_does_not_show_what_the_application_reads(app, registration):
    assert NEEDS not in stored()
    db.session.expire_all()
    assert registration.needs == NEEDS


def test_nothing_told_is_stored_as_nothing(app):
    register(make_workshop(), DINAS)
    assert stored() == ""


def test_a_new_key_reads_what_older_ones_wrote_and_after_renewing_alone(app, registration):
    use_keys(app, NEW, OLD)
    assert registration.needs == NEEDS
    with transaction():
        renewed = [encrypt_anew(db.session.connection(), each) for each in db.metadata.sorted_tables]
    assert sum(renewed) == 1
    use_keys(app, NEW, secret_key="another secret key, as long as it has to be")
    assert registration.needs == NEEDS


def test_without_its_key_a_value_is_refused_and_never_shown_as_something_else(app, registration):
    use_keys(app, NEW, secret_key="another secret key, as long as it has to be")
    with pytest.raises(UnreadableError):
        _ = registration.needs


def test_a_key_that_is_none_is_refused_at_start(tmp_path):
    with pytest.raises(ConfigError, match="ENCRYPTION_KEYS"):
        Config.from_environment(
            {
                "EVENTHUB_INSTANCE_PATH": str(tmp_path),
                "EVENTHUB_SECRET_KEY": SECRET,
                "EVENTHUB_ENCRYPTION_KEYS": "too short",
            }
        )
