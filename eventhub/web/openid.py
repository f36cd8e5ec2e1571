"""Talking to the provider of single sign-on: OpenID Connect, by code with PKCE (RFC 7636).

The provider is the one that the configuration names. Its host may be an inner one, for the administrator has chosen it;
other hosts that it names must be public.
"""

import json
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from flask import current_app

from eventhub.clock import now
from eventhub.config import Config
from eventhub.deferred import Deferred
from eventhub.web import outgoing
from eventhub.web.openid_errors import ProviderError
from eventhub.web.openid_rules import (
    Attempt,
    Person,
    Provider,
    check_return,
    claims_in,
    keys_of,
    person_of,
    provider_of,
)
from eventhub.web.outgoing import Limits
from eventhub.web.outgoing_errors import OutgoingError

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

auth = Deferred("authlib.oauth2.auth")
discovery = Deferred("authlib.oidc.discovery")
pkce = Deferred("authlib.oauth2.rfc7636")
rfc6749 = Deferred("authlib.oauth2.rfc6749.parameters")

KEPT_SECONDS = 600
"""How long it is remembered what the provider says of itself, and its keys."""
LIMITS = Limits(size=256 * 1024, seconds=5, redirects=0)
SCOPE = "openid email"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


@dataclass(frozen=True)
class Kept:
    """What was read at the provider, and when (seconds of ``monotonic``)."""

    provider: Provider
    keys: "KeySet"
    read_at: float


def ask_provider(config: Config) -> Kept:
    """Read what the provider says of itself, and its keys.

    Raises:
        ProviderError
    """
    provider = provider_of(
        _document(discovery.get_well_known_url(config.oidc_issuer, external=True)), config.oidc_issuer
    )
    found = Kept(provider, keys_of(_document(provider.jwks_uri)), monotonic())
    current_app.extensions["openid"] = {config.oidc_issuer: found}
    return found


def _known(config: Config) -> Kept:
    kept = current_app.extensions.get("openid", {}).get(config.oidc_issuer)
    if kept is None or monotonic() - kept.read_at > KEPT_SECONDS:
        return ask_provider(config)
    return kept


def address_to_begin(attempt: Attempt, *, redirect_uri: str) -> str:
    """Where the browser goes to have the person show who they are.

    Raises:
        ProviderError
    """
    config: Config = current_app.config["EVENTHUB"]
    # By ``max_age`` the provider says when it was shown; ``prompt`` is what all understand (Core 1.0, section 3.1.2.1).
    anew = {"max_age": "0", "prompt": "login"} if attempt.is_anew else {}
    return rfc6749.prepare_grant_uri(
        _known(config).provider.authorization_endpoint,
        config.oidc_client_id,
        "code",
        redirect_uri=redirect_uri,
        scope=SCOPE,
        state=attempt.state,
        nonce=attempt.nonce,
        code_challenge=pkce.create_s256_code_challenge(attempt.verifier),
        code_challenge_method="S256",
        **anew,
    )


def check_answer(attempt: Attempt, *, state: str, issuer: str | None) -> None:
    """See ``openid_rules.check_return``."""
    provider = _known(current_app.config["EVENTHUB"]).provider
    check_return(attempt, provider, state=state, issuer=issuer, at=now())


def person_by_code(attempt: Attempt, code: str, *, redirect_uri: str) -> Person:
    """Who has shown there who they are; the code works once.

    Raises:
        ProviderError
    """
    config: Config = current_app.config["EVENTHUB"]
    provider = _known(config).provider
    tokens = _tokens(config, provider, attempt, code, redirect_uri)
    claims = _claims(config, attempt, tokens)
    profile = {}
    if "email" not in claims and provider.userinfo_endpoint:
        # With a code, that is where the address may be (Core 1.0, section 5.4).
        profile = _document(provider.userinfo_endpoint, {"Authorization": f"Bearer {tokens['access_token']}"})
    return person_of(claims, profile, at=now())


def _tokens(
    config: Config, provider: Provider, attempt: Attempt, code: str, redirect_uri: str
) -> dict[str, str]:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": attempt.verifier,
    }
    client = auth.ClientAuth(config.oidc_client_id, config.oidc_client_secret, provider.auth_method)
    address, headers, body = client.prepare("POST", provider.token_endpoint, dict(FORM), urlencode(fields))
    found = _asked(address, headers, body.encode())
    if not all(isinstance(found.get(name), str) for name in ("id_token", "access_token")):
        raise ProviderError("no tokens")
    return found


def _claims(config: Config, attempt: Attempt, tokens: dict[str, str]) -> dict[str, Any]:
    kept = _known(config)

    def read(keys: "KeySet") -> dict[str, Any]:
        return claims_in(
            tokens["id_token"],
            keys,
            attempt,
            issuer=config.oidc_issuer,
            client_id=config.oidc_client_id,
            access_token=tokens["access_token"],
            at=now(),
        )

    try:
        return read(kept.keys)
    except ProviderError:
        # The provider may have changed its keys since they were read (Core 1.0, section 10.1.1).
        newer = ask_provider(config).keys
        if newer.as_dict() == kept.keys.as_dict():
            raise
        return read(newer)


def _document(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    return _asked(address, {"Accept": "application/json", **(headers or {})})


def _asked(address: str, headers: dict[str, str], content: bytes | None = None) -> dict[str, Any]:
    """The object in JSON that stands there, or answers ``content``."""
    config: Config = current_app.config["EVENTHUB"]
    common: dict[str, Any] = {
        "headers": headers,
        "limits": LIMITS,
        "trusted_host": urlsplit(config.oidc_issuer).hostname or "",
    }
    try:
        answer = (
            outgoing.get(address, **common) if content is None else outgoing.post(address, content, **common)
        )
        found = json.loads(answer.content) if answer.status == 200 else None
    except OutgoingError as error:
        raise ProviderError(type(error).__name__) from error
    except (ValueError, RecursionError) as error:
        raise ProviderError("no JSON") from error
    if not isinstance(found, dict):
        raise ProviderError(f"status {answer.status}")
    return found
