"""The main job, from the first click to the mail: a workshop from nothing to published, and a person who registers."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.servers import LiveServer

AGENDA = """\
09:00–09:30 Opening
09:30 Routes through the basin: trends and risks
11:00 Coffee break
11:15–12:30 Procedures at the border
Day 2
09:00–10:30 Working groups
10:30–11:00 Closing
"""


def sign_in(page: Page, who: str = "organiser") -> None:
    page.goto("/desk/login")
    page.fill("[name=email]", f"{who}@example.org")
    page.fill("[name=password]", "eventhub-demo")
    page.locator("main button[type=submit]").click()


def press(page: Page, words: str) -> None:
    page.locator("main").get_by_role("button", name=words).first.click()


def step(page: Page, words: str) -> None:
    """Whether the guide has come to the page with these words over it."""
    expect(page.locator("h1")).to_have_text(words)


def new_workshop(page: Page, title: str) -> str:
    """Set up a workshop by the guide, and publish it; its address at the desk comes back."""
    page.goto("/desk/events/new")
    page.fill("[name=title-en]", title)
    page.fill("[name=title-fr]", "Protection dans le bassin du lac Tchad")
    page.locator("[name=office_id]").select_option(label="IOM Niger")
    page.fill("[name=first_day]", "2090-03-03")
    page.fill("[name=last_day]", "2090-03-04")
    press(page, "Save and continue")
    step(page, "Where")
    page.fill("[name=city-en]", "N’Djamena")
    page.select_option("[name=country]", "TD")
    press(page, "Save and continue")
    step(page, "Why")
    page.fill("[name=aim-en]", "agree on joint procedures for the protection of migrants")
    press(page, "Save and continue")
    step(page, "Who")
    page.fill("main input[type=search]", "Ministry")
    press(page, "Find")
    for number in range(2):
        page.locator("[name=found]").nth(number).check()
    page.select_option("[name=add_as]", label="Participant")
    press(page, "Add those ticked")
    press(page, "Save and continue")
    step(page, "Funding")
    page.select_option("[name=programme_id]", index=2)
    press(page, "Save and continue")
    step(page, "Agenda")
    page.fill("[name=text]", AGENDA)
    press(page, "Look at it first")
    press(page, "Save these items")
    step(page, "Registration")
    page.fill("[name=capacity]", "30")
    press(page, "Save and continue")
    step(page, "Release")
    press(page, "Write the release")
    step(page, "Publish")
    press(page, "Publish")
    expect(page.locator("main")).to_contain_text("The event is published.")
    return page.url


def test_a_workshop_goes_from_nothing_to_a_registration_on_a_phone_in_arabic(
    page: Page, browser: Browser, demo_site: LiveServer
):
    sign_in(page, "admin")
    address = new_workshop(page, "Protection in the Lake Chad basin")
    slug = address.rstrip("/").rpartition("/")[2]
    phone = browser.new_context(
        base_url=demo_site.url, viewport={"width": 360, "height": 740}, locale="ar"
    ).new_page()
    phone.goto(f"/ar/events/{slug}/")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    phone.goto(f"/ar/events/{slug}/register/")
    phone.locator("form.form button[type=submit]").first.click()
    expect(phone.locator(".field-error").first).to_be_visible()
    phone.fill("#name", "ليلى حسن")
    phone.fill("#email", "leila.hassan@example.org")
    phone.select_option("#country", "EG")
    phone.locator("main input[type=checkbox]").first.check()
    phone.locator("form.form button[type=submit]").first.click()
    expect(phone).to_have_url(f"{demo_site.url}/ar/registrations/{phone.url.rstrip('/').rpartition('/')[2]}/")
    own_page = phone.url
    page.goto("/desk/mailbox/")
    page.locator("main table a").first.click()
    expect(page.locator("main")).to_contain_text(own_page)
    phone.goto(f"{own_page}cancel/")
    phone.locator("main form button[type=submit]").last.click()
    page.goto(f"/desk/events/{slug}/registrations/")
    expect(page.locator("main")).to_contain_text("ليلى حسن")
    expect(page.locator("main")).to_contain_text("Cancelled")
    phone.context.close()


def test_who_waits_gets_the_place_of_who_cancels(page: Page):
    sign_in(page, "admin")
    page.goto("/desk/events/niamey-reintegration/registrations/")
    confirmed = int(re.search(r"(\d+)/16", page.locator("main").inner_text())[1])
    # All places are taken; the journey to the entrance may have let somebody in beside them.
    for _each in range(confirmed - 15):
        page.goto("/desk/events/niamey-reintegration/registrations/?status=confirmed")
        page.locator("main table a").first.click()
        page.locator("main summary", has_text="Cancel").first.click()
        press(page, "Cancel the registration")
    page.goto("/desk/events/niamey-reintegration/registrations/?status=waitlisted")
    expect(page.locator("main table tbody tr")).to_have_count(3)
    page.goto("/desk/mailbox/")
    expect(page.locator("main")).to_contain_text("Une place s’est libérée pour vous")
