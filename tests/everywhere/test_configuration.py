"""docs/configuration.md says what the configuration says of itself."""

import dataclasses
from pathlib import Path

from eventhub.config import PREFIX, Config

PAGE = Path(__file__).resolve().parents[2] / "docs/configuration.md"


def row_of(field: dataclasses.Field) -> str:
    required = field.default is dataclasses.MISSING
    written = "no" if field.default is False else field.default
    default = "" if required or written in ("", ()) else f"`{written}`"
    return f"| `{PREFIX}{field.name.upper()}` | {default} | {field.metadata['help']} |"


def test_every_variable_is_in_the_table_with_its_default_and_meaning():
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith(f"| `{PREFIX}")]
    expected = [row_of(field) for field in dataclasses.fields(Config)]
    assert [" ".join(row.split()) for row in rows] == [" ".join(row.split()) for row in expected]
