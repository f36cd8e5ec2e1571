"""A workshop of 120 people from 18 organisations, from the letter to the certificate, by the three people in turn: the
organiser in English, focal points and participants in French, Arabic and English on their phones."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_main_job import new_workshop, press, sign_in
from tests.servers import LiveServer

ORGANIZATIONS = 18
NAMED_BY_EACH = 6
BY_THEMSELVES = 12
PEOPLE = ORGANIZATIONS * NAMED_BY_EACH + BY_THEMSELVES
LEFT_EARLY = 7
"""How many are not there on the second day, and earn no certificate."""
NAMES = {
    "fr": ("Aïssatou Diallo", "Jean-Marc Kouassi", "Élise d’Almeida"),
    "ar": ("ليلى حسن", "عمر الإدريسي", "هدى بن علي"),
    "en": ("Grace Okoro", "Sam O’Neill", "Mary-Ann Lee"),
}
LANGUAGES = tuple(NAMES)
BEGIN = {"fr": "Commencer", "ar": "البدء", "en": "Begin"}
TAKE = {
    "fr": "Reprendre les personnes du tableau",
    "ar": "أخذ أشخاص الجدول",
    "en": "Take the people of the table",
}
SEND = {
    "fr": "Envoyer la liste aux organisateurs",
    "ar": "إرسال القائمة إلى المنظمين",
    "en": "Send the list to the organisers",
}

GENUINE = {
    "fr": "Cette attestation est authentique et valable.",
    "ar": "هذه الشهادة أصلية وسارية.",
    "en": "This certificate is genuine and valid.",
}
SHOWN_TO_OTHERS = "main a[href*='/certificates/']"


def language_of(number: int) -> str:
    return LANGUAGES[number % len(LANGUAGES)]


def name_of(number: int) -> str:
    """Two people of one name are nothing unusual: each third one here has the same as another."""
    names = NAMES[language_of(number)]
    return f"{names[number // 3 % 3]} {chr(65 + number // 18)}"


@contextmanager
def phone(browser: Browser, site: LiveServer) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def bring_organizations(page: Page, desk: str) -> None:
    """Add organisations of the directory to the two that are there, each with a quota and a focal point."""
    page.goto(f"{desk}organizations/")
    rows = page.locator("fieldset.desk-row")
    for words, chosen in (("Ministry", range(2, ORGANIZATIONS - 2)), ("Directorate", range(2))):
        page.fill("main input[type=search]", words)
        press(page, "Find")
        for number in chosen:
            page.locator("[name=found]").nth(number).check()
        before = rows.count()
        press(page, "Add those ticked")
        expect(rows).to_have_count(before + len(chosen))
    sending = [
        number
        for number in range(rows.count())
        if page.input_value(f"[name=parts-{number}-organization]")
        and page.input_value(f"[name=parts-{number}-role]") == "participant"
    ]
    assert len(sending) == ORGANIZATIONS
    for number in sending:
        page.fill(f"[name=parts-{number}-quota]", str(NAMED_BY_EACH))
        rows.nth(number).locator("summary").click()
        page.fill(f"[name=parts-{number}-focal_point_name]", f"Focal Point {number}")
        page.fill(f"[name=parts-{number}-focal_point_email]", f"focal.{number}@example.org")
    press(page, "Save")
    page.goto(desk)
    page.locator("main nav a", has_text="Registration").first.click()
    page.fill("[name=capacity]", str(PEOPLE))
    press(page, "Save")


def ask_for_nominations(page: Page, desk: str) -> list[str]:
    """Ask all organisations, a third of them in each language; the links of the letters come back."""
    board = f"{desk}delegations/"
    for third, language in enumerate(LANGUAGES):
        page.goto(board)
        boxes = page.locator("[name=participations]")
        for number in range(ORGANIZATIONS // 3):
            boxes.nth(number).check()
        page.select_option("main [name=language]", language)
        press(page, "Ask them")
        asked = page.locator("main table").get_by_text("Asked", exact=True)
        expect(asked).to_have_count(ORGANIZATIONS // 3 * (third + 1))
    requests = page.locator("main table tbody tr a").evaluate_all("links => links.map(each => each.href)")
    links = []
    for request in requests:
        page.goto(request)
        links.append(page.locator("bdi.break-anywhere").inner_text())
    return links


def nominate(phone: Page, link: str, number: int) -> None:
    """As the focal point of an organisation, in the language of its letter."""
    language = re.search(r"/(fr|ar|en)/delegations/", link)[1]
    first = number * NAMED_BY_EACH
    people = range(first, first + NAMED_BY_EACH)
    phone.goto(link)
    press(phone, BEGIN[language])
    phone.fill(
        "[name=text]", "\n".join(f"{name_of(each)}\tperson.{each}@example.org\tDirector" for each in people)
    )
    press(phone, TAKE[language])
    expect(phone.locator("main table tbody tr")).to_have_count(NAMED_BY_EACH)
    press(phone, SEND[language])
    expect(phone.locator("main")).not_to_contain_text(SEND[language])


def register(phone: Page, slug: str, number: int) -> str:
    """As a participant of one's own accord; the address of the own page comes back."""
    phone.goto(f"/{language_of(number)}/events/{slug}/register/")
    phone.fill("#name", name_of(number))
    phone.fill("#email", f"person.{number}@example.org")
    phone.select_option("#country", "EG")
    phone.locator("main input[type=checkbox]").first.check()
    phone.locator("form.form button[type=submit]").first.click()
    expect(phone).to_have_url(re.compile(r"/registrations/[\w-]+/$"))
    return phone.url


def check_in_all(page: Page, desk: str, day: str, *, until: int) -> None:
    """Check people in by the references of their tickets, as the desk types or scans them."""
    page.goto(f"{desk}checkin/?at={day}")
    page.wait_for_selector("[data-checkin][data-kept]")
    found = page.request.get(f"{desk}checkin/people.json?at={day}").json()["people"]
    for each in found[:until]:
        page.fill("#code", each["reference"])
        page.press("#code", "Enter")
        expect(page.locator("[data-said]")).to_contain_text(each["name"])
    expect(page.locator("[data-waiting] li")).to_have_count(0)


def open_certificate(phone: Page, own_pages: list[str]) -> int:
    """Of those who registered by themselves, the first who has earned one; the number of the person comes back."""
    for number, own_page in enumerate(own_pages, start=ORGANIZATIONS * NAMED_BY_EACH):
        # The mail leads there; the own page does so from the first day on, which is long to come.
        phone.goto(f"{own_page}certificate/")
        if phone.locator(SHOWN_TO_OTHERS).count():
            return number
    raise AssertionError("Nobody has a certificate.")


def test_120_people_from_18_organisations_from_the_letter_to_the_certificate(
    page: Page, browser: Browser, demo_site: LiveServer
):
    sign_in(page, "admin")
    desk = new_workshop(page, "Regional workshop on safe migration").split("?")[0]
    slug = desk.rstrip("/").rpartition("/")[2]
    bring_organizations(page, desk)
    links = ask_for_nominations(page, desk)
    with phone(browser, demo_site) as device:
        for number, link in enumerate(links):
            nominate(device, link, number)
        own_pages = [
            register(device, slug, number) for number in range(ORGANIZATIONS * NAMED_BY_EACH, PEOPLE)
        ]
        page.goto(f"{desk}registrations/")
        expect(page.locator("main")).to_contain_text(f"{PEOPLE}/{PEOPLE}")

        for day, people in (("2090-03-03", PEOPLE), ("2090-03-04", PEOPLE - LEFT_EARLY)):
            check_in_all(page, desk, day, until=people)
        page.goto(f"{desk}checkin/board/?at=2090-03-04")
        expect(page.locator("[data-board]")).to_contain_text(f"{PEOPLE - LEFT_EARLY}/{PEOPLE}")

        page.goto(f"{desk}documents/")
        for kind in ("attendance", "badges"):
            address = page.locator(f"main form[action*='{kind}']").first.get_attribute("action")
            paper = page.request.get(f"{address}?language=fr&day=2090-03-03&size=a7&suffix=pdf")
            assert (paper.status, paper.body()[:5]) == (200, b"%PDF-"), kind

        page.goto(f"{desk}certificates/")
        page.fill("[name=needed_percent]", "100")
        press(page, "Save")
        press(page, f"Issue {PEOPLE - LEFT_EARLY} certificates")
        expect(page.locator("main")).to_contain_text(f"{PEOPLE - LEFT_EARLY}")

        number = open_certificate(device, own_pages)
        device.locator(SHOWN_TO_OTHERS).click()
        expect(device.locator("main")).to_contain_text(GENUINE[language_of(number)])
        expect(device.locator("main")).to_contain_text(name_of(number))
