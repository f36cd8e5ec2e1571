"""The day itself: a ticket before a camera, and an entrance without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eventhub.text.normalise import search_key
from tests.journeys.test_main_job import sign_in
from tests.servers import LiveServer

ENTRANCE = "/desk/events/niamey-reintegration/checkin/"
TRICKY = [
    "Émilie Œuvray",
    "أحمد الإدريسي ٤٢",
    "王 伟",
    "Łucja Đặng-ßtein",
    "Фёдор Ёлкин",
    "İpek ÇAĞLAR",
    "Σίσυφος",
]
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture
def entrance(browser: Browser, demo_site: LiveServer) -> Iterator[Page]:
    """A browser of its own, which keeps the page for when there is no network."""
    context = browser.new_context(base_url=demo_site.url)
    yield opened(context)
    context.close()


def opened(context: BrowserContext) -> Page:
    page = context.new_page()
    sign_in(page, "admin")
    page.goto(ENTRANCE)
    page.wait_for_selector("[data-checkin][data-kept]")
    return page


def people(page: Page) -> dict[str, dict]:
    """What the server knows, by name."""
    found = page.request.get(f"{ENTRANCE}people.json").json()["people"]
    return {each["name"]: each for each in found}


def here(page: Page) -> set[str]:
    return {name for name, each in people(page).items() if each["here"]}


def press_beside(page: Page, name: str, button: str = "Check in") -> None:
    page.fill("#q", name)
    row = page.locator("[data-found] li").filter(has_text=name)
    row.get_by_role("button", name=button).click()


def test_without_a_network_nothing_is_lost_and_nothing_counts_twice(entrance: Page):
    before = here(entrance)
    entrance.context.set_offline(True)
    press_beside(entrance, "Amina Issoufou")
    expect(entrance.locator("[data-said]")).to_contain_text("Amina Issoufou is checked in.")
    press_beside(entrance, "Claire Dupont")
    entrance.fill("[data-walk-in] [name=name]", "Walk-in Wanda")
    entrance.get_by_role("button", name="Add and check in").click()
    expect(entrance.locator("[data-waiting] li")).to_have_count(3)

    # The telephone is switched off and on: the page opens from what it kept, and so does the queue.
    entrance.reload()
    expect(entrance.locator("[data-state]")).to_contain_text("No network")
    expect(entrance.locator("[data-waiting] li")).to_have_count(3)
    press_beside(entrance, "Amina Issoufou", "Check out")

    # The answer to the first message is lost on its way: what it said is sent again.
    lost = []

    def lose_once(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    entrance.context.route("**/acts.json", lose_once)
    entrance.context.set_offline(False)
    # The event is full; whether the walk-in may come in all the same is for a person to say.
    entrance.get_by_role("button", name="Let in anyway").click(timeout=30_000)
    expect(entrance.locator("[data-waiting] li")).to_have_count(0, timeout=30_000)
    assert lost[0].ok
    known = people(entrance)
    assert here(entrance) - before == {"Amina Issoufou", "Claire Dupont", "Walk-in Wanda"}
    assert [left for _came, left, _desk in known["Amina Issoufou"]["here"].values()] != [None]
    assert [left for _came, left, _desk in known["Claire Dupont"]["here"].values()] == [None]


KEPT = """async () => {
    const opening = indexedDB.open("eventhub-checkin");
    const kept = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result); });
    const count = (name) => new Promise((resolve) => {
        const counting = kept.transaction(name).objectStore(name).count();
        counting.onsuccess = () => resolve(counting.result);
    });
    const found = { lists: await count("lists"), acts: await count("acts"), pages: (await caches.keys()).length };
    kept.close();
    return found;
}"""
"""What the device keeps: lists of people, acts that wait, pages."""


def wait_until_kept(page: Page, **wanted: int) -> None:
    page.wait_for_function(
        f"async (wanted) => JSON.stringify(await ({KEPT})()) === JSON.stringify(wanted)", arg=wanted
    )


def test_signing_out_leaves_nothing_in_the_browser_but_what_waits_to_be_sent(entrance: Page):
    entrance.context.route("**/acts.json", lambda route: route.abort())
    press_beside(entrance, "Boubacar Traoré")
    expect(entrance.locator("[data-waiting] li")).to_have_count(1)
    other = entrance.context.new_page()
    other.goto("/desk/")
    other.locator("summary[aria-label^=Account]").click()
    other.get_by_role("button", name="Sign out").click()
    wait_until_kept(other, lists=0, acts=1, pages=0)
    # The page of the entrance is gone from the other tab as well.
    entrance.wait_for_url("**/desk/login*")
    entrance.context.unroute("**/acts.json")
    sign_in(entrance, "admin")
    entrance.goto(ENTRANCE)
    # By then it has sent what waited.
    entrance.wait_for_selector("[data-checkin][data-kept]")
    assert "Boubacar Traoré" in here(entrance)


def test_a_telephone_that_is_signed_out_from_afar_forgets_the_people_as_soon_as_it_hears_of_it(
    entrance: Page,
):
    entrance.fill("#q", "Boubacar")
    expect(entrance.locator("[data-found] li")).to_have_count(1)
    entrance.context.clear_cookies()
    entrance.evaluate("dispatchEvent(new Event('online'))")
    expect(entrance.locator("[data-state]")).to_contain_text("Sign in")
    wait_until_kept(entrance, lists=0, acts=0, pages=0)
    expect(entrance.locator("[data-nobody]")).to_be_visible()


def test_the_second_desk_learns_what_the_first_one_did(
    entrance: Page, browser: Browser, demo_site: LiveServer
):
    other = browser.new_context(base_url=demo_site.url)
    second = opened(other)
    entrance.fill("#desk", "Gate 1")
    entrance.locator("#desk").blur()
    # The page says so before the server knows it.
    with entrance.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        press_beside(entrance, "David Mensah")
    press_beside(second, "David Mensah")
    expect(second.locator("[data-said]")).to_contain_text("David Mensah was checked in before")
    expect(second.locator("[data-said]")).to_contain_text("Gate 1")
    other.close()


def test_a_ticket_before_the_camera_checks_in(browser: Browser, entrance: Page, demo_site, tmp_path: Path):
    ticket = people(entrance)["Elena Petrova"]["ticket"]
    film = filmed(ticket, tmp_path / "ticket.y4m")
    with_camera = browser.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", *CAMERA, f"--use-file-for-fake-video-capture={film}"],
    )
    context = with_camera.new_context(base_url=demo_site.url, viewport={"width": 360, "height": 740})
    phone = opened(context)
    phone.get_by_role("button", name="Scan with the camera").click()
    expect(phone.locator("[data-said]")).to_contain_text("Elena Petrova is checked in.", timeout=20_000)
    phone.get_by_role("button", name="Stop the camera").click()
    expect(phone.locator("[data-waiting] li")).to_have_count(0)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    with_camera.close()
    assert "Elena Petrova" in here(entrance)


def filmed(code: str, path: Path) -> Path:
    """A picture of the code as the camera sees it: one frame of YUV4MPEG2, shown again and again."""
    width, height, scale = 640, 480, 10
    modules = [[bool(each) for each in line] for line in segno.make_qr(code, error="m").matrix]
    top, start = (height - len(modules) * scale) // 2, (width - len(modules) * scale) // 2
    light = bytearray(b"\xeb" * (width * height))
    for y, line in enumerate(modules):
        for x, is_dark in enumerate(line):
            if is_dark:
                for offset in range(scale):
                    begin = (top + y * scale + offset) * width + start + x * scale
                    light[begin : begin + scale] = b"\x10" * scale
    head = f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420mpeg2\n".encode()
    frame = b"FRAME\n" + bytes(light) + b"\x80" * (width * height // 2)
    path.write_bytes(head + frame * 2)
    return path


def test_the_page_compares_names_as_the_server_does(entrance: Page):
    script = """async (names) => {
        const { searchKey } = await import(document.querySelector("script[src*='/checkin.']").src);
        return names.map(searchKey);
    }"""
    assert entrance.evaluate(script, TRICKY) == [search_key(each) for each in TRICKY]
