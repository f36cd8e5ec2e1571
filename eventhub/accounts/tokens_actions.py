"""Making, using and revoking API tokens."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import update

from eventhub.accounts.models import User
from eventhub.accounts.permissions import Permission
from eventhub.accounts.tokens_errors import TooManyTokensError
from eventhub.accounts.tokens_models import ApiToken
from eventhub.accounts.tokens_queries import tokens_of
from eventhub.accounts.tokens_rules import SHOWN, USUAL_LIFE, new_api_token
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.tokens import digest

MOST = 50
"""Tokens of one user."""


class NewToken(NamedTuple):
    """A token and, this once, its text: what is kept of it does not tell it again."""

    token: ApiToken
    text: str


def add_token(
    user: User, *, name: str, scopes: Iterable[Permission], life: timedelta = USUAL_LIFE
) -> NewToken:
    """Make a key by which a program acts for ``user``, within ``scopes`` and for as long as ``life``.

    Raises:
        TooManyTokensError
    """
    if len(tokens_of(user)) >= MOST:
        raise TooManyTokensError
    text = new_api_token()
    token = ApiToken(
        user=user,
        name=name,
        start=text[:SHOWN],
        digest=digest(text),
        scopes=sorted({scope.value for scope in scopes}),
        expires_at=now() + life,
    )
    db.session.add(token)
    db.session.flush()
    record("user:token:add", user, changes={"token": [None, token.id], "scopes": [[], token.scopes]})
    return NewToken(token, text)


def revoke_token(token: ApiToken) -> None:
    """Let a key open nothing any more."""
    record("user:token:revoke", token.user, changes={"token": [token.id, None]})
    db.session.delete(token)
    db.session.flush()


def note_use(token: ApiToken) -> bool:
    """Keep the day on which a token was last used; whether that was not known already."""
    today = now().date()
    if token.last_used_on == today:
        return False
    return bool(
        rows_updated(
            update(ApiToken)
            .where(ApiToken.id == token.id, ApiToken.last_used_on.is_distinct_from(today))
            .values(last_used_on=today)
        )
    )
