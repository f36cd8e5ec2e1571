"""Conditional UPDATEs: the database decides a race, and the number of rows says who has won."""

from typing import Any, cast

from sqlalchemy import CursorResult, Update

from eventhub.db.base import db


def rows_updated(statement: Update) -> int:
    """Run an UPDATE and count the rows it changed. Objects in the session that show these rows must be refreshed."""
    result = db.session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount
