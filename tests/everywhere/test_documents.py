"""What docs/security.md and docs/asvs.md call a proof is a test that there is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py|tests/[\w/]+/)?((?:::\w+)*)`|`(test_\w+)`")
"""A file with what is in it, something in the file that was named before, or a test by its name alone."""


def is_defined(name: str, text: str) -> bool:
    return re.search(rf"^\s*(def|class) {name}\b", text, re.MULTILINE) is not None


@pytest.mark.parametrize("document", ["security.md", "asvs.md"])
def test_every_test_that_a_document_names_exists(document):
    everything = "\n".join(each.read_text() for each in (ROOT / "tests").rglob("test_*.py"))
    missing, text, count = [], "", 0
    for file, inside, alone in NAMED.findall((ROOT / "docs" / document).read_text()):
        if file:
            text = (ROOT / file).read_text() if (ROOT / file).is_file() else ""
            missing += [] if (ROOT / file).exists() else [file]
        names = [each for each in inside.split("::") if each]
        missing += [f"{file}::{each}" for each in names if not is_defined(each, text)]
        missing += [alone] if alone and not is_defined(alone, everything) else []
        count += bool(file) + len(names) + bool(alone)
    assert missing == []
    assert count > 60
