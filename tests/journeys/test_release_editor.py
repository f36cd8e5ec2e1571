"""The editor of releases as a press officer has it before her: it checks while she writes, and loses nothing."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.test_main_job import sign_in


def open_editor(page: Page) -> None:
    """English and French of the release of the workshop in Beijing beside each other."""
    sign_in(page, "press")
    page.goto("/desk/releases/")
    page.locator("main a", has_text="China and EU").first.click()
    page.locator("main").get_by_role("link", name="Edit").first.click()
    page.get_by_role("link", name="Beside Français").click()
    # This page is not there yet; the one before has the same script.
    page.wait_for_url("**/en/fr/", wait_until="commit")


@pytest.fixture
def editor(page: Page) -> Page:
    open_editor(page)
    # Only now its script is at work.
    expect(page.get_by_role("button", name="Check without saving")).to_be_hidden()
    return page


def test_what_disagrees_with_the_facts_is_told_while_one_writes(editor: Page):
    findings = editor.locator("[data-findings]")
    expect(findings).to_contain_text("Nothing here disagrees")
    words = editor.locator("[name=beside-body]")
    words.press_sequentially("Le 17 décembre. ")
    expect(findings).to_contain_text("décembre")
    expect(findings).to_contain_text("17")
    words.fill(words.input_value().replace("Le 17 décembre. ", ""))
    expect(findings).to_contain_text("Nothing here disagrees")


def test_leaving_with_words_that_are_not_saved_asks_first(editor: Page):
    asked = []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    editor.locator("[name=beside-body]").press_sequentially("x")
    editor.get_by_role("link", name="Cancel").click()
    editor.wait_for_url("**/desk/releases/*/")
    assert asked == ["beforeunload"]


def test_what_one_did_before_the_script_came_counts_too(page: Page):
    held: list[Route] = []
    page.route("**/editor*.js", lambda route: held.append(route))
    open_editor(page)
    first, second = page.locator("[name=body]"), page.locator("[name=beside-body]")
    second.press_sequentially("x")
    second.hover()
    page.mouse.wheel(0, 4000)
    expect(second).not_to_have_js_property("scrollTop", 0)
    held[-1].continue_()
    expect(first).not_to_have_js_property("scrollTop", 0)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**/desk/releases/*/")
    assert asked == ["beforeunload"]


def test_two_texts_scroll_together(editor: Page):
    first, second = editor.locator("[name=body]"), editor.locator("[name=beside-body]")
    second.hover()
    editor.mouse.wheel(0, 4000)
    for text in (first, second):
        expect(text).not_to_have_js_property("scrollTop", 0)


def test_both_texts_are_kept_and_one_that_was_only_read_stays_as_it_was(editor: Page):
    headline = editor.locator("[name=beside-headline]")
    headline.fill(f"{headline.input_value()}, à Beijing")
    editor.get_by_role("button", name="Save").click()
    expect(editor.locator("main")).to_contain_text("Saved.")
    french = editor.locator("article").filter(has=editor.get_by_role("heading", name="Français"))
    expect(french).to_contain_text(", à Beijing")
    expect(french).to_contain_text("Edited by hand")
    english = editor.locator("article").filter(has=editor.get_by_role("heading", name="English"))
    expect(english).not_to_contain_text("Edited by hand")
