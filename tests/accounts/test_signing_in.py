"""Signing in and out: nobody learns who has an account, nobody is led astray, what has ended stays ended."""

import pytest
from pwdlib import PasswordHash

from eventhub.accounts import actions
from eventhub.accounts.models import Role, User
from eventhub.db import db
from tests.people import ALICE, EVE, PASSWORD, make_user, sign_in

LOGIN, LOGOUT, DESK = "/desk/login", "/desk/logout", "/desk/account/"


def send(client, email=ALICE.email, password=PASSWORD, **query):
    return client.post(LOGIN, data={"email": email, "password": password}, query_string=query)


def message_of(page: str) -> str:
    return page.split('class="field-error"')[1].split("</p>")[0]


def test_who_has_an_account_comes_to_the_desk(client):
    make_user(ALICE)
    answer = send(client, email=" ALICE@example.org ")
    assert (answer.status_code, client.get(DESK).status_code) == (303, 200)
    assert db.session.query(User).one().last_login_at is not None


@pytest.mark.parametrize(
    ("email", "password"),
    [(ALICE.email, "a wrong password"), (EVE.email, PASSWORD), ("bob@example.org", PASSWORD)],
    ids=["wrong password", "unknown address", "closed account"],
)
def test_the_answer_does_not_tell_what_was_wrong(client, email, password):
    make_user(ALICE)
    actions.add_user(
        email="bob@example.org", name="Bob", password=PASSWORD, role=Role.VIEWER
    ).is_active = False
    db.session.commit()
    answer = send(client, email=email, password=password)
    assert answer.status_code == 422
    assert "do not match. Check both and try again." in message_of(answer.text)
    assert f'value="{email}"' in answer.text
    assert password not in answer.text
    assert client.get(DESK).status_code == 302


class CountingHash(PasswordHash):
    """Counts how often a password is compared with a hash: nearly all of the time that an answer takes."""

    verified = 0

    def verify(self, password, hash):  # noqa: A002 - the name that pwdlib gives it
        self.verified += 1
        return super().verify(password, hash)


@pytest.mark.parametrize("email", [ALICE.email, EVE.email, "bob@example.org"])
def test_a_refusal_takes_as_long_for_an_unknown_address_as_for_a_wrong_password(client, monkeypatch, email):
    make_user(ALICE)
    counting = CountingHash(actions.passwords.hashers)
    monkeypatch.setattr(actions, "passwords", counting)
    send(client, email=email, password="a wrong password")
    assert counting.verified == 1


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "%2f%2fevil.example",
        "evil.example",
        "//[",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(client, target):
    make_user(ALICE)
    assert send(client, next=target).location == "/desk/"


@pytest.mark.parametrize(
    "target", ["/desk/topics/", "/desk/events/?q=%C3%A9t%C3%A9&page=2", "/%2f%2fevil.example"]
)
def test_signing_in_goes_on_to_the_page_that_was_asked_for(client, target):
    make_user(ALICE)
    assert send(client, next=target).location == target


def test_a_page_of_the_desk_sends_to_the_form_and_back(client):
    make_user(ALICE)
    answer = client.get("/desk/topics/")
    assert answer.location == "/desk/login?next=%2Fdesk%2Ftopics%2F"
    answer = client.post(answer.location, data={"email": ALICE.email, "password": PASSWORD})
    assert answer.location == "/desk/topics/"


def test_who_is_signed_in_is_not_asked_again(client):
    make_user(ALICE)
    sign_in(client, ALICE)
    assert client.get(LOGIN, query_string={"next": "/desk/topics/"}).location == "/desk/topics/"


def test_a_session_that_was_planted_before_is_not_continued(client):
    make_user(ALICE)
    with client.session_transaction() as planted:
        planted["planted"] = "by Eve"
    sign_in(client, ALICE)
    with client.session_transaction() as session:
        assert "planted" not in session


def test_the_form_is_kept_by_nobody(client):
    assert client.get(LOGIN).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", [LOGIN, LOGOUT])
def test_without_a_token_nothing_happens(app, path):
    app.config["WTF_CSRF_ENABLED"] = True
    make_user(ALICE)
    client = app.test_client()
    answer = client.post(path, data={"email": ALICE.email, "password": PASSWORD})
    assert answer.status_code == 400
    assert client.get(DESK).status_code == 302


def test_signing_out_is_never_a_link(client):
    make_user(ALICE)
    sign_in(client, ALICE)
    assert client.get(LOGOUT).status_code == 405
    assert client.get(DESK).status_code == 200


def test_a_cookie_that_was_kept_is_of_no_use_after_signing_out(client):
    make_user(ALICE)
    sign_in(client, ALICE)
    kept = client.get_cookie("eventhub").value
    client.post(LOGOUT)
    client.set_cookie("eventhub", kept)
    assert client.get(DESK).status_code == 302


def test_signing_out_takes_away_the_pages_that_the_browser_keeps_to_go_back_to(client):
    make_user(ALICE)
    sign_in(client, ALICE)
    assert client.post(LOGOUT).headers["Clear-Site-Data"] == '"cache"'


def test_signing_out_leaves_other_devices_alone(app, client):
    make_user(ALICE)
    sign_in(client, ALICE)
    telephone = sign_in(app.test_client(), ALICE)
    client.post(LOGOUT)
    assert (client.get(DESK).status_code, telephone.get(DESK).status_code) == (302, 200)


def test_a_closed_account_loses_its_session_at_once(client):
    user = make_user(ALICE)
    sign_in(client, ALICE)
    user.is_active = False
    db.session.commit()
    assert client.get(DESK).status_code == 302


def test_a_new_password_ends_all_sessions(client):
    user = make_user(ALICE)
    sign_in(client, ALICE)
    actions.set_password(user, "another fine password")
    db.session.commit()
    assert client.get(DESK).status_code == 302


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    make_user(ALICE)
    cookie = send(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_language_of_the_desk_follows_the_choice(client):
    make_user(ALICE)
    sign_in(client, ALICE)
    answer = client.post("/desk/language", data={"language": "ar", "next": "/desk/account/"})
    assert (answer.status_code, answer.location) == (303, "/desk/account/")
    assert 'lang="ar" dir="rtl"' in client.get(DESK).text
    client.post("/desk/language", data={"language": "xx", "next": "//evil.example"})
    assert db.session.query(User.language).scalar() == "ar"
