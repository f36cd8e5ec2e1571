"""The mails of registration: to whom, in which language, with what for the calendar."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import icalendar
import pytest

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events.models import Event
from eventhub.outbox.models import OutboxMessage
from eventhub.registration import actions, mails
from eventhub.registration.actions import DeskDetails
from eventhub.registration.links import resend_link
from eventhub.text.languages import CODES
from tests.calendars.cast import cancel as cancel_event
from tests.people import DINA
from tests.registration.cast import DINAS, LATER, cancel, make_workshop, person, register

ROOT = Path(__file__).resolve().parents[2]
KINDS = sorted(
    path.name
    for path in (ROOT / "templates/mail").iterdir()
    if path.name.startswith(("registration_", "delegate_", "event_cancelled"))
    # Those of exceptions are tested there.
    and path.name != "registration_exemption"
)
"""Those of other areas are tested there."""
SENT_IN_OTHER_TESTS = {
    "registration_change_approved",
    "registration_change_refused",
    "registration_lapsed",
    "registration_offered",
}
"""Those of test_changes and test_offers."""
PRESS_CONTACT = "press.contact@example.org"
OFFICE = "office@example.org"


def sent(kind: str) -> EmailMessage:
    """The latest mail of a kind, as mail programs read it."""
    found = db.session.query(OutboxMessage).filter_by(kind=kind).order_by(OutboxMessage.id.desc()).first()
    return message_from_bytes(found.content, policy=default)


def text_of(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content()


def entry_of(mail: EmailMessage) -> tuple[str, icalendar.Event]:
    """METHOD and entry of the invitation in a mail."""
    part = [each for each in mail.walk() if each.get_content_type() == "text/calendar"][-1]
    calendar = icalendar.Calendar.from_ical(part.get_content())
    assert part.get_param("method") == str(calendar["METHOD"])
    return str(calendar["METHOD"]), calendar.events[0]


def send_one_of_each() -> Event:
    """Let everything happen of which people are told."""
    event = make_workshop(capacity=1, contact_email=PRESS_CONTACT, contact_name="Press officer")
    event.office.email = OFFICE
    first, _second, third = (register(event, number) for number in range(3))
    with transaction():
        actions.decline(third, now=now())
    cancel(first)
    with transaction():
        actions.set_desk(event, DeskDetails(needs_approval=True))
    register(event, 4)
    with transaction():
        resend_link(first, now=now() + LATER)
    cancel_event(event)
    return event


def test_every_mail_is_sent_by_something_and_the_press_contact_gets_none(app):
    send_one_of_each()
    with transaction():
        actions.register_delegate(
            make_workshop("asked"), person(5), language="en", now=now(), needs_approval=False
        )
    written = db.session.query(OutboxMessage).all()
    assert {each.kind for each in written} == set(KINDS) - SENT_IN_OTHER_TESTS
    recipients = {address.addr_spec for each in written for address in _all_addresses(each)}
    assert recipients == {person(number).email for number in (0, 1, 2, 4, 5)}
    assert not any(PRESS_CONTACT in each.body or OFFICE in each.body for each in written)


def _all_addresses(message: OutboxMessage) -> list:
    mail = message_from_bytes(message.content, policy=default)
    assert mail["To"].addresses[0].addr_spec == message.recipient
    return [each for header in ("To", "Cc", "Bcc") if mail[header] for each in mail[header].addresses]


def test_mails_are_owed_in_one_place_only():
    """Whoever adds another has to think of the press contact, who is real in the seed."""
    owing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "eventhub").rglob("*.py")
        if re.search(r"\bqueue\(", path.read_text())
    }
    assert owing == {
        "eventhub/accounts/mails.py",
        "eventhub/delegations/mails.py",
        "eventhub/mailings/mails.py",
        "eventhub/mailings/notice_mails.py",
        "eventhub/medialist/mails.py",
        "eventhub/outbox/actions.py",
        "eventhub/polls/mails.py",
        "eventhub/registration/group_mails.py",
        "eventhub/registration/mails.py",
    }


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_whole_in_every_language(app, kind, language):
    registration = register(make_workshop(), DINAS, language=language)
    with transaction():
        mails.send(kind, registration)
    mail = sent(kind)
    assert mail["Content-Language"] == language
    assert registration.event.title.get(language, "Safe migration") in mail["Subject"]
    for part in ("plain", "html"):
        content = mail.get_body((part,)).get_content()
        assert DINA.name in content
        assert registration.reference in content
        assert f"http://localhost/{language}/" in content
        assert "{{" not in content
    html = mail.get_body(("html",)).get_content()
    assert ('dir="rtl"' in html) == (language == "ar")
    assert "<img" not in html
    assert "src=" not in html


def test_the_confirmation_invites_and_the_cancellation_withdraws(app):
    event = make_workshop()
    registration = register(event, DINAS)
    method, entry = entry_of(sent("registration_confirmed"))
    assert (method, str(entry["UID"]), entry["SEQUENCE"]) == ("REQUEST", event.uid, event.sequence)
    assert str(entry["ATTENDEE"]) == f"mailto:{DINA.email}"
    assert entry["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    cancel(registration)
    method, gone = entry_of(sent("registration_cancelled"))
    assert (method, str(gone["UID"]), str(gone["STATUS"])) == ("CANCEL", event.uid, "CANCELLED")
    assert gone["SEQUENCE"] > entry["SEQUENCE"]
    register(event, DINAS)
    assert entry_of(sent("registration_confirmed"))[1]["SEQUENCE"] > gone["SEQUENCE"]


def test_a_cancelled_event_leaves_the_calendars_of_those_who_had_a_place(app):
    event = make_workshop()
    register(event, DINAS)
    cancel_event(event)
    method, entry = entry_of(sent("event_cancelled"))
    assert (method, entry["SEQUENCE"]) == ("CANCEL", event.sequence)


def test_the_mail_of_a_cancelled_event_says_why(app):
    event = make_workshop()
    register(event, DINAS)
    event.status_reason = Translated(en="The venue was flooded.", fr="La salle a été inondée.")
    cancel_event(event)
    mail = sent("event_cancelled")
    for kind in ("plain", "html"):
        assert "The venue was flooded." in mail.get_body((kind,)).get_content()


def test_who_waits_gets_nothing_for_the_calendar(app):
    event = make_workshop(capacity=0)
    register(event, DINAS)
    parts = [each.get_content_type() for each in sent("registration_waitlisted").walk()]
    assert "text/calendar" not in parts


def test_a_mail_tells_nothing_about_anybody_else(app):
    event = make_workshop()
    other = register(event, 0)
    register(event, DINAS)
    content = text_of(sent("registration_confirmed"))
    assert not {other.name, other.email, other.reference, other.token} & set(re.split(r"[\s/]", content))


def test_what_a_person_typed_is_text_in_the_mail(app):
    registration = register(make_workshop(), person(name="<b>Dina</b> & {{ 7 * 7 }}"))
    html = sent("registration_confirmed").get_body(("html",)).get_content()
    assert "&lt;b&gt;Dina&lt;/b&gt; &amp; {{ 7 * 7 }}" in html
    assert registration.name in text_of(sent("registration_confirmed"))
