"""Mails to the media list."""

from eventhub.medialist.models import MediaContact
from eventhub.outbox.actions import queue
from eventhub.releases.models import ReleaseText
from eventhub.releases.presentation import acknowledgements, address_of, corrections, dated, kind_label
from eventhub.web.language import absolute_url, in_language
from eventhub.web.mails import render


def send_link(name: str, contact: MediaContact) -> None:
    """Owe somebody the mail ``templates/mail/<name>``, which holds their secret link."""
    code = contact.language
    mail = render(name, code, addressee=contact.name, own_page=_own_page(contact, code))
    queue(
        kind=name,
        recipient=contact.email,
        recipient_name=contact.name,
        language=code,
        mail=mail,
        about=contact,
    )


def send_release(contact: MediaContact, text: ReleaseText) -> None:
    """Owe somebody a release. One click in the mail program ends the subscription (RFC 8058)."""
    code, release = text.language, text.release
    leave = absolute_url("media_list.leave", token=contact.token, language=code)
    with in_language(code):
        mail = render(
            "release",
            code,
            text=text,
            kind_label=kind_label(release),
            dated=dated(text),
            corrections=corrections(text),
            acknowledgements=acknowledgements(text),
            address=address_of(release, code),
            own_page=_own_page(contact, code),
        )
    queue(
        kind="release",
        recipient=contact.email,
        recipient_name=contact.name,
        language=code,
        mail=mail,
        about=release.event,
        headers={"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _own_page(contact: MediaContact, code: str) -> str:
    return absolute_url("media_list.mine", token=contact.token, language=code)
