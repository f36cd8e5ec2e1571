"""What each collection held when it was last looked at: what makes changes and removals known (RFC 6578)."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.db import Base


class DavCollection(Base):
    """A calendar that some client keeps in step. ``revision`` counts the changes; sync tokens name it."""

    __tablename__ = "dav_collections"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    """See ``collections.Collection``."""
    state: Mapped[str] = mapped_column(String(64), default="")
    """The state of all calendars at which it was last looked at; empty when nothing tells."""
    revision: Mapped[int] = mapped_column(default=0)


class DavMember(Base):
    """An entry of a collection, or one that was there once."""

    __tablename__ = "dav_members"
    __table_args__ = (
        UniqueConstraint("collection_id", "name"),
        Index(None, "collection_id", "revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    collection_id: Mapped[int] = mapped_column(ForeignKey("dav_collections.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    etag: Mapped[str] = mapped_column(String(64))
    """Empty once it is gone."""
    revision: Mapped[int]
    """Of the collection, when this last came, changed or went."""
