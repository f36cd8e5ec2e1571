"""Colleagues who are registered together on a phone, and a person whom an organiser moves to another category."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.test_main_job import press, sign_in

PEOPLE = {"ليلى حسن": "leila@example.org", "سامي خليل": "sami@example.org", "هدى منصور": "huda@example.org"}


def test_somebody_registers_three_people_on_a_phone_in_arabic(page: Page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/ar/events/online-media-webinar/register/")
    page.get_by_role("link", name="تسجيل عدة أشخاص معاً").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.fill("[name=contact_name]", "سلمى ناصر")
    page.fill("[name=contact_email]", "salma.n@example.org")
    press(page, "شخص آخر")
    for number, (name, email) in enumerate(PEOPLE.items()):
        page.fill(f"[name=p{number}-name]", name)
        page.fill(f"[name=p{number}-email]", email)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.check("[name=agrees]")
    press(page, "تسجيلهم معاً")
    expect(page).to_have_url(re.compile("/ar/registrations/groups/"))
    for name in PEOPLE:
        expect(page.get_by_role("row").filter(has_text=name)).to_contain_text("مؤكد")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    own_page = page.url
    sign_in(page, "admin")
    page.goto("/desk/mailbox/")
    expect(page.locator("main")).to_contain_text("huda@example.org")
    page.locator("main table tr", has_text="salma.n@example.org").locator("a").first.click()
    expect(page.locator("main")).to_contain_text(own_page)


def test_an_organiser_moves_somebody_to_another_category(page: Page):
    sign_in(page, "admin")
    page.goto("/desk/events/beijing-return-readmission/registrations/?status=confirmed")
    page.locator("main table a").first.click()
    category = page.locator("dt", has_text="Category").locator("xpath=following-sibling::dd[1]")
    expect(category).to_have_text("Participants")
    page.locator("main summary", has_text="Move to another category").click()
    page.locator("[name=category]").select_option(label="Media")
    press(page, "Move")
    expect(category).to_have_text("Media")
    page.goto("/desk/mailbox/")
    expect(page.locator("main table tbody tr").first).to_contain_text("Vous participez autrement")
