"""Long lists by a cursor: what is added or removed meanwhile neither repeats nor hides anything else."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, or_

from eventhub.api.errors import Fault, InvalidError
from eventhub.api.fields import LARGEST, Body, Number, Text
from eventhub.db import db

USUAL, MOST = 50, 200


class Page(NamedTuple):
    """Some rows of a list, and the cursor of the next ones if there are more."""

    items: Sequence[Any]
    next: str | None


class PageQuery(Body):
    """Which part of a list."""

    limit = Number(
        1,
        MOST,
        strict=False,
        load_default=USUAL,
        metadata={"description": "How many to answer with at most."},
    )
    after = Text(
        400, load_default="", metadata={"description": "The cursor `next` of the page before, or nothing."}
    )


class Order(NamedTuple):
    """A column of the order of a list: of moments or numbers. The last one has to be unique."""

    column: Any
    descending: bool = False


def page_of(query: Select[Any], order: Sequence[Order], asked: dict[str, Any]) -> Page:
    """The rows of ``query`` after the cursor, in ``order``, whose columns are attributes of its entity.

    Raises:
        InvalidError: the cursor was not made by this list.
    """
    if asked["after"]:
        query = query.where(_beyond(order, _read(asked["after"], order)))
    ordered = query.order_by(*(each.column.desc() if each.descending else each.column for each in order))
    rows = db.session.scalars(ordered.limit(asked["limit"] + 1)).unique().all()
    items = rows[: asked["limit"]]
    return Page(items, _write(items[-1], order) if len(rows) > len(items) else None)


def _beyond(order: Sequence[Order], values: list[Any]) -> ColumnElement[bool]:
    """(a, b) > (x, y), for columns that run in either direction."""
    steps = []
    for place, (column, descending) in enumerate(order):
        same = [each.column == value for each, value in zip(order[:place], values, strict=False)]
        steps.append(and_(*same, column < values[place] if descending else column > values[place]))
    return or_(*steps)


def _write(row: Any, order: Sequence[Order]) -> str:
    values = [getattr(row, each.column.key) for each in order]
    told = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def _read(cursor: str, order: Sequence[Order]) -> list[Any]:
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        values = [_value(each) for each in told]
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise _unknown() from error
    kinds = [each.column.type.python_type for each in order]
    if len(values) != len(kinds) or not all(map(isinstance, values, kinds)):
        raise _unknown()
    return values


def _value(told: Any) -> datetime | int:
    if isinstance(told, str):
        moment = datetime.fromisoformat(told)
        if moment.tzinfo is None:
            raise ValueError(told)
        return moment
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told <= LARGEST:
        raise ValueError(told)
    return told


def _unknown() -> InvalidError:
    return InvalidError([Fault(_("This is no cursor of this list."), parameter="after")])
