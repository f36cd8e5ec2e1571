"""Mails, parsed back."""

import gc
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.formats.addresses import Mailbox
from eventhub.formats.characters import clean, one_line
from eventhub.formats.errors import FormatError, InvalidAddressError, InvalidHeaderError
from eventhub.formats.ical import invitation
from eventhub.formats.mime import message
from tests.formats.entries import DELEGATE, OFFICE, entry

FACTS = {
    "sender": "EventHub <eventhub@localhost>",
    "recipient": Mailbox(name="Élodie Dupré", email="elodie@example.org"),
    "subject": "Votre inscription est confirmée",
    "text": "Bonjour,\n\nVotre place est réservée.\n",
    "html": "<p>Bonjour,</p>\n<p>Votre place est réservée.</p>\n",
    "message_id": "<9f3c2a51b7@events.example.org>",
    "date": datetime(2026, 10, 1, 8, 15, tzinfo=UTC),
}
TEXTS = st.text(alphabet="abc éßœ ЖщЙ العربية 迁移研讨会 👩🏽‍💻,;:\\\"'<>@()=?_", max_size=100)


def written(**changes) -> EmailMessage:
    content = message(**{**FACTS, **changes})
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    return message_from_bytes(content, policy=default)


def words_of(part: EmailMessage) -> str:
    return part.get_content().replace("\r\n", "\n")


def test_headers_say_who_when_and_in_which_language():
    mail = written(language="fr", reply_to="press@example.org", headers={"List-Id": "<events.example.org>"})
    assert mail["From"] == "EventHub <eventhub@localhost>"
    assert mail["To"].addresses[0].display_name == "Élodie Dupré"
    assert mail["To"].addresses[0].addr_spec == "elodie@example.org"
    assert mail["Subject"] == "Votre inscription est confirmée"
    assert mail["Date"].datetime == FACTS["date"]
    assert mail["Message-ID"] == FACTS["message_id"]
    assert mail["Reply-To"] == "press@example.org"
    assert mail["Content-Language"] == "fr"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<events.example.org>"
    assert mail["MIME-Version"] == "1.0"


def test_text_and_html_are_alternatives_in_this_order():
    mail = written()
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert (text.get_content_type(), words_of(text)) == ("text/plain", FACTS["text"])
    assert (html.get_content_type(), words_of(html)) == ("text/html", FACTS["html"])


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_the_calendar_part_comes_last_and_names_its_method(method):
    calendar = invitation(entry(organizer=OFFICE, attendee=DELEGATE, summary="移民研讨会"), method=method)
    *_others, part = written(calendar=calendar, method=method).iter_parts()
    assert part.get_content_type() == "text/calendar"
    assert dict(part["Content-Type"].params) == {"charset": "utf-8", "method": method, "component": "VEVENT"}
    assert part["Content-Transfer-Encoding"] == "base64"
    assert not part.is_attachment()
    assert part.get_payload(decode=True) == calendar
    assert icalendar.Calendar.from_ical(part.get_content())["method"] == method


def test_a_method_that_is_not_the_calendars_is_refused():
    calendar = invitation(entry(organizer=OFFICE, attendee=DELEGATE))
    for method in ("CANCEL", None):
        with pytest.raises(InvalidHeaderError):
            message(**FACTS, calendar=calendar, method=method)


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["sender", "recipient", "reply_to", "subject", "message_id", "language"])
def test_no_header_can_be_smuggled_in(field, break_):
    with pytest.raises(FormatError):
        message(**{**FACTS, field: f"a@example.org{break_}Bcc: other@example.org"})


def test_a_name_with_a_line_break_stays_a_name():
    mail = written(recipient=Mailbox(name="Ann\r\nBcc: other@example.org", email="ann@example.org"))
    assert mail["Bcc"] is None
    assert [address.addr_spec for address in mail["To"].addresses] == ["ann@example.org"]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-A": "b\r\nBcc: c@d.org"},
        {"X-A: b\r\nBcc": "c@d.org"},
        {"Bcc": "c@d.org"},
        {"To": "c@d.org"},
        {"content-type": "text/html"},
        {"MIME-Version": "2.0"},
        {"": "a"},
    ],
)
def test_further_headers_are_checked(headers):
    with pytest.raises(InvalidHeaderError):
        message(**FACTS, headers=headers)


@settings(max_examples=60)
@given(name=TEXTS, subject=TEXTS, text=TEXTS)
def test_names_and_words_of_every_script_arrive(name, subject, text):
    recipient = Mailbox(name=name, email="ann@example.org")
    content = message(**{**FACTS, "recipient": recipient, "subject": one_line(subject), "text": text + "\n"})
    mail = message_from_bytes(content.replace(b"\r\n ", b" "))
    name_read, address = parseaddr(mail["To"])
    assert address == "ann@example.org"
    assert str(make_header(decode_header(name_read))) == one_line(name)
    assert str(make_header(decode_header(mail["Subject"]))) == one_line(subject)
    assert mail.get_payload(0).get_payload(decode=True).decode() == (clean(text) + "\n").replace("\n", "\r\n")


def test_a_long_message_id_is_not_encoded():
    long = f"<{'a' * 120}@events.example.org>"
    assert f"Message-ID: {long}\r\n".encode() in message(**{**FACTS, "message_id": long}).replace(
        b"\r\n ", b" "
    )


def test_an_international_domain_is_written_in_ascii():
    assert written(recipient="ann@bücher.example")["To"] == "ann@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "recipient", ["", "ann", "élodie@example.org", "a@example.org, b@example.org", "@a.org"]
)
def test_an_address_that_would_not_arrive_is_refused(recipient):
    with pytest.raises(InvalidAddressError):
        message(**{**FACTS, "recipient": recipient})


def test_a_naive_date_is_refused():
    with pytest.raises(InvalidHeaderError):
        message(**{**FACTS, "date": FACTS["date"].replace(tzinfo=None)})


def test_the_same_mail_is_the_same_bytes():
    assert message(**FACTS) == message(**FACTS)


def test_nothing_is_kept_of_a_mail_that_no_other_mail_has():
    def objects_after(numbers: range) -> int:
        for number in numbers:
            message(**{**FACTS, "message_id": f"<{number}@events.example.org>"})
        gc.collect()
        return len(gc.get_objects())

    before = objects_after(range(2))
    assert objects_after(range(2, 22)) - before < 20
