"""Passkeys, with the authenticator that chromium simulates (CDP, domain WebAuthn)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from eventhub.app import create_app
from eventhub.db import db
from tests.databases import config_for
from tests.people import ALICE, PASSWORD, make_user
from tests.servers import serving


@pytest.fixture
def own_page(browser: Browser, sqlite_databases, tmp_path) -> Iterator[Page]:
    """A page on a site that has a name, as passkeys ask for, in a browser whose device has an authenticator."""
    with sqlite_databases.fresh() as url:
        app = create_app(config_for(url, tmp_path))
        with app.app_context():
            make_user(ALICE)
            db.session.remove()
            db.engine.dispose()
        with serving(url, tmp_path, host="localhost") as server:
            context = browser.new_context(base_url=server.url)
            page = context.new_page()
            authenticator = {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
            devices = context.new_cdp_session(page)
            devices.send("WebAuthn.enable")
            devices.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
            yield page
            context.close()


def type_password(page: Page) -> None:
    page.goto("/desk/login")
    page.fill("[name=email]", ALICE.email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()


def sign_out(page: Page) -> None:
    page.locator("summary[aria-label^=Account]").click()
    page.get_by_role("button", name="Sign out").click()


def test_a_passkey_is_made_asked_for_as_second_step_and_signs_in_alone(own_page: Page):
    page = own_page
    type_password(page)
    page.goto("/desk/account/factors/passkeys/new")
    page.fill("[name=name]", "My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("h1")).to_have_text("Recovery codes")
    page.get_by_role("link", name="I have them").click()
    expect(page.locator("main")).to_contain_text("My laptop")
    sign_out(page)
    type_password(page)
    expect(page.locator("h1")).to_have_text("Second step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(page.url.split("/desk/")[0] + "/desk/")
    sign_out(page)
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("summary[aria-label^=Account]")).to_be_visible()


def test_an_answer_works_once(own_page: Page):
    page = own_page
    type_password(page)
    page.goto("/desk/account/factors/passkeys/new")
    page.fill("[name=name]", "My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("h1")).to_have_text("Recovery codes")
    sign_out(page)
    page.goto("/desk/login/passkey")
    before = page.context.cookies()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("summary[aria-label^=Account]")).to_be_visible()
    # Somebody who has kept the cookie and the answer comes too late.
    page.context.clear_cookies()
    page.context.add_cookies(before)
    answer = page.request.post(
        "/desk/login/passkey",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        data=sent.value.post_data,
        max_redirects=0,
    )
    assert answer.status == 303
    assert answer.headers["location"].endswith("/desk/login/passkey")
