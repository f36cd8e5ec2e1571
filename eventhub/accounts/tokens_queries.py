"""Reading API tokens."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.accounts.models import User
from eventhub.accounts.tokens_errors import TokenNotFoundError
from eventhub.accounts.tokens_models import ApiToken
from eventhub.accounts.tokens_rules import is_api_token
from eventhub.clock import now
from eventhub.db import db
from eventhub.tokens import digest


def find_token(text: str) -> ApiToken | None:
    """The token that this is, with its user, unless it has expired or the account is closed."""
    if not is_api_token(text):
        return None
    return db.session.scalar(
        select(ApiToken)
        .join(ApiToken.user)
        .where(ApiToken.digest == digest(text), ApiToken.expires_at > now(), User.is_active)
        .options(joinedload(ApiToken.user))
    )


def tokens_of(user: User) -> Sequence[ApiToken]:
    """The tokens of a user, the newest first, also those that have expired."""
    return db.session.scalars(
        select(ApiToken).where(ApiToken.user_id == user.id).order_by(ApiToken.id.desc())
    ).all()


def get_token_of(user: User, token_id: int) -> ApiToken:
    """A token of ``user``; those of others do not exist.

    Raises:
        TokenNotFoundError
    """
    token = db.session.scalar(select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user.id))
    if token is None:
        raise TokenNotFoundError
    return token


def every_token() -> Sequence[ApiToken]:
    """All tokens, also those that have expired, with their users, in the order in which they were made."""
    return db.session.scalars(select(ApiToken).options(joinedload(ApiToken.user)).order_by(ApiToken.id)).all()


def get_token(token_id: int) -> ApiToken:
    """A token, whoever has it.

    Raises:
        TokenNotFoundError
    """
    token = db.session.get(ApiToken, token_id)
    if token is None:
        raise TokenNotFoundError
    return token
