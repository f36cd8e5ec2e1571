"""What of a provider's words is believed: pure decisions (OpenID Connect Core 1.0, RFC 7519, RFC 8176, RFC 9700)."""

import hmac
import math
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from authlib.common.security import is_secure_transport
from joserfc.errors import JoseError

from eventhub.deferred import Deferred
from eventhub.web.openid_errors import ProviderError

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

core = Deferred("authlib.oidc.core")
jwk = Deferred("joserfc.jwk")
jwt = Deferred("joserfc.jwt")

ATTEMPT_SECONDS = 600
"""How long somebody may take at the provider."""
LEEWAY_SECONDS = 60
"""By how much the clocks of the two servers may differ."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key of the provider's own: neither ``none``, nor one that whoever knows the public key, or the
secret that this instance shares with the provider, could make (RFC 8725, section 3.2)."""
STRONG_METHODS = frozenset({"mfa", "otp", "hwk"})
"""Authentication methods (RFC 8176, section 2) that are, or come with, a second factor."""
KEY_TYPES = ("RSA", "EC", "OKP")


@dataclass(frozen=True)
class Provider:
    """What a provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    auth_method: str
    """How this instance shows the token endpoint who it is."""
    names_itself: bool
    """Whether it says in its answers by way of the browser who it is (RFC 9207)."""


@dataclass(frozen=True)
class Attempt:
    """What has to come back as it went: it stays in the cookie of the browser that began."""

    state: str
    nonce: str
    verifier: str
    began_at: int
    is_anew: bool
    """Whether the person was to show who they are, however lately they had."""

    @classmethod
    def begin(cls, at: datetime, *, is_anew: bool) -> "Attempt":
        """Three secrets of 256 bits each (RFC 7636, section 4.1, asks for as many)."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _each in range(3))
        return cls(state, nonce, verifier, int(at.timestamp()), is_anew)

    def kept(self) -> dict[str, Any]:
        """As the cookie holds it; ``Attempt(**kept)`` is the same again."""
        return asdict(self)


@dataclass(frozen=True)
class Person:
    """Somebody of whom the provider has said who they are."""

    issuer: str
    subject: str
    """Theirs for ever, unlike an address (OpenID Connect Core 1.0, section 5.7)."""
    email: str
    """Empty unless the provider has verified it."""
    is_strong: bool
    """Whether they have shown a second factor there."""
    authenticated_at: datetime | None
    """When they last showed there who they are, if that is known."""


def provider_of(document: Any, issuer: str) -> Provider:
    """Read what stands at the address of discovery.

    Raises:
        ProviderError: it is another issuer's, or something is missing.
    """
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise ProviderError("another issuer")
    found: dict[str, str] = {}
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"):
        address = document.get(name) or ""
        is_optional = name == "userinfo_endpoint"
        if not isinstance(address, str) or not (
            is_secure_transport(address) or (is_optional and not address)
        ):
            raise ProviderError(f"no usable {name}")
        found[name] = address
    # Basic is what a provider takes that names no method (Discovery 1.0, section 3).
    methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    is_basic = "client_secret_basic" in methods or "client_secret_post" not in methods
    return Provider(
        issuer=issuer,
        auth_method="client_secret_basic" if is_basic else "client_secret_post",
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
        **found,
    )


def keys_of(document: Any) -> "KeySet":
    """The public keys of a provider (RFC 7517); kinds that signatures here never have are passed over.

    Raises:
        ProviderError
    """
    try:
        keys = [
            each for each in document["keys"] if each.get("kty") in KEY_TYPES and each.get("use") != "enc"
        ]
        if not keys:
            raise ProviderError("no keys")
        return jwk.KeySet.import_key_set({"keys": keys})
    except (JoseError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProviderError("keys") from error


def is_same(given: str, expected: str) -> bool:
    """Compare secrets, in a time that tells nothing."""
    return hmac.compare_digest(given.encode(), expected.encode())


def check_return(
    attempt: Attempt, provider: Provider, *, state: str, issuer: str | None, at: datetime
) -> None:
    """Whether an answer by way of the browser belongs to what this browser began.

    Raises:
        ProviderError: it is another's, comes too late, or is of another provider (RFC 9207, section 2.4).
    """
    if not is_same(state, attempt.state):
        raise ProviderError("state")
    if at.timestamp() - attempt.began_at > ATTEMPT_SECONDS:
        raise ProviderError("too late")
    if issuer != provider.issuer and (provider.names_itself or issuer is not None):
        raise ProviderError("iss of the answer")


def claims_in(
    id_token: str,
    keys: "KeySet",
    attempt: Attempt,
    *,
    issuer: str,
    client_id: str,
    access_token: str,
    at: datetime,
) -> dict[str, Any]:
    """What an ID token says, when it may be believed (OpenID Connect Core 1.0, section 3.1.3.7).

    Raises:
        ProviderError: signature, issuer, audience, time, nonce or subject is not right.
    """
    try:
        token = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
        claims = core.CodeIDToken(
            token.claims,
            token.header,
            {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}},
            {"nonce": attempt.nonce, "client_id": client_id, "access_token": access_token},
        )
        claims.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError) as error:
        raise ProviderError(f"ID token: {getattr(error, 'error', type(error).__name__)}") from error
    if not is_subject(claims["sub"]):
        raise ProviderError("ID token: subject")
    shown_at = _shown_at(claims)
    if attempt.is_anew and (shown_at is None or shown_at < attempt.began_at - LEEWAY_SECONDS):
        raise ProviderError("ID token: not shown anew")
    return dict(claims)


def _shown_at(claims: dict[str, Any]) -> float | None:
    """When the person last showed who they are, in seconds of the epoch (``auth_time``)."""
    found = claims.get("auth_time")
    is_moment = isinstance(found, int | float) and math.isfinite(found) and found > 0
    return found if is_moment else None


def is_subject(value: Any) -> bool:
    """OpenID Connect Core 1.0, section 2: at most 255 ASCII characters."""
    return isinstance(value, str) and 0 < len(value) <= 255 and value.isascii() and value.isprintable()


def person_of(claims: dict[str, Any], profile: dict[str, Any], *, at: datetime) -> Person:
    """Who it is. The address comes from the ID token, else from the profile at the provider.

    Raises:
        ProviderError: the profile is another's (OpenID Connect Core 1.0, section 5.3.2).
    """
    if profile and profile.get("sub") != claims["sub"]:
        raise ProviderError("profile of another subject")
    shown_at = _shown_at(claims)
    return Person(
        issuer=claims["iss"],
        subject=claims["sub"],
        email=verified_email(claims) or verified_email(profile),
        is_strong=is_strong(claims.get("amr")),
        authenticated_at=datetime.fromtimestamp(min(shown_at, at.timestamp()), UTC) if shown_at else None,
    )


def verified_email(claims: dict[str, Any]) -> str:
    """The address, when the provider says plainly that it is the person's; else nothing.

    In ASCII only: other letters may fold into those of somebody else's address (UTS 39).
    """
    address = claims.get("email")
    is_right = claims.get("email_verified") is True and isinstance(address, str) and address.isascii()
    return address if is_right and isinstance(address, str) else ""


def is_strong(methods: Any) -> bool:
    """Whether the methods of authentication (``amr``) hold a second factor."""
    return isinstance(methods, list) and any(
        isinstance(each, str) and each in STRONG_METHODS for each in methods
    )
