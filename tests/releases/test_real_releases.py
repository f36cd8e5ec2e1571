"""Facts of releases that international organisations really put out, and how EventHub words them.

The sheets stand in ``golden/releases/after_real_releases.json``, named after the releases that their facts come from;
years that a release does not print are our own. Each wording was read against the release: who does what, when, where,
with whom and with whose money, in the tense that the day asks for.
"""

import json
from datetime import date

import pytest

from eventhub.releases.facts_file import from_data
from eventhub.releases.prose.write import write
from tests.releases.sheets import GOLDEN, NBSP

SHEETS = json.loads((GOLDEN / "after_real_releases.json").read_text("utf-8"))


@pytest.mark.parametrize("sheet", SHEETS, ids=[each["release"] for each in SHEETS])
def test_facts_of_a_real_release_read_like_a_release(sheet):
    facts = from_data({"time_zone": "UTC", **sheet["facts"]})
    text = write(facts, sheet["language"], kind=sheet["kind"], as_of=date.fromisoformat(sheet["as_of"]))
    said = [
        text.headline.text,
        *(each.text for each in text.paragraphs if each.role in ("lede", "framework")),
    ]
    assert [each.replace(NBSP, " ") for each in said] == sheet["says"]
