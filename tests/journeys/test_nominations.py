"""From the letter to the list: an organiser asks, a focal point answers on a phone in Arabic, the organiser sees it."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_main_job import press, sign_in
from tests.servers import LiveServer

BOARD = "/desk/events/beijing-return-readmission/delegations/"


def test_a_focal_point_answers_on_a_phone(page: Page, browser: Browser, demo_site: LiveServer):
    sign_in(page, "admin")
    page.goto(BOARD)
    row = page.get_by_role("row").filter(has_text="Liu Yang")
    expect(row).to_contain_text("Asked")
    row.get_by_role("link").click()
    link = page.locator("bdi.break-anywhere").inner_text().replace("/fr/", "/ar/")

    phone = browser.new_context(base_url=demo_site.url, viewport={"width": 360, "height": 740}).new_page()
    phone.goto(link)
    press(phone, "البدء")
    phone.fill("[name=name]", "ليلى حداد")
    phone.fill("[name=email]", "layla.haddad@example.org")
    phone.select_option("[name=capacity]", "head")
    press(phone, "إدراج في القائمة")
    phone.fill("[name=text]", "Omar Said\tomar.said@example.org\tAnalyst")
    press(phone, "أخذ أشخاص الجدول")
    press(phone, "إرسال القائمة إلى المنظمين")
    expect(phone.locator("main")).to_contain_text("هذه القائمة لدى المنظمين")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.context.close()

    page.goto(BOARD)
    expect(page.get_by_role("row").filter(has_text="Liu Yang")).to_contain_text("2 / 3")
    page.goto("/desk/mailbox/")
    expect(page.locator("main")).to_contain_text("omar.said@example.org")
