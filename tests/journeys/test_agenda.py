"""A large agenda: entered from text, and re-timed by keyboard alone."""

import re
from time import monotonic

from playwright.sync_api import Page, expect

from tests.journeys.test_main_job import press, sign_in

EVENT = "/desk/events/nairobi-conference/agenda/"
TRACKS = ("Policy", "Law", "Data", "Protection")
MINUTES = 5 * 60
"""In which a person has to have entered it all; a browser of a test is to be far quicker."""


def three_days() -> str:
    """Three days of four tracks, five sessions in each: sixty items, and lunch for everybody."""
    lines = []
    for day in (1, 2, 3):
        lines += [f"Day {day}", "12:00–13:00 Lunch"]
        for number, track in enumerate(TRACKS, start=1):
            lines += [f"Track: {track}", f"Room: Hall {number}"]
            lines += [f"{hour:02}:00–{hour:02}:45 {track} {hour}" for hour in (9, 10, 11, 14, 15)]
    return "\n".join(lines)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText || document.activeElement.name")


def expect_focus(page: Page, text: str | re.Pattern[str]) -> None:
    """After a navigation: the browser moves the focus only when it first paints the page."""
    expect(page.locator(":focus")).to_have_text(text, use_inner_text=True)


def press_key(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_an_agenda_of_three_days_is_entered_from_text_and_retimed_by_keyboard(page: Page):
    sign_in(page)
    page.goto(f"{EVENT}paste")
    began = monotonic()
    page.fill("[name=text]", three_days())
    press(page, "Look at it first")
    expect(page.get_by_role("row").filter(has_text="Protection 15")).to_have_count(3)
    press(page, "Save these items")
    for track in TRACKS:
        expect(page.get_by_role("columnheader", name=track)).to_be_visible()
    assert monotonic() - began < MINUTES

    item = page.locator(".agenda-block").filter(has=page.get_by_role("link", name="Law 10", exact=True))
    expect(item).to_contain_text("10:00–10:45")
    item.get_by_role("link").focus()
    press_key(page, "Enter")
    expect_focus(page, "Earlier")
    # "Together with": all that follow on this day.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page).endswith("60") or page.evaluate("document.activeElement.name") == "step"
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    for _each in range(4):
        page.keyboard.press("Shift+Tab")
    expect_focus(page, "Later")
    press_key(page, "Enter")
    expect_focus(page, "Later")
    press_key(page, "Enter")
    expect(page.locator(".agenda-panel")).to_contain_text("10:30–11:15")
    following = page.locator(".agenda-block").filter(has=page.get_by_role("link", name="Data 15", exact=True))
    expect(following).to_contain_text("15:30–16:15")
    before = page.locator(".agenda-block").filter(has=page.get_by_role("link", name="Data 9", exact=True))
    expect(before).to_contain_text("09:00–09:45")

    undo = page.get_by_role("button", name=re.compile("^Undo"))
    undo.focus()
    press_key(page, "Enter")
    expect_focus(page, re.compile("^Undo"))
    press_key(page, "Enter")
    expect(following).to_contain_text("15:00–15:45")


def test_the_lower_edge_of_an_item_is_dragged_to_another_end(page: Page):
    sign_in(page)
    page.goto(f"{EVENT}paste")
    page.fill("[name=text]", "Day 2\nTrack: Dusk\n20:00–20:30 Lecture\nTrack: Dark\n21:00–21:30 Film")
    press(page, "Look at it first")
    press(page, "Save these items")
    page.goto(f"{EVENT}?day={page.url.split('day=')[1]}")
    lecture = page.locator(".agenda-block").filter(has_text="Lecture")
    film = page.locator(".agenda-block").filter(has_text="Film")
    with page.expect_navigation():
        lecture.locator(".agenda-block-end").drag_to(film, target_position={"x": 40, "y": 4})
    expect(page.locator(".agenda-panel")).to_contain_text(re.compile(r"20:00–21:\d\d · Dusk"))
    expect(lecture).to_contain_text(re.compile(r"20:00–21:(05|10|15|30)"))
    expect(film).to_contain_text("21:00–21:30")


def test_an_item_is_dragged_to_another_time_and_track(page: Page):
    sign_in(page)
    page.goto(f"{EVENT}paste")
    page.fill("[name=text]", "Day 3\nTrack: Evening\n18:00–18:30 Concert\nTrack: Night\n19:00–19:30 Walk")
    press(page, "Look at it first")
    press(page, "Save these items")
    page.goto(f"{EVENT}?day={page.url.split('day=')[1]}")
    concert = page.locator(".agenda-block").filter(has_text="Concert")
    walk = page.locator(".agenda-block").filter(has_text="Walk")
    with page.expect_navigation():
        concert.drag_to(walk, source_position={"x": 40, "y": 4}, target_position={"x": 40, "y": 4})
    panel = page.locator(".agenda-panel")
    expect(panel).to_contain_text("19:00–19:30 · Night")
