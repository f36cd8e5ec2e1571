"""A browser, and a site with the demo data to use it on. Everything here needs Debian's chromium."""

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from eventhub.app import create_app
from eventhub.db import db, transaction
from eventhub.demo.load import load_demo
from tests.databases import config_for
from tests.servers import LiveServer, serving


def pytest_collection_modifyitems(items) -> None:
    """Whatever takes a browser is left to `make test-browser`."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_site(sqlite_databases, tmp_path_factory) -> Iterator[LiveServer]:
    """EventHub with the demo data, under gunicorn; shared, so a journey finds what another one has left."""
    folder = tmp_path_factory.mktemp("demo")
    with sqlite_databases.fresh() as url:
        app = create_app(config_for(url, folder))
        with app.app_context():
            with transaction():
                load_demo()
            db.engine.dispose()
        with serving(url, folder) as server:
            yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "Type: make test-browser, which says how to install chromium."
    # What is slow on a busy machine is not wrong.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, demo_site: LiveServer) -> Iterator[Page]:
    """A page of a browser without cookies, on the demo site. In the end nothing may have gone wrong in it: no error
    in the console, no uncaught exception, no request to anybody else.
    """
    wrong: list[str] = []
    context = browser.new_context(base_url=demo_site.url)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(f"uncaught: {error}"))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            wrong.append(f"asked {request.url}") if urlsplit(request.url).hostname != "127.0.0.1" else None
        ),
    )
    yield page
    context.close()
    assert wrong == []
