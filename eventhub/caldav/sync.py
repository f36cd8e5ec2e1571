"""What has come, changed and gone since a client last asked (RFC 6578).

A collection is compared with what it held when it was last looked at, and what differs is written down under a new
revision. Tokens name a revision, so they outlive restarts, and removals are known for good.
"""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventhub.caldav.collections import Collection
from eventhub.caldav.errors import InvalidSyncTokenError
from eventhub.caldav.models import DavCollection, DavMember
from eventhub.db import db, transaction
from eventhub.text.numbers import whole_number

PREFIX = "urn:eventhub:sync:"


class Changes(NamedTuple):
    """Names that came or changed, names that went, and the token from which to ask next time."""

    present: list[str]
    gone: list[str]
    token: str


def token_of(collection: Collection) -> str:
    """The sync token of the collection as it is now."""
    return _token(_looked_at(collection))


def changes_since(collection: Collection, token: str) -> Changes:
    """What differs from what the collection was at ``token``; everything for an empty one.

    Raises:
        InvalidSyncTokenError: no token of this collection.
    """
    row = _looked_at(collection)
    if not token:
        return Changes(list(collection.entries), [], _token(row))
    since = _revision_in(token, row)
    members = db.session.execute(
        select(DavMember.name, DavMember.etag)
        .where(DavMember.collection_id == row.id, DavMember.revision > since)
        .order_by(DavMember.name)
    ).all()
    return Changes(
        present=[name for name, etag in members if etag],
        gone=[name for name, etag in members if not etag],
        token=_token(row),
    )


def _token(row: DavCollection) -> str:
    return f"{PREFIX}{row.id}:{row.revision}"


def _revision_in(token: str, row: DavCollection) -> int:
    known, _colon, text = token.removeprefix(PREFIX).partition(":")
    revision = whole_number(text)
    is_ours = token.startswith(PREFIX) and known == str(row.id)
    if not is_ours or revision is None or revision > row.revision:
        raise InvalidSyncTokenError
    return revision


def _looked_at(collection: Collection) -> DavCollection:
    """The row of the collection, brought up to date."""
    state = collection.state()
    row = _find(collection.key)
    if row is not None and state and row.state == state:
        return row
    try:
        with transaction():
            _compare(collection, state)
    except IntegrityError:
        # Another process has written down the same collection for the first time.
        with transaction():
            _compare(collection, state)
    found = _find(collection.key)
    if found is None:
        raise LookupError(collection.key)
    return found


def _find(key: str, *, hold: bool = False) -> DavCollection | None:
    query = select(DavCollection).where(DavCollection.key == key)
    return db.session.scalar(query.with_for_update() if hold else query)


def _compare(collection: Collection, state: str) -> None:
    """Whoever comes second waits for the row, and then reads the entries as they are by that time."""
    row = _find(collection.key, hold=True)
    if row is None:
        row = DavCollection(key=collection.key, revision=0)
        db.session.add(row)
        db.session.flush()
    present = {name: entry.etag for name, entry in collection.entries.items()}
    members = {
        member.name: member
        for member in db.session.scalars(select(DavMember).where(DavMember.collection_id == row.id))
    }
    revision = row.revision + 1
    for name in present.keys() | members.keys():
        etag, member = present.get(name, ""), members.get(name)
        if member is None:
            db.session.add(DavMember(collection_id=row.id, name=name, etag=etag, revision=revision))
            row.revision = revision
        elif member.etag != etag:
            member.etag, member.revision, row.revision = etag, revision, revision
    row.state = state
    db.session.flush()
