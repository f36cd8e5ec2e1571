"""Who asks: a user by a token, or nobody. The cookie of a session opens nothing here, so no page can be made to ask."""

import re
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import NotFound, Unauthorized

from eventhub.accounts.models import User
from eventhub.accounts.permissions import Permission, may
from eventhub.accounts.tokens_actions import note_use
from eventhub.accounts.tokens_models import ApiToken
from eventhub.accounts.tokens_queries import find_token
from eventhub.api.errors import ConditionMalformedError, ScopeError, TooManyRequestsError
from eventhub.config import Config
from eventhub.db import db, transaction
from eventhub.extensions import login_manager
from eventhub.text.languages import negotiate
from eventhub.web.access import PUBLIC, declared_access
from eventhub.web.limits import Limiter
from eventhub.web.shared import name_of_instance

PREFIX = "/api/v1"
REQUESTS, SECONDS = 600, 60
"""How often a token may ask in so many seconds."""
_TAG = r'(?:W/)?"[!#-~]*"'
ENTITY_TAGS = rf"(?:\*|{_TAG}(?:\s*,\s*{_TAG})*)"
"""What If-Match may hold: one that cannot be read would go unnoticed (RFC 9110, section 13.1.1)."""
log = structlog.get_logger()


def init_app(app: Flask, config: Config) -> None:
    """Ask who is there before anything else asks for the user."""
    app.extensions["api_limiter"] = Limiter(
        REQUESTS,
        SECONDS,
        shared=app.extensions["shared_memory"],
        name=f"{name_of_instance(config)}:api",
    )
    app.before_request(identify)


def is_api() -> bool:
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


def identify() -> None:
    """Note who asks, in which language errors are to be, and whether the route is for them.

    Raises:
        Unauthorized: without a token where one is needed, or with one that opens nothing.
        ScopeError, TooManyRequestsError, ConditionMalformedError
    """
    if not is_api():
        return
    g.language = negotiate(request.headers.get("Accept-Language", ""))
    # Before anything may ask Flask-Login, which would read the cookie.
    login_manager._update_request_context_with_user(_user())
    if any("\0" in str(value) for value in (request.view_args or {}).values()):
        raise NotFound
    _check_access()
    condition = request.headers.get("If-Match")
    if condition is not None and not re.fullmatch(ENTITY_TAGS, condition.strip(), re.ASCII):
        raise ConditionMalformedError


def _check_access() -> None:
    declared: Any = request.endpoint and declared_access(current_app.view_functions[request.endpoint])
    if not declared or declared == PUBLIC:
        return
    if not current_user.is_authenticated:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "EventHub"}))
    if not may(current_user, declared):
        raise ScopeError


def _user() -> User | None:
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _blank, text = header.partition(" ")
    token = find_token(text.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        # RFC 6750, section 3.1.
        raise Unauthorized(
            www_authenticate=WWWAuthenticate("bearer", {"realm": "EventHub", "error": "invalid_token"})
        )
    _count(token)
    return _acting_for(token)


def _count(token: ApiToken) -> None:
    allowance = current_app.extensions["api_limiter"].ask(token.id)
    if allowance is None:
        raise TooManyRequestsError
    g.allowance = allowance


def _acting_for(token: ApiToken) -> User:
    token_id, user_id = token.id, token.user_id
    scopes = frozenset(Permission(each) for each in token.scopes if each in tuple(Permission))
    with transaction():
        note_use(db.session.get_one(ApiToken, token_id))
    user = db.session.get_one(User, user_id)
    user.scopes = scopes
    return user


def tell_allowance(response: Response) -> Response:
    """The limit of the token in the headers of the answer (draft-ietf-httpapi-ratelimit-headers)."""
    response.headers["RateLimit-Policy"] = f'"token";q={REQUESTS};w={SECONDS}'
    if "allowance" in g:
        response.headers["RateLimit"] = f'"token";r={g.allowance.left};t={g.allowance.seconds}'
    if response.status_code == 429:
        seconds = current_app.extensions["api_limiter"].seconds_left()
        response.headers["RateLimit"] = f'"token";r=0;t={seconds}'
        response.headers["Retry-After"] = str(seconds)
    return response
