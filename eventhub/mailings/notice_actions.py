"""What organisers do with a notice. Each verb flushes and leaves an audit line; callers commit."""

from datetime import datetime

from sqlalchemy import update

from eventhub.audit.actions import record
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.mailings.errors import NoticeStatusError
from eventhub.mailings.models import Notice, NoticeStatus, RecipientState
from eventhub.mailings.notice_queries import failed_mails_of
from eventhub.mailings.notice_recipients import move_recipients
from eventhub.mailings.rules import still_holds
from eventhub.outbox import actions as outbox


def stop(notice: Notice) -> int:
    """Write to nobody more; how many were left, who do not know.

    They wait for the next notice of this kind, which tells them all that is new to them, or until this one goes on.
    Their rows are moved first, then the notice: in the order of a worker, whose batch is waited for.

    Raises:
        NoticeStatusError: it is not being sent, or all is written.
    """
    left = move_recipients(notice, RecipientState.DUE, RecipientState.LEFT)
    _move(notice, NoticeStatus.SENDING, NoticeStatus.STOPPED)
    _record("stop", notice, people=left)
    return left


def resume(notice: Notice, *, at: datetime) -> int:
    """Let a notice that was stopped go on, to those whom it left; how many these are. Callers hold the event.

    Raises:
        NoticeStatusError: it was not stopped, has left nobody, or is not true any more.
    """
    due = move_recipients(notice, RecipientState.LEFT, RecipientState.DUE)
    if not due or not still_holds(notice, notice.event, at):
        raise NoticeStatusError
    _move(notice, NoticeStatus.STOPPED, NoticeStatus.SENDING)
    _record("resume", notice, people=due)
    return due


def send_failed_again(notice: Notice) -> int:
    """Let its mails that have failed be tried anew, but those to addresses that take none; how many these are."""
    again = outbox.send_failed_again(failed_mails_of(notice))
    if again:
        _record("retry", notice, people=again)
    return again


def _move(notice: Notice, before: NoticeStatus, after: NoticeStatus) -> None:
    """Come from one state to another; the database decides who was first."""
    moved = rows_updated(
        update(Notice).where(Notice.id == notice.id, Notice.status == before).values(status=after)
    )
    db.session.refresh(notice)
    if not moved:
        raise NoticeStatusError


def _record(what: str, notice: Notice, *, people: int) -> None:
    changes = {"notice": [None, notice.id], "people": [0, people]}
    record(f"event:notice:{what}", notice.event, changes=changes)
