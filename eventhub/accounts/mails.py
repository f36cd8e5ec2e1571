"""Mails to users of the desk."""

from eventhub.accounts.models import LinkPurpose, User
from eventhub.outbox.actions import queue
from eventhub.web.language import absolute_url
from eventhub.web.mails import render

TEMPLATES = {
    LinkPurpose.SIGN_IN: "account_sign_in",
    LinkPurpose.RESET: "account_password",
    LinkPurpose.INVITATION: "account_invitation",
}


def send_link(user: User, purpose: LinkPurpose, token: str) -> None:
    """Owe a user the mail with a secret link."""
    name = TEMPLATES[purpose]
    mail = render(name, user.language, user=user, link=absolute_url("account_links.use", token=token))
    queue(
        kind=name,
        recipient=user.email,
        recipient_name=user.name,
        language=user.language,
        mail=mail,
        about=user,
        is_secret=True,
    )
