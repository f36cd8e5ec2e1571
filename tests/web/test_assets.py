"""What browsers load beside a page: little, once, and never an old version of it."""

import re
from pathlib import Path

import pytest

from eventhub.config import SOURCE_ROOT
from eventhub.web.assets import BUNDLES, publish
from tests.calendars.cast import make_event

MOST = 45 * 1024
"""Bytes of styles and scripts of the event page, compressed by gzip (the design's table of speed)."""
LOADED = re.compile(r'<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"')
YEAR = 365 * 24 * 3600


@pytest.fixture
def loaded(app, client):
    """Paths of the styles and scripts of the event page in a language."""

    def find(language: str) -> list[str]:
        event = make_event()
        return LOADED.findall(client.get(f"/{language}/events/{event.slug}/").text)

    return find


def test_styles_and_scripts_of_the_event_page_are_light(client, loaded):
    files = loaded("en")
    size = 0
    for each in files:
        with client.get(each, headers={"Accept-Encoding": "gzip"}) as answer:
            size += len(answer.data)
    assert len(files) > 3
    assert size <= MOST


@pytest.mark.parametrize(("language", "sheet"), [("en", "site"), ("ar", "site.rtl")])
def test_a_page_begins_with_one_sheet_for_its_direction_of_writing(loaded, language, sheet):
    sheets = [each for each in loaded(language) if "/css/site" in each or "bootstrap" in each]
    assert len(sheets) == 1
    assert re.fullmatch(rf"/static/css/{re.escape(sheet)}\.[0-9a-f]{{12}}\.css", sheets[0])


@pytest.mark.parametrize(("encoding", "others"), [("br", "br, gzip"), ("gzip", "gzip"), (None, "identity")])
def test_a_file_is_sent_compressed_and_kept_for_good(client, loaded, encoding, others):
    for each in loaded("en"):
        with client.get(each, headers={"Accept-Encoding": others}) as answer:
            assert answer.headers.get("Content-Encoding") == encoding
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.cache_control.max_age > YEAR


def test_a_changed_file_gets_another_name_and_an_unchanged_one_does_not(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    for name in ("one.css", "two.css"):
        (source / name).write_text("a { color: red }")
    before = publish(source, target)
    (source / "two.css").write_text("a { color: blue }")
    after = publish(source, target)
    assert after["one.css"] == before["one.css"]
    assert after["two.css"] != before["two.css"]
    # Pages that somebody has open still find what they began with.
    assert (target / before["two.css"]).read_text() == "a { color: red }"


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_bundle_holds_its_parts_in_the_order_of_the_cascade(tmp_path, bundle):
    static = SOURCE_ROOT / "static"
    published = (tmp_path / publish(static, tmp_path)[bundle]).read_text()
    places = [published.index((static / part).read_text()) for part in BUNDLES[bundle]]
    assert places == sorted(places)


def test_every_sheet_of_components_is_in_the_bundles():
    components = {
        f"css/components/{each.name}" for each in Path(SOURCE_ROOT / "static/css/components").iterdir()
    }
    for parts in BUNDLES.values():
        assert components <= set(parts)
