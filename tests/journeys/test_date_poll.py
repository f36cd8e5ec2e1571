"""From several dates to one: an organiser proposes, a focal point answers on a phone in Arabic, the organiser picks."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_main_job import press, sign_in
from tests.servers import LiveServer

EVENT = "/desk/events/suva-climate/"


def test_an_event_finds_its_date(page: Page, browser: Browser, demo_site: LiveServer):
    sign_in(page, "admin")
    page.goto(f"{EVENT}poll/")
    page.locator("main").get_by_role("link", name="Propose dates").click()
    for number, day in enumerate(("2090-03-07", "2090-03-14")):
        page.fill(f"[name=dates-{number}-first_day]", day)
    organization = "Pacific Islands Forum Secretariat"
    page.get_by_label(organization, exact=True).check()
    press(page, "Ask them")
    expect(page.locator("main")).to_contain_text("0 of 1 have answered")

    row = page.get_by_role("row").filter(has_text=organization)
    row.get_by_text("New link").click()
    row.get_by_role("button", name="Make a link").click()
    link = page.locator("bdi.break-anywhere").inner_text().replace("/en/", "/ar/")

    phone = browser.new_context(base_url=demo_site.url, viewport={"width": 360, "height": 740}).new_page()
    phone.goto(link)
    for group, answer in zip(phone.locator("main fieldset").all(), ("لا", "عند الضرورة"), strict=True):
        group.get_by_label(answer, exact=True).check()
    phone.get_by_label("تعليق").fill("لدينا اجتماع.")
    press(phone, "إرسال الإجابات")
    expect(phone.locator("main")).to_contain_text("وصلت إجاباتكم إلى المنظمين")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.context.close()

    page.goto(f"{EVENT}poll/")
    expect(page.locator("main")).to_contain_text("لدينا اجتماع.")
    best = page.get_by_role("row").filter(has_text="Suits most")
    expect(best).to_contain_text("14 March 2090")
    best.get_by_text("Pick this date").click()
    best.get_by_role("button", name="Pick it").click()
    expect(page.locator("main")).to_contain_text("The event is moved to this date")
    page.goto(EVENT)
    expect(page.locator("main")).to_contain_text("14 March 2090")
