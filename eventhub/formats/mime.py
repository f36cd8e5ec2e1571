"""Mails (RFC 5322) with plain text, HTML and, for invitations, a calendar part (RFC 6047)."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from eventhub.formats.addresses import Mailbox
from eventhub.formats.characters import clean
from eventhub.formats.errors import InvalidHeaderError
from eventhub.formats.mail_headers import HEADERS

# Quoted-printable and base64 only: not every server on the way takes 8BITMIME.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=HEADERS)
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_OWN_FIELDS = re.compile(r"b?cc|sender|reply-to|mime-version|content-.*", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r$", re.MULTILINE)


def message(
    *,
    sender: Mailbox | str,
    recipient: Mailbox | str,
    subject: str,
    text: str,
    html: str,
    message_id: str,
    date: datetime,
    reply_to: Mailbox | str | None = None,
    language: str | None = None,
    calendar: bytes | None = None,
    method: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A mail from this system to one person, the same bytes for the same input.

    Addresses may be given as ``Name <address>``. ``message_id`` is ``<unique@host>``; ``date`` is aware. ``calendar``
    is an iTIP message and ``method`` its METHOD: the part stands last in multipart/alternative, where mail programs
    offer to accept it, not to save a file. ``headers`` are further ones, such as List-Unsubscribe.

    Raises:
        InvalidHeaderError: a line break or control character in a header, a malformed Message-ID or header name, a
            naive date, a ``method`` that is not the calendar's.
        InvalidAddressError: an address that mail servers refuse.
    """
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _address(sender)
    mail["To"] = _address(recipient)
    if reply_to:
        mail["Reply-To"] = _address(reply_to)
    mail["Subject"] = _safe("Subject", subject)
    mail["Date"] = _date(date)
    mail["Message-ID"] = _checked_id(message_id)
    # RFC 3834: no out-of-office replies to this mail.
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in (headers or {}).items():
        mail[_further_name(mail, name)] = _safe(name, value)

    mail.set_content(clean(text))
    mail.add_alternative(clean(html), subtype="html")
    if calendar is not None:
        _add_calendar(mail, calendar, method)
    # Set late: EmailMessage moves Content- headers into the first part.
    if language:
        mail["Content-Language"] = _safe("Content-Language", language)
    mail.set_boundary("=_" + hashlib.sha256(message_id.encode()).hexdigest()[:40])
    return mail.as_bytes()


def _add_calendar(mail: EmailMessage, calendar: bytes, method: str | None) -> None:
    found = _METHOD.search(calendar)
    if not method or not found or found[1].decode() != method:
        raise InvalidHeaderError(f"The calendar's METHOD is not {method!r}.")
    mail.add_alternative(
        calendar,
        maintype="text",
        subtype="calendar",
        cte="base64",
        params={"charset": "utf-8", "method": method, "component": "VEVENT"},
    )


def _address(mailbox: Mailbox | str) -> Address:
    if isinstance(mailbox, str):
        mailbox = Mailbox.parse(_safe("address", mailbox))
    return Address(display_name=mailbox.name, addr_spec=mailbox.email)


def _date(date: datetime) -> str:
    if date.utcoffset() is None:
        raise InvalidHeaderError("The date of a mail has a time zone.")
    return format_datetime(date)


def _checked_id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise InvalidHeaderError(f"{message_id!r} is not a Message-ID.")
    return message_id


def _further_name(mail: EmailMessage, name: str) -> str:
    if not _FIELD_NAME.fullmatch(name) or name in mail or _OWN_FIELDS.fullmatch(name):
        raise InvalidHeaderError(f"{name!r} is not the name of a further header.")
    return name


def _safe(name: str, value: str) -> str:
    if _CONTROL.search(value):
        raise InvalidHeaderError(f"{name} has a line break or control character.")
    return value
