"""The history of an event, and of a registration, is told in words."""

import re
from pathlib import Path

from eventhub.desk.history import WORDS
from eventhub.registration.labels import ACT_LABELS

SOURCES = Path(__file__).parents[2] / "eventhub"
NEVER_SHOWN = {"event:details:delete"}
"""An event that is deleted has no page."""


def test_whatever_is_done_to_an_event_has_words():
    written = set(re.findall(r"record\(\s*\"(event:[a-z_]+:[a-z_]+)\"", _sources(but="history.py")))
    assert len(written) > 20
    assert written - NEVER_SHOWN <= set(WORDS)


def test_whatever_is_done_to_a_registration_has_words():
    written = set(re.findall(r"\"(registration:[a-z_]+:[a-z_]+)\"", _sources(but="labels.py")))
    assert len(written) > 20
    assert written <= set(ACT_LABELS)


def _sources(*, but: str) -> str:
    return "".join(path.read_text() for path in SOURCES.rglob("*.py") if path.name != but)
