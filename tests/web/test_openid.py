"""What is believed of a provider, against one whose keys are in our hands; how people sign in by it is in
``tests/accounts/test_single_sign_on.py``."""

import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from eventhub.clock import now
from eventhub.web import openid
from eventhub.web.openid_errors import ProviderError
from eventhub.web.openid_rules import (
    LEEWAY_SECONDS,
    Attempt,
    Provider,
    check_return,
    claims_in,
    keys_of,
    provider_of,
    verified_email,
)
from tests.web.strangers import stranger

ISSUER = "https://login.example.org"
KEY = ECKey.generate_key("P-256")
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
ATTEMPT = Attempt.begin(NOW, is_anew=False)
DOCUMENT = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}


def said(at: datetime = NOW, **claims) -> dict:
    moment = int(at.timestamp())
    usual = {"iss": ISSUER, "sub": "1", "aud": "eventhub", "iat": moment, "exp": moment + 60}
    return {**usual, "nonce": ATTEMPT.nonce, **claims}


def signed(claims: dict, key=KEY, algorithm: str = "ES256") -> str:
    return jwt.encode({"alg": algorithm}, claims, key, algorithms=[algorithm])


def encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def read(token: str, at: datetime = NOW) -> dict:
    keys = KeySet.import_key_set({"keys": [KEY.as_dict(private=False)]})
    return claims_in(token, keys, ATTEMPT, issuer=ISSUER, client_id="eventhub", access_token="", at=at)


class TestIdTokens:
    def test_one_that_is_right_is_read(self):
        assert read(signed(said()))["sub"] == "1"

    def test_one_that_somebody_else_has_signed_is_not(self):
        with pytest.raises(ProviderError):
            read(signed(said(), ECKey.generate_key("P-256")))

    def test_one_that_was_changed_is_not(self):
        head, _body, signature = signed(said()).split(".")
        body = signed(said(sub="2")).split(".")[1]
        with pytest.raises(ProviderError):
            read(f"{head}.{body}.{signature}")

    @pytest.mark.parametrize("algorithm", ["none", "HS256"])
    def test_a_signature_that_anybody_could_make_is_none(self, algorithm):
        # By hand: no library lends itself to signing with a public key as if it were a secret.
        body = signed(said()).split(".")[1]
        text = f"{encoded(json.dumps({'alg': algorithm}).encode())}.{body}"
        forged = (
            hmac.digest(KEY.as_pem(private=False), text.encode(), "sha256") if algorithm != "none" else b""
        )
        with pytest.raises(ProviderError):
            read(f"{text}.{encoded(forged)}")

    @pytest.mark.parametrize("missing", ["iss", "sub", "aud", "exp", "iat", "nonce"])
    def test_what_every_one_must_say_is_not_left_out(self, missing):
        claims = said()
        del claims[missing]
        with pytest.raises(ProviderError):
            read(signed(claims))

    def test_it_expires_but_for_the_difference_of_clocks(self):
        token, ends = signed(said()), NOW + timedelta(seconds=60)
        assert read(token, ends + timedelta(seconds=LEEWAY_SECONDS - 1))
        with pytest.raises(ProviderError):
            read(token, ends + timedelta(seconds=LEEWAY_SECONDS + 1))

    @pytest.mark.parametrize("subject", ["", "1" * 256, "é", "1\n", 1, None])
    def test_a_subject_is_what_the_standard_says(self, subject):
        with pytest.raises(ProviderError):
            read(signed(said(sub=subject)))

    @pytest.mark.parametrize("text", ["", "a.b.c", "....", "é", "e30.e30."])
    def test_nonsense_is_refused(self, text):
        with pytest.raises(ProviderError):
            read(text)


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": f"{ISSUER}/"},
        {"token_endpoint": "http://login.example.org/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
        {"userinfo_endpoint": ["https://login.example.org"]},
    ],
)
def test_a_provider_is_who_it_should_be_and_encrypts(changed):
    assert provider_of(DOCUMENT, ISSUER).issuer == ISSUER
    with pytest.raises(ProviderError):
        provider_of({**DOCUMENT, **changed}, ISSUER)


@pytest.mark.parametrize("document", [None, [], {}, {"keys": []}, {"keys": [1]}, {"keys": [{"kty": "EC"}]}])
def test_keys_are_keys(document):
    with pytest.raises(ProviderError):
        keys_of(document)


@pytest.mark.parametrize(
    ("names_itself", "issuer", "is_right"), [(True, None, False), (True, ISSUER, True), (False, None, True)]
)
def test_a_provider_that_says_who_it_is_always_does(names_itself, issuer, is_right):
    provider: Provider = replace(provider_of(DOCUMENT, ISSUER), names_itself=names_itself)
    try:
        check_return(ATTEMPT, provider, state=ATTEMPT.state, issuer=issuer, at=NOW)
    except ProviderError:
        assert not is_right
    else:
        assert is_right


def test_an_address_whose_letters_only_fold_into_those_of_another_is_not_taken():
    assert "ſam@example.org".casefold() == "sam@example.org"
    assert verified_email({"email": "ſam@example.org", "email_verified": True}) == ""
    assert verified_email({"email": "sam@example.org", "email_verified": True}) == "sam@example.org"


class TestTheProfile:
    """Where providers say the address when it is not in the ID token."""

    @pytest.fixture
    def server(self, app):
        with stranger() as server:
            app.config["EVENTHUB"] = replace(
                app.config["EVENTHUB"],
                oidc_issuer=server.url,
                oidc_client_id="eventhub",
                oidc_client_secret="s&cret",
            )
            document = {key: str(value).replace(ISSUER, server.url) for key, value in DOCUMENT.items()}
            document["userinfo_endpoint"] = f"{server.url}/me"
            methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
            server.gives("/.well-known/openid-configuration", json.dumps({**document, **methods}).encode())
            server.gives("/keys", json.dumps({"keys": [KEY.as_dict(private=False)]}).encode())
            tokens = {"access_token": "access", "id_token": signed(said(now(), iss=server.url))}
            server.gives("/token", json.dumps(tokens).encode())
            yield server

    def test_is_asked_with_the_access_token_and_the_code_with_the_verifier(self, server):
        server.gives("/me", b'{"sub": "1", "email": "alice@example.org", "email_verified": true}')
        person = openid.person_by_code(ATTEMPT, "c0de", redirect_uri="http://localhost/back")
        assert (person.subject, person.email) == ("1", "alice@example.org")
        asked = {path: (headers, body) for _method, path, headers, body in server.asked}
        assert asked["/me"][0]["Authorization"] == "Bearer access"
        sent = parse_qs(asked["/token"][1].decode())
        assert sent["code_verifier"] == [ATTEMPT.verifier]
        assert (sent["client_id"], sent["client_secret"]) == (["eventhub"], ["s&cret"])

    def test_of_somebody_else_is_refused(self, server):
        server.gives("/me", b'{"sub": "2", "email": "alice@example.org", "email_verified": true}')
        with pytest.raises(ProviderError):
            openid.person_by_code(ATTEMPT, "c0de", redirect_uri="http://localhost/back")

    @pytest.mark.parametrize(("status", "body"), [(500, b"{}"), (200, b"<html>"), (200, b"[]"), (302, b"{}")])
    def test_that_is_no_answer_is_refused(self, server, status, body):
        server.gives("/me", body, status, Location="/elsewhere")
        with pytest.raises(ProviderError):
            openid.person_by_code(ATTEMPT, "c0de", redirect_uri="http://localhost/back")
