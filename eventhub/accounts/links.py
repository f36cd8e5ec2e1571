"""Links by mail that open an account once: to sign in, to choose a new password, to accept an invitation."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from eventhub.accounts import mails
from eventhub.accounts.errors import LinkGoneError
from eventhub.accounts.models import LinkPurpose, LinkRequest, MailedLink, User
from eventhub.accounts.queries import find_user_by_email
from eventhub.accounts.rules import LINK_LIFETIME, LINKS_AT_ONCE, lifetime_of_link, normalised_email
from eventhub.audit.actions import record
from eventhub.clock import now
from eventhub.db import db
from eventhub.db.updates import rows_updated
from eventhub.tokens import digest, new_token


def ask_for_link(email: str, purpose: LinkPurpose) -> None:
    """Note that somebody at this address wants a link. Whether there is such an account is not looked up here."""
    db.session.add(LinkRequest(email=normalised_email(email), purpose=purpose))
    db.session.flush()


def answer_next_request() -> bool:
    """Owe the mail to one who asked for a link, if there is an account; False when nobody is waiting.

    Of two workers, one wins the row.
    """
    request = db.session.scalar(select(LinkRequest).order_by(LinkRequest.id).limit(1))
    if request is None:
        return False
    email, purpose = request.email, request.purpose
    if rows_updated(delete(LinkRequest).where(LinkRequest.id == request.id)):
        user = find_user_by_email(email)
        if user is not None and user.is_active and _may_have_another(user, now()):
            send_link(user, purpose)
    return True


def _may_have_another(user: User, at: datetime) -> bool:
    sent = db.session.scalar(
        select(func.count(MailedLink.id)).where(
            MailedLink.user_id == user.id, MailedLink.created_at > at - LINK_LIFETIME
        )
    )
    return (sent or 0) < LINKS_AT_ONCE


def send_link(user: User, purpose: LinkPurpose) -> None:
    """Owe a user a mail with a link; its secret is kept as a digest only."""
    moment, token = now(), new_token()
    db.session.execute(delete(MailedLink).where(MailedLink.expires_at < moment - LINK_LIFETIME))
    lifetime = lifetime_of_link(is_invitation=purpose == LinkPurpose.INVITATION)
    db.session.add(
        MailedLink(
            user=user, digest=digest(token), purpose=purpose, created_at=moment, expires_at=moment + lifetime
        )
    )
    db.session.flush()
    mails.send_link(user, purpose, token)
    record(f"user:{purpose}:mail", user)


def get_link(token: str) -> MailedLink:
    """The link of a token, still unused.

    Raises:
        LinkGoneError
    """
    link = db.session.scalar(
        select(MailedLink)
        .where(MailedLink.digest == digest(token), MailedLink.expires_at > now())
        .options(joinedload(MailedLink.user))
    )
    if link is None or not link.user.is_active:
        raise LinkGoneError
    return link


def use_link(token: str) -> tuple[User, LinkPurpose]:
    """Use a link up; whose it was, and what for, comes back. Of two who use it at once, one is too late.

    Raises:
        LinkGoneError
    """
    link = get_link(token)
    user, purpose = link.user, link.purpose
    if not rows_updated(delete(MailedLink).where(MailedLink.id == link.id)):
        raise LinkGoneError
    record(f"user:{purpose}:use", user)
    return user, purpose


def drop_links(user: User) -> None:
    """Make all links of a user useless, as when the password has changed."""
    rows_updated(delete(MailedLink).where(MailedLink.user_id == user.id))
