"""Sensitive values: unreadable in the database, readable with every key that an instance still has."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from itertools import pairwise

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from eventhub.config import ENCRYPTION_ALGORITHMS, Config, ConfigError
from eventhub.db import db, encryption, transaction
from eventhub.db.ciphers import MARKS, Cipher, UndecipheredError
from eventhub.db.encryption import UnreadableError, encrypt_anew
from eventhub.registration.models import Registration
from tests.databases import SECRET
from tests.registration.cast import DINAS, make_workshop, register

NEEDS = "Halal, and a seat near the door"
BEGINNINGS = {"aes-256-gcm": "g.", "chacha20-poly1305": "c.", "fernet": "gA"}
"""Of what each algorithm writes."""
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def use_keys(app, *keys: str, secret_key: str = SECRET, algorithm: str = "aes-256-gcm") -> None:
    """Let the instance be configured with other keys, or another algorithm."""
    config = replace(
        app.config["EVENTHUB"], encryption_keys=keys, secret_key=secret_key, encryption_algorithm=algorithm
    )
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


@pytest.mark.parametrize(
    ("before", "after"), list(pairwise([*ENCRYPTION_ALGORITHMS, ENCRYPTION_ALGORITHMS[0]]))
)
def test_another_algorithm_takes_over_while_what_the_one_before_wrote_is_still_read(app, before, after):
    use_keys(app, NEW, algorithm=before)
    registration = register(make_workshop(), replace(DINAS, needs=NEEDS))
    written = stored()
    use_keys(app, NEW, algorithm=after)
    assert (registration.needs, written[:2]) == (NEEDS, BEGINNINGS[before])
    with transaction():
        encrypt_anew(db.session.connection(), Registration.__table__)
    db.session.expire_all()
    assert (registration.needs, stored()[:2]) == (NEEDS, BEGINNINGS[after])


@given(content=st.binary(), place=st.integers(min_value=0), bit=st.integers(0, 7))
@pytest.mark.parametrize("name", ENCRYPTION_ALGORITHMS)
def test_whatever_is_encrypted_is_read_and_not_when_a_bit_of_it_is_changed(name, content, place, bit):
    cipher = Cipher(name, [b"k" * 32])
    token = cipher.encrypt(content)
    assert cipher.decrypt(token) == content
    raw = bytearray(urlsafe_b64decode(token.removeprefix(MARKS[name])))
    raw[place % len(raw)] ^= 1 << bit
    with pytest.raises(UndecipheredError):
        cipher.decrypt(MARKS[name] + urlsafe_b64encode(raw))


def test_no_value_is_passed_off_as_one_of_another_algorithm():
    cipher = Cipher("aes-256-gcm", [b"k" * 32])
    sealed = cipher.encrypt(b"secret").removeprefix(MARKS["aes-256-gcm"])
    for mark in (MARKS["chacha20-poly1305"], MARKS["fernet"], b"x."):
        with pytest.raises(UndecipheredError):
            cipher.decrypt(mark + sealed)


def test_without_its_key_a_value_is_refused_and_never_shown_as_something_else(app, registration):
    use_keys(app, NEW, secret_key="another secret key, as long as it has to be")
    with pytest.raises(UnreadableError):
        _ = registration.needs


@pytest.mark.parametrize(
    ("name", "value"), [("ENCRYPTION_KEYS", "too short"), ("ENCRYPTION_ALGORITHM", "rot13")]
)
def test_a_key_or_an_algorithm_that_is_none_is_refused_at_start(tmp_path, name, value):
    with pytest.raises(ConfigError, match=name):
        Config.from_environment(
            {
                "EVENTHUB_INSTANCE_PATH": str(tmp_path),
                "EVENTHUB_SECRET_KEY": SECRET,
                f"EVENTHUB_{name}": value,
            }
        )
