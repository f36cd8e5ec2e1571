"""What a visitor sees: nothing that assistive technology stumbles over, nothing that has to be moved sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from eventhub.text.languages import CODES

AGENDA = "events/manila-fair-recruitment/agenda/"
PAGES = (
    "",
    "events/",
    "events/beijing-return-readmission/",
    AGENDA,
    f"{AGENDA}?view=tracks",
    f"{AGENDA}changes/",
    "events/manila-fair-recruitment/screen/",
    "releases/",
    "calendars/",
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(page, language, path, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"/{language}/{path}")
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", CODES)
def test_nothing_is_wider_than_a_small_phone(page, language, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/{language}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
