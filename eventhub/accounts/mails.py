"""Mails to users of the desk."""

from flask_babel import lazy_gettext as _l

from eventhub.accounts.models import LinkPurpose, User
from eventhub.outbox.actions import queue
from eventhub.web.language import absolute_url
from eventhub.web.mails import render

NOTICES = {
    "user:app:set": _l("An app with codes was set up as a second step."),
    "user:app:remove": _l("The app with codes was removed."),
    "user:passkey:add": _l("A passkey was added."),
    "user:passkey:remove": _l("A passkey was removed."),
    "user:recovery:use": _l("One of the recovery codes was used to sign in."),
    "user:factors:remove": _l("An administrator removed the second step."),
    "user:identity:link": _l("Signing in by single sign-on was linked to the account."),
    "user:identity:unlink": _l("Signing in by single sign-on was taken off the account."),
    "user:password:set": _l("The password was changed."),
}
"""What somebody is told of their account, by the act in the audit trail."""
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


def send_notice(user: User, action: str) -> None:
    """Tell a user what has changed about what opens their account, in case that it was not them."""
    mail = render("account_changed", user.language, user=user, notice=NOTICES[action])
    queue(
        kind="account_changed",
        recipient=user.email,
        recipient_name=user.name,
        language=user.language,
        mail=mail,
        about=user,
    )
