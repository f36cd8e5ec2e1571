"""Writing the log of changes: from the audit trail, in the order in which transactions commit.

A number that is handed out when a row is written says nothing of when it is committed: on PostgreSQL a reader could see
5 while 4 is still on its way, go on after 5, and never see 4. So numbers are handed out last of all in a transaction,
under a lock that is held until it is committed. (SQLite knows one writer at a time anyway.)
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, event, func, insert, inspect, select
from sqlalchemy.orm import Session, SessionTransaction

from eventhub.audit.models import AuditEntry
from eventhub.audit.signals import recorded
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.state import SiteState
from eventhub.db.updates import rows_updated
from eventhub.webhooks.models import Change

KEPT = timedelta(days=400)
"""A program that keeps a copy may have been away for a year."""
AT_ONCE = 1000
"""Changes that are forgotten in one transaction."""
_PENDING = "changes_to_log"
# Written once: every transaction that changes something sends them.
_TABLE: Any = Change.__table__
_HELD = select(SiteState.id).with_for_update()
_NEXT = insert(_TABLE).values(number=select(func.coalesce(func.max(Change.number), 0) + 1).scalar_subquery())


def watch() -> None:
    """Begin to log; watching twice is watching once."""
    recorded.connect(_note)
    for name, listener in (("before_commit", _before_commit), ("after_soft_rollback", _forget)):
        if not event.contains(db.session, name, listener):
            event.listen(db.session, name, listener)


def last_number() -> int:
    """The number of the latest change; 0 when there is none."""
    return db.session.scalar(select(func.max(Change.number))) or 0


def first_number() -> int:
    """The number of the oldest change that is kept; 0 when there is none."""
    return db.session.scalar(select(func.min(Change.number))) or 0


def forget_old_changes() -> bool:
    """Delete changes that are older than ``KEPT``, some at a time; whether there may be more. A chore of the worker.

    The last one stays however old it is: the next number follows it.
    """
    old = select(Change.number).where(Change.at < now() - KEPT, Change.number < last_number())
    return bool(
        rows_updated(delete(Change).where(Change.number.in_(old.order_by(Change.number).limit(AT_ONCE))))
    )


def _note(subject: Any, *, entry: AuditEntry) -> None:
    about = subject if subject.__tablename__ == "events" else getattr(subject, "event", None)
    db.session().info.setdefault(_PENDING, []).append(
        (
            entry,
            {
                "at": entry.at,
                "action": entry.action,
                "kind": entry.subject_kind,
                "subject_id": entry.subject_id,
                "slug": getattr(subject, "slug", None) or "",
                "event_id": about.id if about is not None else None,
                "event_slug": about.slug if about is not None else "",
                "office_id": about.office_id if about is not None else None,
            },
        )
    )


def _before_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    # What was noted inside a savepoint that was taken back has not happened.
    noted = [row for entry, row in session.info.pop(_PENDING, ()) if inspect(entry).persistent]
    if not noted:
        return
    # The row that every visible change holds at its end (``db.state``): nobody waits for it in another order.
    session.execute(_HELD)
    session.execute(_NEXT, noted)


def _forget(session: Session, undone: SessionTransaction) -> None:
    # What a savepoint takes back is sorted out at the end.
    if not undone.nested:
        session.info.pop(_PENDING, None)
