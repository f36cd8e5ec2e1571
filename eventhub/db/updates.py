"""Conditional UPDATEs and DELETEs: the database decides a race, and the number of rows says who has won."""

from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Update

from eventhub.db.base import db


def rows_updated(statement: Update | Delete) -> int:
    """Run an UPDATE or DELETE and count its rows. Objects in the session that show these rows must be refreshed."""
    result = db.session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount
