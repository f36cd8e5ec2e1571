"""What an edit changed, in the form in which the audit trail keeps it."""

import enum
from collections.abc import Collection
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

HIDDEN = "…"


def apply_details(subject: Any, details: Any, *, private: Collection[str] = ()) -> dict[str, list]:
    """Give ``subject`` the fields of the dataclass ``details``; those that differed come back as before and after.

    Of the fields in ``private``, which may hold personal data, only that they changed is told.
    """
    changes = {}
    for each in fields(details):
        before, after = getattr(subject, each.name), getattr(details, each.name)
        if before != after:
            setattr(subject, each.name, after)
            hidden = each.name in private
            changes[each.name] = [HIDDEN, HIDDEN] if hidden else [readable(before), readable(after)]
    return changes


def readable(value: Any) -> Any:
    """A value as JSON; rows by their slug or number."""
    if isinstance(value, list | tuple):
        return [readable(each) for each in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if hasattr(value, "__tablename__"):
        return getattr(value, "slug", None) or value.id
    return value
