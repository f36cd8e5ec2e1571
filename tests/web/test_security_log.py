"""What defenders read in the log: who was refused, what was tried and failed, what changed, and nothing personal."""

import re
import sys
from collections.abc import Callable, Iterator
from io import StringIO

import pytest

from eventhub import logs
from eventhub.accounts.models import Role
from eventhub.accounts.rules import FREE_TRIES, Gate
from tests.people import ALICE, BOB, EVE, PASSWORD, make_user, sign_in

NEW = "four odd small words"


@pytest.fixture
def lines(app, monkeypatch) -> Iterator[Callable[[], list[str]]]:
    """What was logged since this was asked last, one line each."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", StringIO())
        logs.configure("INFO")
        stream = sys.stderr

    def new() -> list[str]:
        written = stream.getvalue().splitlines()
        stream.seek(0)
        stream.truncate()
        return [line for line in written if "event=security." in line]

    yield new
    logs.configure("ERROR")


def only(lines, event: str) -> str:
    [line] = [each for each in lines() if f"event=security.{event} " in f"{each} "]
    return line


def test_a_failed_try_is_logged_with_its_way_and_a_digest_that_tells_accounts_apart(client, lines):
    make_user(ALICE)
    digests = []
    for email, password in (
        (ALICE.email, "wrong"),
        (f" {ALICE.email.upper()}", "wrong"),
        (EVE.email, PASSWORD),
    ):
        client.post("/desk/login", data={"email": email, "password": password})
        line = only(lines, "sign_in_failed")
        assert "level=warning" in line
        assert "way=password" in line
        assert "network=127.0.0.0/24" in line
        digests.append(re.search(r"account=([0-9a-f]{12})", line)[1])
    assert digests[0] == digests[1] != digests[2]


def test_no_line_names_anybody_or_quotes_what_was_typed(client, lines):
    make_user(ALICE)
    client.post("/desk/login", data={"email": ALICE.email, "password": "wrong"})
    sign_in(client, ALICE)
    client.get("/desk/users/")
    written = "\n".join(lines())
    assert written
    for private in (ALICE.email, ALICE.name, "wrong", PASSWORD, "127.0.0.1"):
        assert private not in written


def test_who_signs_in_is_logged_by_number(client, lines):
    user = make_user(ALICE)
    sign_in(client, ALICE)
    assert f"about={user.id}" in only(lines, "user_session_begin")


def test_changes_of_what_opens_an_account_are_logged(alice, lines):
    lines()
    alice.post(
        "/desk/account/password",
        data={"present": PASSWORD, "new": NEW, "again": NEW},
    )
    assert "user=1" in only(lines, "user_password_set")


def test_a_page_that_is_not_theirs_is_logged_by_its_route(client, lines):
    user = make_user(BOB, Role.VIEWER)
    sign_in(client, BOB)
    lines()
    client.get("/desk/users/")
    line = only(lines, "access_refused")
    assert all(part in line for part in ("status=403", "path=/desk/users/", f"user={user.id}"))


def test_looking_for_things_of_others_is_logged_and_a_stranger_who_mistypes_is_not(client, lines):
    client.get("/en/events/nothing-here/")
    assert lines() == []
    make_user(BOB)
    sign_in(client, BOB)
    lines()
    client.get("/desk/events/of-somebody-else/")
    assert "path=/desk/events/<slug>/" in only(lines, "not_found")


def test_a_token_that_opens_nothing_is_logged(client, lines):
    client.get("/api/v1/desk/events", headers={"Authorization": "Bearer made-up"})
    assert "status=401" in only(lines, "access_refused")


def test_a_form_without_its_token_is_logged(app, client, lines):
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/desk/login", data={"email": ALICE.email}).status_code == 400
    assert "path=/desk/login" in only(lines, "form_refused")


def test_a_host_that_is_not_ours_is_logged(client, lines):
    client.get("/en/", headers={"Host": "elsewhere.example"})
    assert "reason=SecurityError" in only(lines, "request_refused")


def test_whoever_has_to_wait_is_logged(client, lines):
    make_user(ALICE)
    for _ in range(FREE_TRIES[Gate.ACCOUNT] + 1):
        client.post("/desk/login", data={"email": ALICE.email, "password": "wrong"})
    assert "gate=account" in only(lines, "throttled")
