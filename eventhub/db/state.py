"""One token for all that the public may see: another token, other contents. What is kept elsewhere rests on it."""

from typing import Any

from sqlalchemy import Engine, String, TextClause, event, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, SessionTransaction, mapped_column

from eventhub.db.base import Base, db
from eventhub.tokens import new_token

UNSEEN = frozenset(
    {
        "api_tokens",
        "audit_entries",
        "audit_head",
        "authenticators",
        "dav_collections",
        "dav_members",
        "changes",
        "idempotency_keys",
        "link_requests",
        "event_shares",
        "grants",
        "identities",
        "mail_texts",
        "mailed_links",
        "mailing_recipients",
        "mailings",
        "outbox_messages",
        "passkeys",
        "private_feeds",
        "recovery_codes",
        "shown_notices",
        "site_state",
        "spent_challenges",
        "suppressed_addresses",
        "throttles",
        "told_facts",
        "user_sessions",
        "webhook_deliveries",
        "webhooks",
    }
)
"""Tables of which no public page shows anything; everything else counts, so that nothing can be forgotten."""
_CHANGED = "public_contents_changed"


class SiteState(Base):
    """One row. Its ``token`` is random, not counted: a restored backup never bears the token of another state."""

    __tablename__ = "site_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), default=new_token)
    files_folder: Mapped[str] = mapped_column(String(43), default=new_token)
    """Where files of this database are in a store (``db.files``): what shares a bucket never takes them for its own."""


def read_token(engine: Engine) -> str:
    """The token now, at the price of the smallest query there is; empty without one, when nothing must be kept.

    It goes past SQLAlchemy to the driver, which takes a fifth of the time: every answer that is kept waits for it.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT token FROM site_state")
        row = cursor.fetchone()
        cursor.close()
    finally:
        connection.close()
    return row[0] if row else ""


def watch() -> None:
    """Begin to watch what transactions change; watching twice is watching once."""
    for name, listener in (
        ("after_flush", _flushed),
        ("do_orm_execute", _executed),
        ("before_commit", _before_commit),
        ("after_soft_rollback", _forget),
    ):
        if not event.contains(db.session, name, listener):
            event.listen(db.session, name, listener)


def _flushed(session: Session, _context: Any) -> None:
    touched = (*session.new, *session.dirty, *session.deleted)
    if any(each.__tablename__ not in UNSEEN for each in touched):
        session.info[_CHANGED] = True


def _executed(state: ORMExecuteState) -> None:
    statement: Any = state.statement
    if isinstance(statement, TextClause):
        is_seen = not statement.text.lstrip().upper().startswith("SELECT")
    else:
        writes = state.is_insert or state.is_update or state.is_delete
        is_seen = writes and statement.table.name not in UNSEEN
    if is_seen:
        state.session.info[_CHANGED] = True


def _before_commit(session: Session) -> None:
    # A savepoint is no end: the row is held until the transaction ends, so it has to come last of all.
    if session.in_nested_transaction():
        return
    session.flush()
    if session.info.pop(_CHANGED, False):
        session.execute(
            update(SiteState).values(token=new_token()), execution_options={"synchronize_session": False}
        )


def _forget(session: Session, undone: SessionTransaction) -> None:
    # A savepoint that is taken back leaves what was changed before it.
    if not undone.nested:
        session.info.pop(_CHANGED, None)
