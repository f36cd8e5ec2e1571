"""Addresses at which nobody is: learnt from refusals and from reports, left alone by mailings."""

from email import message_from_bytes
from email.policy import default

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eventhub import commands
from eventhub.db import db, transaction
from eventhub.mailings import actions
from eventhub.mailings.models import Mailing
from eventhub.outbox.bounces import failures_in, original_id, take_report
from eventhub.outbox.delivery import deliver_due
from eventhub.outbox.models import Delivery, OutboxMessage, SuppressedAddress
from eventhub.outbox.rules import nobody_is_there
from eventhub.outbox.suppression import suppressed_among
from tests.mailings.cast import draft, mails_of, make_peopled_workshop, send
from tests.outbox.cast import message, owe, send_by
from tests.outbox.test_mailbox_desk import alices_mail  # noqa: F401 - a fixture

DINA = "dina@example.org"


def report(
    stored: OutboxMessage, *, status: str = "5.1.1", action: str = "failed", to: str = DINA, whole=True
) -> bytes:
    """What a mail server says of a mail (RFC 3464, appendix E), with the mail or only its header."""
    header = f"Message-ID: {stored.message_id}\r\nSubject: A place\r\n"
    returned = (
        f"message/rfc822\r\n\r\n{header}\r\nYou have a place."
        if whole
        else f"text/rfc822-headers\r\n\r\n{header}"
    )
    return (
        "From: MAILER-DAEMON@mail.example.net\r\nTo: eventhub@localhost\r\nSubject: Undelivered\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mail.example.net\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: {returned}\r\n--b--\r\n"
    ).encode()


def sent_mail(**more) -> int:
    number = owe(**more)
    with transaction():
        db.session.get_one(OutboxMessage, number).status = Delivery.SENT
    return number


def take(content: bytes) -> int:
    with transaction():
        return take_report(content)


@pytest.mark.parametrize(
    ("reply", "listed"),
    [
        ("550 5.1.1 <dina@example.org>: no such person", {DINA}),
        ("550 No such user here", {DINA}),
        ("550 5.7.1 Your server is on a list", set()),
        ("552 5.2.2 Mailbox full", set()),
        ("553 5.1.8 Bad address of the sender", set()),
        ("450 4.1.1 Not now", set()),
    ],
)
def test_only_a_refusal_of_the_address_itself_puts_it_on_the_list(app, mail_server, reply, listed):
    owe()
    mail_server.refuse_with = reply
    send_by(app, mail_server.url)
    deliver_due()
    assert suppressed_among([DINA]) == listed


@pytest.mark.parametrize("whole", [True, False])
def test_a_report_marks_the_mail_and_the_address(app, whole):
    number = sent_mail()
    assert take(report(message(number), whole=whole)) == 1
    assert (message(number).status, message(number).error) == (Delivery.FAILED, "5.1.1")
    assert suppressed_among(["Dina@Example.org"]) == {"Dina@Example.org"}
    assert take(report(message(number))) == 0


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"action": "delayed", "status": "4.4.1"}, Delivery.SENT),
        ({"status": "5.2.2"}, Delivery.FAILED),
        ({"to": "forwarded@example.net"}, Delivery.FAILED),
    ],
)
def test_what_does_not_show_that_nobody_is_there_lists_nothing(app, said, status):
    number = sent_mail()
    take(report(message(number), **said))
    assert message(number).status == status
    assert suppressed_among([DINA]) == set()


def test_a_report_about_a_mail_that_is_not_ours_changes_nothing(app):
    number = sent_mail()
    strange = report(message(number)).replace(message(number).message_id.encode(), b"<1@example.org>")
    assert take(strange) == 0
    assert message(number).status == Delivery.SENT


@given(st.binary())
def test_no_mail_breaks_the_reading(content):
    head = b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    for each in (content, head + content):
        parsed = message_from_bytes(each, policy=default)
        assert isinstance(failures_in(parsed), list)
        assert isinstance(original_id(parsed), str)


@given(st.text())
def test_codes_are_codes_or_nothing(reason):
    assert nobody_is_there(reason) in (True, False)
    assert nobody_is_there("5.1.1 " + reason)


def test_the_command_takes_a_report_from_a_pipe(app, monkeypatch):
    number = sent_mail()
    monkeypatch.setattr(commands, "ready_app", lambda: app)
    result = CliRunner().invoke(commands.bounce, input=report(message(number)))
    assert (result.exit_code, result.output) == (0, "1 of our mails did not arrive.\n")
    assert message(number).status == Delivery.FAILED
    assert CliRunner().invoke(commands.bounce, input=b"Hello").exit_code == 0


def test_a_mailing_leaves_the_address_out_and_says_so(app):
    mailing = draft(make_peopled_workshop())
    first = mails_of("registration_confirmed")[0]
    with transaction():
        db.session.add(SuppressedAddress(email_key=first.recipient, reason="550 5.1.1", message_id=first.id))
    assert send(mailing) == 2
    assert first.recipient not in {each.recipient for each in mails_of()}
    found = mails_of()
    with transaction():
        for each in found:
            each.status = Delivery.FAILED
        gone = SuppressedAddress(email_key=found[0].recipient, reason="550", message_id=first.id)
        db.session.add(gone)
    with transaction():
        assert actions.send_failed_again(db.session.get_one(Mailing, mailing.id)) == 1


def test_the_list_is_for_those_who_may_see_the_mail_and_can_be_shortened(alice, eve, alices_mail):  # noqa: F811
    with transaction():
        db.session.add(SuppressedAddress(email_key=DINA, reason="550 5.1.1", message_id=alices_mail))
    number = db.session.query(SuppressedAddress).one().id
    assert DINA not in eve.get("/desk/mailbox/addresses/").text
    assert eve.post(f"/desk/mailbox/addresses/{number}/remove").status_code == 404
    assert DINA in alice.get("/desk/mailbox/addresses/").text
    assert alice.post(f"/desk/mailbox/addresses/{number}/remove").status_code == 303
    assert db.session.query(SuppressedAddress).count() == 0
