"""The database: base, column types, transactions, schema."""

from eventhub.db.base import Base, db
from eventhub.db.transactions import transaction
from eventhub.db.types import Translated

__all__ = ["Base", "Translated", "db", "transaction"]
