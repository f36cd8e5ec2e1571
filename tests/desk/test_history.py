"""The history of an event is told in words."""

import re
from pathlib import Path

from eventhub.desk.history import WORDS

SOURCES = Path(__file__).parents[2] / "eventhub"
NEVER_SHOWN = {"event:details:delete"}
"""An event that is deleted has no page."""


def test_whatever_is_done_to_an_event_has_words():
    sources = "".join(path.read_text() for path in SOURCES.rglob("*.py") if path.name != "history.py")
    written = set(re.findall(r"record\(\s*\"(event:[a-z_]+:[a-z_]+)\"", sources))
    assert len(written) > 20
    assert written - NEVER_SHOWN <= set(WORDS)
