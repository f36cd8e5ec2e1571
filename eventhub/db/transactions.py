"""Commit once, where the request, command or task ends."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Lock

from eventhub.db.base import db

_ONE_WRITER = Lock()
"""Threads wait in line for SQLite's one writer. It lets in whoever asks at the right moment, so that in a rush
some would be refused after fifteen seconds without ever having had a turn."""


@contextmanager
def transaction() -> Iterator[None]:
    """Everything inside is kept together or not at all.

    What was read before (the signed-in user, the form's event) is read again inside: on SQLite the write lock is
    taken at the start, so a decision can never rest on a row that somebody changes between reading and writing.
    """
    db.session.rollback()
    with _ONE_WRITER if db.engine.dialect.name == "sqlite" else nullcontext():
        db.session.connection(execution_options={"writes": True})
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
