"""Whether what the public may see has changed: one token for all of it, and versions of the tables that hold it.

What is kept elsewhere rests on them (decisions 0007 and 0025).
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Engine, String, TextClause, Update, bindparam, event, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, SessionTransaction, class_mapper, mapped_column
from sqlalchemy.sql.functions import FunctionElement

from eventhub.db.base import Base, db
from eventhub.db.types import Json
from eventhub.tokens import new_token

UNSEEN = frozenset(
    {
        "api_tokens",
        "audit_entries",
        "audit_head",
        "authenticators",
        "changes",
        "dav_collections",
        "dav_members",
        "event_notice_recipients",
        "event_notices",
        "event_shares",
        "grants",
        "idempotency_keys",
        "identities",
        "link_requests",
        "mailed_links",
        "mailing_recipients",
        "mailings",
        "outbox_messages",
        "passkeys",
        "private_feeds",
        "recovery_codes",
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
EVERYTHING = ""
"""In place of a table: whatever it is that has changed. Its version stands for that of tables which have none yet."""
_CHANGED = "public_tables_changed"
_WORD = re.compile(r"\w+")
_read: ContextVar[set[str] | None] = ContextVar("tables_read", default=None)


class SiteState(Base):
    """One row. Its ``token`` is random, not counted: a restored backup never bears the token of another state."""

    __tablename__ = "site_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), default=new_token)
    files_folder: Mapped[str] = mapped_column(String(43), default=new_token)
    """Where files of this database are in a store (``db.files``): what shares a bucket never takes them for its own."""
    versions: Mapped[dict[str, str]] = mapped_column(default=lambda: {EVERYTHING: new_token()})
    """By name of a table, the token of the transaction that last changed it (see ``EVERYTHING``)."""


_TABLE: Any = SiteState.__table__


class State(NamedTuple):
    """The token and the versions, as they stood at one moment."""

    token: str
    versions: Mapping[str, str]

    def of(self, tables: set[str] | frozenset[str]) -> dict[str, str]:
        """The versions of so many tables; as long as they stay the same, so does what is in the tables."""
        general = self.versions[EVERYTHING]
        return {EVERYTHING: general} | {name: self.versions.get(name, general) for name in tables}


def read_token(engine: Engine) -> str:
    """The token now, at the price of the smallest query there is; empty without one, when nothing must be kept.

    It goes past SQLAlchemy to the driver, which takes a fifth of the time: every answer that is kept waits for it.
    """
    row = _row(engine, "SELECT token FROM site_state")
    return row[0] if row else ""


def read_state(engine: Engine) -> State:
    """The token with the versions of the tables; for who has found another token than before."""
    row = _row(engine, "SELECT token, versions FROM site_state")
    if not row:
        return State("", {EVERYTHING: ""})
    return State(row[0], row[1] if isinstance(row[1], dict) else json.loads(row[1]))


def _row(engine: Engine, query: str) -> Any:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(query)
        row = cursor.fetchone()
        cursor.close()
    finally:
        connection.close()
    return row


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """The tables that statements name meanwhile, in this context. Some more than are read, but never one less."""
    found: set[str] = set()
    before = _read.set(found)
    try:
        yield found
    finally:
        _read.reset(before)


def note_reading(tables: frozenset[str]) -> None:
    """Say that what is made shows something of ``tables``, whether or not a statement asks them for it now."""
    found = _read.get()
    if found is not None:
        found |= tables


def _note_statement(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
    if _read.get() is not None:
        note_reading(_tables_in(statement))


@lru_cache(maxsize=2048)
def _tables_in(statement: str) -> frozenset[str]:
    named = {each for each in _WORD.findall(statement) if each in Base.metadata.tables}
    # Whoever asks for the versions shows nothing of them.
    return frozenset(named - {SiteState.__tablename__})


def is_changing(session: Session, tables: frozenset[str]) -> bool:
    """Whether the transaction of ``session`` changes one of ``tables``, flushed or not."""
    changed = session.info.get(_CHANGED, set())
    waiting = {each.__tablename__ for each in (*session.new, *session.dirty, *session.deleted)}
    return EVERYTHING in changed or not tables.isdisjoint(changed | waiting)


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
    if not event.contains(Engine, "before_cursor_execute", _note_statement):
        event.listen(Engine, "before_cursor_execute", _note_statement)


def _flushed(session: Session, _context: Any) -> None:
    changed: set[str] = set()
    for each in (*session.new, *session.dirty):
        changed |= _written_with(type(each))
    for each in session.deleted:
        changed |= _written_with(type(each)) | _touched_by_deleting(each.__tablename__)
    _note(session, changed)


@cache
def _written_with(model: Any) -> frozenset[str]:
    """The table of a model, and those that say to which rows of others a row belongs."""
    links = (each.secondary for each in class_mapper(model).relationships if each.secondary is not None)
    return frozenset({model.__tablename__, *(str(each) for each in links)})


@cache
def _touched_by_deleting(table: str) -> frozenset[str]:
    """Tables in which the database itself deletes or empties what refers to deleted rows of ``table``."""
    touched, waiting = {table}, [table]
    while waiting:
        gone = waiting.pop()
        for other in Base.metadata.tables.values():
            follows = any(
                key.ondelete and key.target_fullname.partition(".")[0] == gone for key in other.foreign_keys
            )
            if follows and other.name not in touched:
                touched.add(other.name)
                waiting.append(other.name)
    return frozenset(touched)


def _note(session: Session, changed: set[str] | frozenset[str]) -> None:
    if seen := changed - UNSEEN:
        session.info.setdefault(_CHANGED, set()).update(seen)


def _executed(state: ORMExecuteState) -> None:
    statement: Any = state.statement
    if isinstance(statement, TextClause):
        if not statement.text.lstrip().upper().startswith("SELECT"):
            _note(state.session, {EVERYTHING})
    elif state.is_delete:
        _note(state.session, _touched_by_deleting(statement.table.name))
    elif state.is_insert or state.is_update:
        _note(state.session, {statement.table.name})


def _before_commit(session: Session) -> None:
    # A savepoint is no end: the row is held until the transaction ends, so it has to come last of all.
    if session.in_nested_transaction():
        return
    session.flush()
    if changed := session.info.pop(_CHANGED, None):
        if EVERYTHING in changed:
            session.execute(update(_TABLE).values(everything_changed()))
        else:
            token = new_token()
            versions = json.dumps(dict.fromkeys(sorted(changed), token))
            session.execute(_merging(), {"new_token": token, "changed": versions})


@cache
def _merging() -> Update:
    """Written once: every transaction that changes something sends it."""
    return update(_TABLE).values(token=bindparam("new_token"), versions=_Merged())


def _forget(session: Session, undone: SessionTransaction) -> None:
    # A savepoint that is taken back leaves what was changed before it.
    if not undone.nested:
        session.info.pop(_CHANGED, None)


class _Merged(FunctionElement[Any]):
    """The versions with those of ``changed`` tables in place of their old ones: two transactions at once lose none."""

    type = Json
    inherit_cache = True

    def __init__(self) -> None:
        super().__init__(SiteState.versions, bindparam("changed", type_=String))


@compiles(_Merged, "sqlite")
def _on_sqlite(element: _Merged, compiler: Any, **options: Any) -> str:
    return f"json_patch({compiler.process(element.clauses, **options)})"


@compiles(_Merged, "postgresql")
def _on_postgresql(element: _Merged, compiler: Any, **options: Any) -> str:
    versions, changed = (compiler.process(each, **options) for each in element.clauses)
    return f"{versions} || CAST({changed} AS jsonb)"


def everything_changed() -> dict[str, Any]:
    """Values of the row of ``SiteState`` after which nothing that was kept counts any more."""
    token = new_token()
    return {"token": token, "versions": {EVERYTHING: token}}
