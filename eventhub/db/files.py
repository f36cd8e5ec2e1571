"""Contents of files: in their row, or in an S3-compatible store, where EVENTHUB_FILES_URL names one.

A column of the type ``EncryptedFile`` reads and writes the same either way. With a store, the row holds a reference to
an object, which is written before the row is committed, encrypted, and never changed: what a commit promises is there.
Objects that no row refers to any more (deleted with a person, replaced, or written for a transaction that failed) go
some hours later (``forget_unreferenced``). See docs/decisions/0021.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import Column, LargeBinary, Table, func, select, type_coerce, update
from sqlalchemy.exc import DontWrapMixin

from eventhub.clock import now
from eventhub.config import Config
from eventhub.db.base import db
from eventhub.db.encryption import EncryptedBytes, decrypt, encrypt
from eventhub.db.state import SiteState
from eventhub.db.transactions import transaction
from eventhub.db.updates import rows_updated
from eventhub.deferred import Deferred
from eventhub.errors import UnavailableError
from eventhub.tokens import new_token

MARK = b"file:"
"""What a reference begins with; nothing that was encrypted does."""
LONGEST_REFERENCE = 99
"""Bytes. What is longer is a content: that is known without reading it."""
PATIENCE = timedelta(seconds=10)
"""How long an object may take; with a second try, twice that."""
GRACE = timedelta(hours=2)
"""Age from which an object without a row is nobody's: a transaction that still has to commit is younger."""
AT_ONCE = 1000

log = structlog.get_logger()
obstore: Any = Deferred("obstore")
obstore_store: Any = Deferred("obstore.store")


class FileStoreError(UnavailableError, DontWrapMixin):
    message = _l("Files cannot be reached at the moment. Try again in a few minutes.")

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason
        """For administrators; without addresses or keys."""


class FileStore:
    """One folder of a bucket; ``folder`` tells its name, which is that of the database. Usable by several threads.

    Raises from every method:
        FileStoreError
    """

    def __init__(self, config: Config, folder: Callable[[], str]) -> None:
        self._config, self._folder = config, folder

    @cached_property
    def _bucket(self) -> Any:
        # Made when it is first used: processes fork before, and its threads would not come along.
        config, address = self._config, urlsplit(self._config.files_url)
        given = {
            "prefix": address.path.strip("/") or None,
            "region": config.files_region,
            "endpoint": config.files_endpoint or None,
            "access_key_id": config.files_key_id or None,
            "secret_access_key": config.files_secret or None,
        }
        return obstore_store.S3Store(
            address.netloc,
            **{name: value for name, value in given.items() if value},
            # Every provider knows this way of deleting.
            disable_bulk_delete=True,
            client_options={"timeout": PATIENCE, "allow_http": config.files_endpoint.startswith("http:")},
            retry_config={"max_retries": 1, "retry_timeout": PATIENCE},
        )

    @cached_property
    def folder(self) -> str:
        return self._folder()

    def put(self, content: bytes) -> str:
        """Write a new object; its key comes back."""
        key = f"{self.folder}/{new_token()}"
        with _named_errors():
            obstore.put(self._bucket, key, content)
        return key

    def get(self, key: str) -> bytes:
        with _named_errors():
            return obstore.get(self._bucket, key).bytes().to_bytes()

    def delete(self, keys: list[str]) -> None:
        with _named_errors():
            obstore.delete(self._bucket, keys)

    def keys(self, *, before: datetime) -> Iterator[str]:
        """Of the objects that were written before then."""
        with _named_errors():
            for each in obstore.list(self._bucket, self.folder, chunk_size=AT_ONCE):
                yield from (found["path"] for found in each if found["last_modified"] < before)


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except (obstore.exceptions.BaseError, OSError) as error:
        reason = "there is no such object or bucket" if isinstance(error, OSError) else type(error).__name__
        log.error("file_store_failed", reason=reason)
        raise FileStoreError(reason) from error


class EncryptedFile(EncryptedBytes):
    """The content of a file, encrypted. Files may be large: columns of this type are deferred."""

    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Any) -> bytes | None:
        if not value:
            return value
        content = encrypt(value)
        return _stored(content) if find_store() else content

    def process_result_value(self, value: bytes | None, dialect: Any) -> bytes | None:
        return None if value is None else decrypt(content_of(value))


def init_app(app: Flask, config: Config) -> None:
    app.extensions["file_store"] = FileStore(config, _folder_of_database) if config.files_url else None


def _folder_of_database() -> str:
    # On a connection of its own: whoever asks is in the middle of a statement.
    with db.engine.connect() as connection:
        return connection.scalar(select(SiteState.files_folder)) or ""


def find_store() -> FileStore | None:
    """Where this instance keeps files, when not in its database."""
    return current_app.extensions["file_store"]


def get_store() -> FileStore:
    """Raises FileStoreError when there is none."""
    store = find_store()
    if store is None:
        raise FileStoreError("EVENTHUB_FILES_URL names no store")
    return store


def _stored(content: bytes) -> bytes:
    return MARK + get_store().put(content).encode()


def content_of(value: bytes) -> bytes:
    """What a column holds, still encrypted: the value itself, or what it refers to.

    Raises:
        FileStoreError
    """
    return get_store().get(value.removeprefix(MARK).decode()) if value.startswith(MARK) else value


def file_columns(table: Table) -> list[Column[Any]]:
    """The columns of a table that hold contents of files."""
    return [each for each in table.columns if isinstance(each.type, EncryptedFile)]


def references() -> set[str]:
    """The keys of all objects that rows refer to."""
    found: set[str] = set()
    for column in (each for table in db.metadata.tables.values() for each in file_columns(table)):
        raw = type_coerce(column, LargeBinary)
        # Lengths are read without the contents.
        rows = db.session.scalars(select(raw).where(func.length(column) <= LONGEST_REFERENCE))
        found |= {each.removeprefix(MARK).decode() for each in rows if each.startswith(MARK)}
    return found


def forget_unreferenced() -> bool:
    """Delete the objects that no row refers to; a chore of the worker that is done in one step."""
    store = find_store()
    if store is None:
        return False
    # Reading what is in a bucket takes its time, for which nobody should wait to write.
    db.session.rollback()
    try:
        written = list(store.keys(before=now() - GRACE))
        gone = sorted(set(written) - references())
        for start in range(0, len(gone), AT_ONCE):
            store.delete(gone[start : start + AT_ONCE])
    except FileStoreError:
        # It is in the log, and mails must not wait for it.
        return False
    if gone:
        log.info("files_forgotten", count=len(gone))
    return False


def move_into_store() -> int:
    """Move the contents that rows still hold into the store, one transaction each; how many comes back.

    Raises:
        FileStoreError: what was moved before stays moved; again does the rest.
    """
    get_store()
    return sum(_move(column) for table in db.metadata.sorted_tables for column in file_columns(table))


def _move(column: Column[Any]) -> int:
    table: Any = column.table
    [key] = table.primary_key.columns
    raw = type_coerce(column, LargeBinary)
    with transaction():
        is_content = func.substr(raw, 1, len(MARK), type_=LargeBinary) != MARK
        numbers = db.session.scalars(select(key).where(func.length(column) > 0, is_content)).all()
    count = 0
    for number in numbers:
        with transaction():
            content = db.session.scalar(select(raw).where(key == number))
            if content and not content.startswith(MARK):
                # Unless somebody has sent another file meanwhile.
                statement = update(table).where(key == number, raw == content)
                count += rows_updated(statement.values({column: type_coerce(_stored(content), LargeBinary)}))
    return count
