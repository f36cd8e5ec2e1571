"""Sessions live on the server: seen by their owner, ended one by one or all at once, and by themselves."""

import re
from datetime import timedelta

import pytest

from eventhub.accounts import sessions
from eventhub.accounts.models import User, UserSession
from eventhub.accounts.rules import CONFIRMED_FOR, SESSION_IDLE, SESSION_LIFETIME, SESSION_STEP
from eventhub.clock import now
from eventhub.db import db
from eventhub.web.client import device_words
from tests.people import ALICE, EVE, PASSWORD, make_user, sign_in

ACCOUNT = "/desk/account/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36"
)


def age(session: UserSession, **by: timedelta) -> None:
    """Set moments of a session back."""
    for name, span in by.items():
        setattr(session, name, getattr(session, name) - span)
    db.session.commit()


def end_buttons(page: str) -> list[str]:
    return re.findall(r'action="(/desk/account/sessions/\d+/end)"', page)


@pytest.mark.parametrize("which", ["end", "1/end"])
def test_whoever_finds_a_browser_open_does_not_sign_the_owner_out_elsewhere(alice, which):
    age(db.session.query(UserSession).one(), confirmed_at=CONFIRMED_FOR + timedelta(minutes=1))
    assert "/desk/account/confirm" in alice.post(f"/desk/account/sessions/{which}").location
    assert db.session.query(UserSession).count() == 1


@pytest.mark.parametrize("name", ["", "1", "١", "a name that nobody has", "\x00"])
def test_a_made_up_session_names_nobody(app, name):
    sessions.begin_session(make_user(ALICE))
    assert sessions.find_user_of_session(name) is None


def test_a_session_names_its_user_until_it_is_ended(app_on_each_database):
    user = make_user(ALICE)
    first, second = sessions.begin_session(user), sessions.begin_session(user)
    sessions.end_session(first)
    sessions.end_session(first)
    found = [sessions.find_user_of_session(name) for name in (first, second)]
    assert found == [None, user]


@pytest.mark.parametrize(
    ("aged", "lasts"),
    [
        ({"used_at": SESSION_IDLE - timedelta(minutes=1)}, True),
        ({"used_at": SESSION_IDLE}, False),
        ({"began_at": SESSION_LIFETIME - timedelta(minutes=1)}, True),
        ({"began_at": SESSION_LIFETIME}, False),
    ],
)
def test_a_session_ends_when_nobody_uses_it_and_at_last_anyway(alice, aged, lasts):
    age(db.session.query(UserSession).one(), **aged)
    assert (alice.get(ACCOUNT).status_code == 200) == lasts


def test_sessions_that_have_ended_by_themselves_are_forgotten(app):
    user = make_user(ALICE)
    sessions.begin_session(user)
    age(db.session.query(UserSession).one(), used_at=SESSION_IDLE)
    sessions.begin_session(user)
    assert db.session.query(UserSession).count() == 1


def test_use_is_noted_an_hour_at_a_time(alice):
    session = db.session.query(UserSession).one()
    age(session, used_at=SESSION_STEP / 2)
    before = session.used_at
    alice.get(ACCOUNT)
    assert session.used_at == before
    age(session, used_at=SESSION_STEP)
    alice.get(ACCOUNT)
    assert session.used_at > before


def test_the_owner_sees_each_browser_and_ends_one(app, alice):
    telephone = app.test_client()
    telephone.post(
        "/desk/login", data={"email": ALICE.email, "password": PASSWORD}, headers={"User-Agent": PHONE}
    )
    page = alice.get(ACCOUNT).text
    assert "Chrome · Android" in page
    assert "127.0.0.0/24" in page
    # The one used last, the telephone, comes first.
    assert alice.post(end_buttons(page)[0]).status_code == 303
    assert (alice.get(ACCOUNT).status_code, telephone.get(ACCOUNT).status_code) == (200, 302)


def test_nobody_ends_the_session_of_somebody_else(app, alice):
    make_user(EVE)
    eve = sign_in(app.test_client(), EVE)
    [button] = end_buttons(alice.get(ACCOUNT).text)
    assert eve.post(button).status_code == 404
    assert alice.get(ACCOUNT).status_code == 200


def test_the_name_of_a_session_is_nowhere_in_the_database(app):
    name = sessions.begin_session(make_user(ALICE))
    [stored] = db.session.query(UserSession.digest).one()
    assert name not in stored


class TestChangingWhatOpensTheAccount:
    """A browser left open is not enough for that."""

    @pytest.fixture
    def left_open(self, alice):
        age(db.session.query(UserSession).one(), confirmed_at=CONFIRMED_FOR + timedelta(minutes=1))
        return alice

    def test_asks_first_who_it_is_and_leads_back(self, left_open):
        answer = left_open.get("/desk/account/password")
        assert answer.location == "/desk/account/confirm?next=/desk/account/password"
        answer = left_open.post(answer.location, data={"password": PASSWORD})
        assert answer.location == "/desk/account/password"
        assert left_open.get("/desk/account/password").status_code == 200

    def test_believes_no_wrong_password(self, left_open):
        answer = left_open.post("/desk/account/confirm", data={"password": "a guess at it, really"})
        assert (answer.status_code, "This is not your present password." in answer.text) == (422, True)
        assert left_open.get("/desk/account/password").status_code == 303

    def test_is_refused_to_a_form_that_was_kept(self, left_open):
        before = db.session.query(User.password_hash).scalar()
        fields = {"present": PASSWORD, "new": "another fine password", "again": "another fine password"}
        assert left_open.post("/desk/account/password", data=fields).status_code == 303
        assert db.session.query(User.password_hash).scalar() == before

    def test_never_leads_to_another_site(self, left_open):
        answer = left_open.post("/desk/account/confirm?next=//evil.example", data={"password": PASSWORD})
        assert answer.location == "/desk/"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox · Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
            "Safari/605.1.15",
            "Safari · macOS",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 "
            "Safari/537.36 Edg/130.0",
            "Edge · Windows",
        ),
        (PHONE, "Chrome · Android"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(user_agent, words):
    assert device_words(user_agent) == words


def test_a_session_is_confirmed_when_it_begins(app):
    sessions.begin_session(make_user(ALICE))
    assert now() - db.session.query(UserSession).one().confirmed_at < timedelta(minutes=1)
