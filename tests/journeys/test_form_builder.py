"""An organiser writes a question and sees it as people will."""

from playwright.sync_api import Page, Route, expect

from tests.journeys.test_main_job import sign_in

FORM = "/desk/events/beijing-return-readmission/form/"


def test_the_preview_follows_what_is_typed_and_nothing_is_kept(page: Page):
    sign_in(page, "admin")
    page.goto(FORM)
    page.get_by_role("link", name="Add a question").first.click()
    preview = page.locator("[data-preview]")
    page.locator("[name=label-en]").fill("Which working group?")
    expect(preview).to_contain_text("Which working group?")
    page.locator("[name=kind]").select_option("choices")
    page.locator("[name=options-0-label-en]").fill("Data")
    expect(preview.get_by_role("checkbox", name="Data")).to_be_visible()
    expect(page.get_by_role("button", name="Show how it looks")).to_be_hidden()
    page.goto(FORM)
    expect(page.get_by_text("Which working group?")).to_have_count(0)


def test_what_was_typed_before_the_script_came_is_shown_too(page: Page):
    sign_in(page, "admin")
    page.goto(FORM)
    held: list[Route] = []
    page.route("**/question*.js", lambda route: held.append(route))
    with page.expect_request("**/question*.js"):
        page.get_by_role("link", name="Add a question").first.click()
    page.locator("[name=label-en]").fill("Which working group?")
    held[0].continue_()
    expect(page.locator("[data-preview]")).to_contain_text("Which working group?")
