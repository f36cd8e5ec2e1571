"""The audit trail as a chain: each line is sealed with a hash over itself and the seal before it, so that a line which
was changed, taken out or put in later breaks it.

The worker seals, a moment after the act: whoever registers waits for nothing. Lines are chained in the order in which
they are sealed, for two that are written at once may be committed in either order. Of two workers, one waits for the
other at the head, and then seals what is left.

What a line tells (who did it, from where, what differed) is hashed apart, with a salt. Erasing it, as a person may ask,
takes the salt along: the chain still holds, and nobody can find out by guessing what stood there.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from eventhub.audit.actions import Recorded
from eventhub.audit.models import AuditEntry, AuditHead
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.tokens import new_token

AT_ONCE = 200
ONLY = 1
"""Number of the one row that holds the head."""
log = structlog.get_logger()


def told_digest(salt: str, actor_id: int | None, origin: str, changes: dict[str, Any]) -> str:
    """A digest of what can be erased."""
    told = json.dumps([salt, actor_id, origin, changes], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def seal_of(before: str, position: int, at: datetime, act: tuple[str, str, int], told: str) -> str:
    """The seal of a line: ``act`` is what was done to which row, ``told`` the digest of the rest."""
    line = json.dumps([before, position, at.isoformat(), *act, told], ensure_ascii=False)
    return hashlib.sha256(line.encode()).hexdigest()


def seal_next() -> bool:
    """Seal what has been written since; False when there is nothing left to do.

    A chore of the worker, in its transaction.
    """
    unsealed = select(AuditEntry).where(AuditEntry.position.is_(None)).order_by(AuditEntry.id).limit(AT_ONCE)
    if db.session.scalar(unsealed.limit(1)) is None:
        return False
    head = _held_head()
    # Asked again behind the head: what another worker has sealed meanwhile is no longer among them.
    waiting = db.session.scalars(unsealed.execution_options(populate_existing=True)).all()
    for position, entry in enumerate(waiting, start=head.position + 1):
        entry.position, entry.salt = position, new_token()
        entry.told = told_digest(entry.salt, entry.actor_id, entry.origin, entry.changes)
        entry.seal = _seal(head.seal, entry)
        head.position, head.seal = position, entry.seal
    db.session.flush()
    if waiting:
        # Whoever keeps the log elsewhere can tell later that not even the whole chain was made anew.
        log.info("audit_sealed", position=head.position, seal=head.seal)
    return len(waiting) == AT_ONCE


def _held_head() -> AuditHead:
    """The row of the head, held until the transaction ends. (SQLite holds all: see ``db.transactions``.)"""
    held = select(AuditHead).where(AuditHead.id == ONLY).with_for_update()
    head = db.session.scalar(held.execution_options(populate_existing=True))
    if head is None:
        try:
            with db.session.begin_nested():
                db.session.add(AuditHead(id=ONLY, position=0, seal=""))
        except IntegrityError:
            # Another worker has begun it at this moment.
            pass
        head = db.session.scalars(held.execution_options(populate_existing=True)).one()
    return head


def _seal(before: str, entry: AuditEntry) -> str:
    act = (entry.action, entry.subject_kind, entry.subject_id)
    return seal_of(before, entry.position or 0, entry.at, act, entry.told)


def erase_told_about(subject: Recorded) -> None:
    """Forget what the lines about ``subject`` tell: who, from where, what differed. What was done, and when, stays."""
    rows_updated(
        update(AuditEntry)
        .where(AuditEntry.subject_kind == subject.__tablename__, AuditEntry.subject_id == subject.id)
        .values(actor_id=None, origin="", changes={}, salt="")
    )
    db.session.expire_all()


def faults_of_chain() -> Iterator[str]:
    """What does not fit, in words, as far as the first break; nothing when the chain is whole."""
    position, seal = 0, ""
    lines = select(AuditEntry).where(AuditEntry.position.is_not(None)).order_by(AuditEntry.position)
    # Closed when a break ends the reading: PostgreSQL keeps a cursor open until then.
    with db.session.scalars(lines.execution_options(yield_per=500)) as entries:
        for entry in entries:
            position += 1
            if entry.position != position:
                yield f"line {position} is missing"
                return
            if entry.salt and entry.told != told_digest(
                entry.salt, entry.actor_id, entry.origin, entry.changes
            ):
                yield f"line {position} tells something else than when it was sealed"
                return
            seal = _seal(seal, entry)
            if entry.seal != seal:
                yield f"line {position} was changed, or one before it"
                return
    head = db.session.get(AuditHead, ONLY)
    if (head.position, head.seal) != (position, seal) if head else position:
        yield f"lines after {position} are missing"


def sealed_and_erased() -> tuple[int, int]:
    """How many lines are sealed, and of how many what they told has been erased."""
    sealed = db.session.scalar(select(func.count(AuditEntry.position))) or 0
    erased = db.session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.salt == "")) or 0
    return sealed, erased
