"""Rows of a form that are added, moved and removed by buttons of the form itself: no script, and nothing is lost.

Such a button sends the whole form with ``rows`` = "<name of the list>:<what>:<number>". The answer is the same page
with what was typed, the rows in their new order, and nothing saved.
"""

import re
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

COMMAND = re.compile(r"(?P<name>[a-z_]+):(?P<what>add|up|down|remove)(?::(?P<number>\d{1,4}))?")


class RowCommand(NamedTuple):
    """What to do with row ``number``, counted from 0, of the list ``name``."""

    name: str
    what: str
    number: int


def read_command(typed: str | None) -> RowCommand | None:
    """The command of a button; None when the form was sent by another one."""
    found = COMMAND.fullmatch(typed or "")
    return RowCommand(found["name"], found["what"], int(found["number"] or 0)) if found else None


def rearranged(formdata: MultiDict, command: RowCommand) -> MultiDict:
    """What was typed, with the rows of one list moved or removed and numbered anew; "add" changes nothing here."""
    within = re.compile(rf"{command.name}-(\d+)(-.+)?")
    rows: dict[int, list[tuple[str, str]]] = {}
    rest: list[tuple[str, str]] = []
    for key, value in formdata.items(multi=True):
        found = within.fullmatch(key)
        if found:
            rows.setdefault(int(found[1]), []).append((found[2] or "", value))
        else:
            rest.append((key, value))
    order = _reordered([rows[number] for number in sorted(rows)], command)
    numbered = [
        (f"{command.name}-{number}{suffix}", value)
        for number, row in enumerate(order)
        for suffix, value in row
    ]
    return MultiDict([*rest, *numbered])


def _reordered(rows: list[Any], command: RowCommand) -> list[Any]:
    number = command.number
    if command.what == "add" or number >= len(rows):
        return rows
    row = rows.pop(number)
    if command.what == "up":
        rows.insert(max(number - 1, 0), row)
    elif command.what == "down":
        rows.insert(number + 1, row)
    return rows
