"""The worker: looks for mails that are due, for as long as it is let."""

from collections.abc import Callable, Sequence
from threading import Event
from time import monotonic

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from eventhub.db import db, transaction
from eventhub.outbox.delivery import deliver_due
from eventhub.outbox.transport import UnreachableError

POLL = 1.0
"""Seconds between two looks at an empty outbox."""
PAUSE = 15.0
"""Seconds to leave a mail server or database alone that did not answer."""

log = structlog.get_logger()


Chore = Callable[[], bool]
"""Something that falls due with time and owes mails, such as the end of an embargo: one step of it, in a transaction of
the worker's. True when there may be another step to do."""


class Seldom:
    """A chore that is looked at again only after some seconds when there was nothing to do."""

    def __init__(self, chore: Chore, *, every: float) -> None:
        self._chore = chore
        self._every = every
        self._next = 0.0

    def __call__(self) -> bool:
        if monotonic() < self._next:
            return False
        more = self._chore()
        if not more:
            self._next = monotonic() + self._every
        return more


def run_worker(app: Flask, stop: Event, chores: Sequence[Chore] = ()) -> None:
    """Do ``chores`` and deliver until ``stop`` is set. Trouble with the database or the mail server is waited out."""
    while not stop.is_set():
        stop.wait(_turn(app, stop, chores))


def _turn(app: Flask, stop: Event, chores: Sequence[Chore]) -> float:
    """Deliver what is due now; the seconds to wait afterwards come back."""
    with app.app_context():
        try:
            for chore in chores:
                _do(chore, stop)
            return 0 if deliver_due(until=stop.is_set) else POLL
        except UnreachableError as error:
            log.warning("mail_server_unreachable", reason=error.reason)
        except (SQLAlchemyError, OSError) as error:
            log.error("worker_failed", reason=type(error).__name__)
            db.session.rollback()
        return PAUSE


def _do(chore: Chore, stop: Event) -> None:
    more = True
    while more and not stop.is_set():
        with transaction():
            more = chore()
