"""All that the desk does, programs can do: the tables of docs/api.md name each of its forms and files."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from eventhub.web.access import PUBLIC, declared_access

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"
ROW = re.compile(r"^\| `((?:GET|POST) /desk/\S+)` \| (.+) \|$", re.MULTILINE)
OPERATION = re.compile(r"`([A-Z]+) (/desk/\S+)`")
NOT_FOR_PROGRAMS = "– "


class Line(NamedTuple):
    """What a table says of a form or file of the desk: by which operations, or why there is none."""

    operations: list[tuple[str, str]]
    reason: str


def address_of(rule) -> str:
    """As the tables write it."""
    return re.sub(r"<(?:[^<>]+:)?([^<>]+)>", r"<\1>", rule.rule)


def is_file(address: str) -> bool:
    return "." in address.rstrip("/").rpartition("/")[2] or "/files/" in address


@pytest.fixture
def lines() -> dict[str, Line]:
    found = ROW.findall(DOCUMENT.read_text())
    assert len({desk for desk, _said in found}) == len(found), "something stands there twice"
    return {
        desk: Line(OPERATION.findall(said), said if said.startswith(NOT_FOR_PROGRAMS) else "")
        for desk, said in found
    }


@pytest.fixture
def desk(app) -> dict[str, object]:
    """What the desk changes and gives as files, with the permission that each needs."""
    found = {}
    for rule in app.url_map.iter_rules():
        address = address_of(rule)
        if address.startswith("/desk/"):
            needed = declared_access(app.view_functions[rule.endpoint])
            if "POST" in rule.methods:
                found[f"POST {address}"] = needed
            elif is_file(address):
                found[f"GET {address}"] = needed
    return found


@pytest.fixture
def operations(app) -> dict[tuple[str, str], object]:
    return {
        (method, address_of(rule).removeprefix("/api/v1")): declared_access(app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/desk/")
        for method in rule.methods
    }


def test_each_form_and_file_of_the_desk_has_an_operation_or_a_reason(desk, lines):
    assert sorted(set(desk) - set(lines)) == [], "name them in docs/api.md"
    assert sorted(set(lines) - set(desk)) == [], "docs/api.md names what the desk has no more"
    assert [name for name, line in lines.items() if not (line.operations or line.reason)] == []


def test_each_operation_that_the_tables_name_is_there_within_the_same_permission(desk, lines, operations):
    for name, line in lines.items():
        for operation in line.operations:
            assert operation in operations, (name, operation)
            assert operations[operation] == desk[name], (name, operation)


def test_no_operation_of_the_desk_is_public(operations):
    assert [name for name, needed in operations.items() if needed in (None, PUBLIC)] == []
