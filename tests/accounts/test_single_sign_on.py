"""Single sign-on, with a real provider: who comes in, who does not, and what nobody learns from it."""

import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import KeySet, RSAKey

from eventhub.accounts.actions import change_user
from eventhub.accounts.factors_models import Authenticator
from eventhub.accounts.identities_models import Identity
from eventhub.accounts.models import User, UserSession
from eventhub.audit.models import AuditEntry
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.outbox.models import OutboxMessage
from eventhub.web import openid
from tests.people import ALICE, BOB, make_user, sign_in
from tests.servers import free_port, serving_sign_on

ACCOUNT, LOGIN, BEGIN = "/desk/account/", "/desk/login", "/desk/login/sso"
REFUSED = "You could not be signed in this way."


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    with serving_sign_on(tmp_path_factory.mktemp("provider")) as server:
        yield server


@pytest.fixture(autouse=True)
def configured(app, provider):
    """An instance with that provider."""
    app.config["EVENTHUB"] = replace(
        app.config["EVENTHUB"],
        oidc_issuer=provider.url,
        oidc_client_id="eventhub",
        oidc_client_secret="of no use to anybody",
        oidc_name="Example Login",
    )


@pytest.fixture
def user(app) -> User:
    return make_user(ALICE)


@pytest.fixture
def alice_there(provider) -> str:
    """Alice, as the provider knows her."""
    return provider.knows("alice-there", email="Alice@example.org", email_verified=True)


@pytest.fixture
def enter(client, provider):
    """Sign in at the provider and come back."""

    def enter(subject: str, *, browser=client, **query):
        begun = browser.get(BEGIN, query_string=query)
        return browser.get(path_of(provider.show(begun.location, subject)))

    return enter


def path_of(address: str) -> str:
    parts = urlsplit(address)
    assert parts.netloc == "localhost"
    return f"{parts.path}?{parts.query}"


def is_in(browser) -> bool:
    return browser.get(ACCOUNT).status_code == 200


def give_app(user: User) -> None:
    with transaction():
        db.session.add(Authenticator(user_id=user.id, secret="JBSWY3DPEHPK3PXP", last_step=0))


class TestWhoComesIn:
    def test_whoever_has_an_account_with_the_verified_address_is_linked_and_told(
        self, user, enter, client, alice_there
    ):
        assert enter(alice_there, next="/desk/topics/").location == "/desk/topics/"
        assert is_in(client)
        link = db.session.query(Identity).one()
        assert (link.user_id, link.subject) == (user.id, alice_there)
        assert "linked to the account" in db.session.query(OutboxMessage).one().body
        acts = {each.action for each in db.session.query(AuditEntry)}
        assert {"user:identity:link", "user:identity:use", "user:session:begin"} <= acts

    def test_from_then_on_the_subject_counts_and_not_the_address(
        self, app, user, enter, provider, alice_there
    ):
        enter(alice_there)
        provider.knows(alice_there, email="a.martin@example.org", email_verified=False)
        other = app.test_client()
        enter(alice_there, browser=other)
        assert is_in(other)
        assert db.session.query(OutboxMessage).count() == 1

    def test_nobody_comes_in_without_an_account_and_none_is_made(self, enter, client, provider):
        answer = enter(provider.knows("bob-there", email=BOB.email, email_verified=True))
        assert answer.location == LOGIN
        assert not is_in(client)
        assert db.session.query(User).count() == 0

    @pytest.mark.parametrize(
        "claims",
        [
            {"email": ALICE.email},
            {"email": ALICE.email, "email_verified": False},
            {"email": ALICE.email, "email_verified": "true"},
            {"email_verified": True},
        ],
    )
    def test_an_address_that_is_not_verified_links_nothing(self, user, enter, client, provider, claims):
        enter(provider.knows("eve-there", **claims))
        assert not is_in(client)
        assert db.session.query(Identity).count() == 0

    def test_an_address_that_has_passed_on_does_not_open_the_account(
        self, app, user, enter, provider, alice_there
    ):
        enter(alice_there)
        other = app.test_client()
        enter(provider.knows("successor", email=ALICE.email, email_verified=True), browser=other)
        assert not is_in(other)

    @pytest.mark.parametrize("was_linked", [True, False])
    def test_a_closed_account_stays_closed(self, app, user, enter, alice_there, was_linked):
        if was_linked:
            enter(alice_there)
        with transaction():
            change_user(user, name=user.name, role=user.role, language="en", is_active=False)
        other = app.test_client()
        assert enter(alice_there, browser=other).location == LOGIN
        assert not is_in(other)

    def test_refusals_are_in_the_same_words(self, app, user, enter, provider, alice_there):
        stranger = provider.knows("stranger", email=BOB.email, email_verified=True)
        unverified = provider.knows("unverified", email=ALICE.email)
        forged = provider.knows("forged", email=ALICE.email, email_verified=True, nonce="another")
        pages = []
        for subject in (stranger, unverified, forged):
            browser = app.test_client()
            enter(subject, browser=browser)
            pages.append(browser.get(LOGIN).text)
        assert REFUSED in pages[0]
        assert len({page.split("<h1>")[0].split("</head>")[1] for page in pages}) == 1


class TestTheAnswerOfTheProvider:
    """The provider is made to say what it should not: none of it is believed."""

    @pytest.mark.parametrize(
        "said",
        [
            {"nonce": "of another sign-in"},
            {"aud": "another-application"},
            {"aud": ["eventhub", "another-application"], "azp": "another-application"},
            {"iss": "https://another.example.org"},
            {"exp": int(time.time()) - 3600},
            {"iat": int(time.time()) + 3600},
            {"at_hash": "of-another-token"},
        ],
        ids=lambda said: next(iter(said)),
    )
    def test_what_is_not_for_this_sign_in_opens_nothing(self, user, enter, client, provider, said):
        enter(provider.knows("forged", email=ALICE.email, email_verified=True, **said))
        assert not is_in(client)
        assert db.session.query(UserSession).count() == 0

    @pytest.mark.parametrize("state", ["", "guessed", "é"])
    def test_an_answer_without_the_state_of_this_browser_opens_nothing(
        self, user, client, provider, alice_there, state
    ):
        location = provider.show(client.get(BEGIN).location, alice_there)
        code = parse_qs(urlsplit(location).query)["code"][0]
        assert client.get(f"{BEGIN}/back", query_string={"code": code, "state": state}).location == LOGIN
        assert not is_in(client)
        # What the person had begun themselves goes on.
        client.get(path_of(location))
        assert is_in(client)

    def test_the_answer_to_one_browser_is_of_no_use_in_another(
        self, app, user, client, provider, alice_there
    ):
        location = provider.show(client.get(BEGIN).location, alice_there)
        other = app.test_client()
        other.get(path_of(location))
        other.get(BEGIN)
        other.get(path_of(location))
        assert not is_in(other)

    def test_an_answer_works_once(self, app, user, client, provider, alice_there):
        back = path_of(provider.show(client.get(BEGIN).location, alice_there))
        client.get(back)
        client.post("/desk/logout")
        assert client.get(back).location == LOGIN
        assert not is_in(client)

    def test_an_answer_of_another_provider_opens_nothing(self, user, client, provider, alice_there):
        location = provider.show(client.get(BEGIN).location, alice_there)
        client.get(path_of(location) + "&iss=https://another.example.org")
        assert not is_in(client)

    def test_keys_that_the_provider_has_changed_meanwhile_are_read_again(
        self, app, user, enter, client, alice_there
    ):
        config = app.config["EVENTHUB"]
        known = openid.ask_provider(config)
        older = KeySet([RSAKey.generate_key(2048)])
        app.extensions["openid"] = {config.oidc_issuer: replace(known, keys=older)}
        enter(alice_there)
        assert is_in(client)

    def test_whoever_takes_too_long_begins_again(self, user, client, provider, alice_there):
        location = provider.show(client.get(BEGIN).location, alice_there)
        with client.session_transaction() as session:
            session["sign_on"]["attempt"]["began_at"] -= 601
            session.modified = True
        client.get(path_of(location))
        assert not is_in(client)

    def test_whoever_says_no_there_is_back_at_the_other_ways(self, client, provider):
        state = parse_qs(urlsplit(client.get(BEGIN).location).query)["state"][0]
        query = {"error": "access_denied", "state": state}
        assert client.get(f"{BEGIN}/back", query_string=query).location == LOGIN
        assert REFUSED in client.get(LOGIN).text

    def test_a_provider_that_is_away_is_said_and_no_other_way_is_closed(self, app, user, client):
        away = f"http://127.0.0.1:{free_port()}"
        app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], oidc_issuer=away)
        assert client.get(BEGIN).location == LOGIN
        assert REFUSED in client.get(LOGIN).text
        assert is_in(sign_in(client, ALICE))


class TestTheWayThere:
    def test_it_asks_by_code_with_a_challenge_a_state_and_a_nonce(self, client):
        asked = parse_qs(urlsplit(client.get(BEGIN).location).query)
        assert asked["response_type"] == ["code"]
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["redirect_uri"] == ["http://localhost/desk/login/sso/back"]
        assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
        with client.session_transaction() as session:
            assert session["sign_on"]["attempt"]["verifier"] not in str(asked)

    @pytest.mark.parametrize(
        "target", ["https://evil.example.org/", "//evil.example.org", "/\\evil.example.org"]
    )
    def test_it_never_leads_on_to_another_site(self, user, enter, alice_there, target):
        assert enter(alice_there, next=target).location == "/desk/"

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    def test_no_other_site_begins_it(self, client, site):
        assert client.get(BEGIN, headers={"Sec-Fetch-Site": site}).location == LOGIN
        assert BEGIN not in client.get(BEGIN, headers={"Sec-Fetch-Site": "same-origin"}).location

    def test_a_session_that_was_planted_before_is_not_continued(self, user, enter, client, alice_there):
        with client.session_transaction() as session:
            session["planted"] = True
        enter(alice_there)
        with client.session_transaction() as session:
            assert "planted" not in session

    def test_there_is_a_button_only_where_there_is_a_provider(self, app, client):
        assert "Sign in with Example Login" in client.get(LOGIN).text
        app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], oidc_issuer="", oidc_name="")
        assert BEGIN not in client.get(LOGIN).text
        assert client.get(BEGIN).location == LOGIN
        assert client.get(f"{BEGIN}/back").location == LOGIN


class TestTheSecondStep:
    @pytest.mark.parametrize("methods", [None, ["pwd"], ["sms"], "mfa"])
    def test_whoever_has_one_here_is_asked_for_it(self, user, enter, client, provider, methods):
        give_app(user)
        said = {"amr": methods} if methods else {}
        subject = provider.knows("alice-plain", email=ALICE.email, email_verified=True, **said)
        if methods == "mfa":
            # Not a list: the whole token is wrong.
            assert enter(subject).location == LOGIN
        else:
            assert enter(subject).location == "/desk/login/second"
        assert not is_in(client)

    @pytest.mark.parametrize("method", ["mfa", "otp", "hwk"])
    def test_one_that_was_shown_there_counts_here(self, app, user, enter, client, provider, method):
        app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], second_factor_roles=("organiser",))
        give_app(user)
        enter(provider.knows("alice-strong", email=ALICE.email, email_verified=True, amr=["pwd", method]))
        assert client.get("/desk/").status_code == 200

    def test_a_role_that_needs_one_has_to_set_one_up(self, app, user, enter, client, alice_there):
        app.config["EVENTHUB"] = replace(app.config["EVENTHUB"], second_factor_roles=("organiser",))
        enter(alice_there)
        assert client.get("/desk/").location == "/desk/account/factors/"


class TestShowingAgainWhoOneIs:
    APP = "/desk/account/factors/app"

    @pytest.mark.parametrize(("ago", "is_enough"), [(60, True), (3600, False), (0, False)])
    def test_what_counts_is_when_the_person_was_last_asked_there(
        self, user, enter, client, provider, ago, is_enough
    ):
        shown_at = int(time.time()) - ago if ago else 0
        said = {"email": ALICE.email, "email_verified": True, "auth_time": shown_at}
        enter(provider.knows("alice-timed", **said))
        assert (client.get(self.APP).status_code == 200) == is_enough

    def test_whoever_signs_in_again_for_it_is_asked_there_in_any_case(self, user, enter, client, provider):
        stale = {"email": ALICE.email, "email_verified": True, "auth_time": int(time.time()) - 3600}
        subject = provider.knows("alice-timed", **stale)
        enter(subject)
        client.post("/desk/account/again")
        asked = parse_qs(urlsplit(client.get(BEGIN).location).query)
        assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
        enter(subject)
        assert not is_in(client), "the provider has not asked"
        provider.knows(subject, **{**stale, "auth_time": int(time.time())})
        enter(subject)
        assert client.get(self.APP).status_code == 200


class TestTheOwnersAccount:
    def test_shows_the_link_and_undoes_it(self, user, enter, client, provider, alice_there):
        provider.knows(alice_there, email=ALICE.email, email_verified=True, auth_time=int(time.time()))
        enter(alice_there)
        assert provider.url in client.get(ACCOUNT).text
        link = db.session.query(Identity).one()
        assert client.post(f"/desk/account/identities/{link.id}/remove").location == ACCOUNT
        assert db.session.query(Identity).count() == 0
        assert db.session.query(OutboxMessage).count() == 2
        assert provider.url not in client.get(ACCOUNT).text

    def test_nobody_undoes_that_of_others(self, user, enter, alice_there, bob):
        with transaction():
            link = Identity(user_id=user.id, issuer="https://login.example.org", subject="1", used_at=now())
            db.session.add(link)
        assert bob.post(f"/desk/account/identities/{link.id}/remove").status_code == 404
        assert db.session.query(Identity).count() == 1
