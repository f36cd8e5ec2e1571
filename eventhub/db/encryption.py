"""Sensitive values are encrypted before they reach the database, and so in its backups and exports.

What was tampered with cannot be read (``db.ciphers``). The first key of the configuration encrypts, by the algorithm
that it names; every key of it, and the one derived from the secret key, still decrypts, by any algorithm.
"""

import json
from base64 import urlsafe_b64decode
from typing import Any

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import Connection, LargeBinary, Table, Text, select, update
from sqlalchemy.types import TypeDecorator

from eventhub.config import Config
from eventhub.db.ciphers import Cipher, UndecipheredError, key_for
from eventhub.errors import ConflictError

ROWS_AT_ONCE = 500


class UnreadableError(ConflictError):
    message = _l("This was encrypted with a key that this instance does not have. Ask your administrator.")


def derived_key(secret_key: str) -> bytes:
    """The key of an instance that names none: its secret key, for this purpose alone."""
    return key_for(b"eventhub: sensitive values", secret_key.encode())


def cipher_of(config: Config) -> Cipher:
    """What encrypts with the first key and decrypts with any."""
    keys = [*map(urlsafe_b64decode, config.encryption_keys), derived_key(config.secret_key)]
    return Cipher(config.encryption_algorithm, keys)


def init_app(app: Flask, config: Config) -> None:
    app.extensions["cipher"] = cipher_of(config)


def encrypt(content: bytes) -> bytes:
    """Nothing stays nothing: that somebody told nothing is no secret, and queries may ask for it."""
    return current_app.extensions["cipher"].encrypt(content) if content else content


def decrypt(token: bytes) -> bytes:
    """What was encrypted.

    Raises:
        UnreadableError: with a key that is not here.
    """
    try:
        return current_app.extensions["cipher"].decrypt(token) if token else token
    except UndecipheredError as error:
        raise UnreadableError from error


class EncryptedText(TypeDecorator[str]):
    """Text that only the application can read. It cannot be searched or sorted by."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else decrypt(value.encode()).decode()


class EncryptedJson(TypeDecorator[Any]):
    """What JSON can say, likewise. Treated as immutable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else encrypt(json.dumps(value, ensure_ascii=False).encode()).decode()

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        return None if value is None else json.loads(decrypt(value.encode()))


class EncryptedBytes(TypeDecorator[bytes]):
    """The content of a file, likewise."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Any) -> bytes | None:
        return None if value is None else encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Any) -> bytes | None:
        return None if value is None else decrypt(value)


ENCRYPTED = (EncryptedText, EncryptedJson, EncryptedBytes)


def encrypt_anew(connection: Connection, table: Table) -> int:
    """Read the encrypted columns of a table, and write them with the first key, by the algorithm of the configuration;
    how many rows have any.

    Raises:
        UnreadableError
    """
    columns = [each for each in table.columns if isinstance(each.type, ENCRYPTED)]
    if not columns:
        return 0
    [key] = table.primary_key.columns
    keys = connection.scalars(select(key).order_by(key)).all()
    count = 0
    for start in range(0, len(keys), ROWS_AT_ONCE):
        wanted = keys[start : start + ROWS_AT_ONCE]
        for row in connection.execute(select(key, *columns).where(key.in_(wanted))).mappings().all():
            values = {each.name: row[each.name] for each in columns if row[each.name] is not None}
            if values:
                connection.execute(update(table).where(key == row[key.name]).values(values))
                count += 1
    return count
