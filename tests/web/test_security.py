"""What every answer carries, whose word about the client is believed, and what cookies are like over TLS."""

import re
from contextlib import contextmanager
from dataclasses import replace

import pytest

from eventhub.accounts.models import UserSession
from eventhub.app import create_app
from eventhub.db import db
from tests.databases import config_for
from tests.people import ALICE, make_user, sign_in

FORGED = {"X-Forwarded-For": "203.0.113.9"}


@contextmanager
def instance_with(app, instance, **settings):
    """Another instance over the same database, with other settings."""
    made = create_app(replace(config_for(app.config["EVENTHUB"].database_url, instance), **settings))
    made.testing = True
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("path", ["/en/", "/desk/login", "/desk/", "/nowhere", "/healthz", "/api/v1/nothing"])
def test_every_answer_says_what_a_page_may_load_and_that_nobody_may_frame_it(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")


def test_over_tls_cookies_are_bound_to_this_host_and_browsers_stay_with_tls(app, instance):
    make_user(ALICE)
    with instance_with(app, instance, base_url="https://localhost") as secure:
        answer = secure.test_client().post(
            "https://localhost/desk/login",
            data={"email": ALICE.email, "password": "correct horse battery staple"},
        )
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = answer.headers.getlist("Set-Cookie")
    assert {each.partition("=")[0] for each in cookies} == {"__Host-eventhub", "__Host-device"}
    for each in cookies:
        assert all(part in each for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
        assert "Domain" not in each


@pytest.mark.parametrize(("proxies", "network"), [(0, "127.0.0.0/24"), (1, "203.0.113.0/24")])
def test_a_client_says_from_where_it_comes_only_through_a_proxy_that_is_believed(
    app, instance, proxies, network
):
    make_user(ALICE)
    with instance_with(app, instance, trusted_proxies=proxies) as behind:
        client = behind.test_client()
        client.environ_base["HTTP_X_FORWARDED_FOR"] = FORGED["X-Forwarded-For"]
        sign_in(client, ALICE)
    assert db.session.query(UserSession.network).scalar() == network


def test_what_rests_on_the_language_of_the_browser_says_so_to_caches(client):
    assert "Accept-Language" in client.get("/").headers["Vary"]


def test_session_cookies_are_signed_with_sha_256(app, alice):
    signed = alice.get_cookie("eventhub").value
    assert len(signed.rpartition(".")[2]) == 43


def test_tokens_of_forms_are_signed_with_sha_256(app, client):
    app.config["WTF_CSRF_ENABLED"] = True
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', client.get("/desk/login").text)[1]
    assert len(token.rpartition(".")[2]) == 43


@pytest.mark.parametrize("path", ["/en/", "/desk/", "/desk/login", "/api/v1/events", "/healthz"])
def test_requests_are_echoed_to_nobody(client, path):
    assert client.open(path, method="TRACE").status_code == 405
