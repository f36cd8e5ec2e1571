"""How often one client may send public forms and ask for what is costly. Nobody can use up what is left to others."""

from dataclasses import replace

import pytest

from eventhub.app import create_app
from eventhub.db import db
from eventhub.web.limits import LARGEST, Limiter
from tests.databases import config_for

OFFICE, OTHER = "203.0.113.9", "203.0.113.10"
FORM, FILE = "/en/events/nothing/register/", "/en/events/nothing/agenda.pdf"


@pytest.fixture
def strict(app, instance):
    """An instance that allows two of each in a minute; its visitors say where they come from."""
    config = config_for(app.config["EVENTHUB"].database_url, instance, trusted_proxies=1)
    made = create_app(replace(config, forms_per_minute=2, costly_per_minute=2))
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    with made.app_context():
        db.engine.dispose()


def ask(app, method: str, path: str, address: str):
    return app.test_client().open(path, method=method, headers={"X-Forwarded-For": address})


@pytest.mark.parametrize(("method", "path"), [("POST", FORM), ("GET", FILE)])
def test_a_client_that_asks_too_often_is_told_to_wait_and_nobody_else_is(strict, method, path):
    answers = [ask(strict, method, path, OFFICE) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert ask(strict, method, path, OTHER).status_code != 429


def test_reading_plain_pages_is_not_counted(strict):
    assert {ask(strict, "GET", "/en/events/", OFFICE).status_code for _ in range(5)} == {200}


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_is_not_counted(strict, address):
    assert 429 not in {ask(strict, "POST", FORM, address).status_code for _ in range(5)}


def test_zero_is_no_limit(app, instance):
    config = config_for(app.config["EVENTHUB"].database_url, instance, trusted_proxies=1, forms_per_minute=0)
    free = create_app(config)
    assert 429 not in {ask(free, "POST", FORM, OFFICE).status_code for _ in range(3)}
    with free.app_context():
        db.engine.dispose()


def test_counting_takes_no_more_memory_than_so_many_clients():
    limiter = Limiter(1, 60)
    for number in range(LARGEST + 10):
        limiter.ask(number)
    assert len(limiter._counts) < 20
