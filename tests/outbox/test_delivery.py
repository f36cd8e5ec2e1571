"""Mails that are owed reach the mail server once, whatever mood it is in."""

import smtplib
from contextlib import nullcontext
from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.outbox.actions import send_again
from eventhub.outbox.delivery import claim_message, deliver_due
from eventhub.outbox.errors import NotFailedError
from eventhub.outbox.models import Delivery, OutboxMessage
from eventhub.outbox.rules import ATTEMPTS, LEASE
from eventhub.outbox.transport import SmtpTransport, UnreachableError
from eventhub.outbox.worker import run_worker
from tests.outbox.cast import make_due, message, owe, send_by
from tests.servers import free_port


def test_a_mail_is_sent_as_it_was_stored(app, mail_server):
    number = owe()
    send_by(app, mail_server.url)
    assert deliver_due() == 1
    assert (message(number).status, message(number).attempts) == (Delivery.SENT, 1)
    assert mail_server.recipients == [["dina@example.org"]]
    assert mail_server.messages()[0]["Message-ID"] == message(number).message_id
    assert mail_server.messages()[0].get_body(("plain",)).get_content().strip() == "You have a place."


def test_a_batch_goes_over_one_connection(app, mail_server, monkeypatch):
    opened = []
    connect = SmtpTransport._connect
    monkeypatch.setattr(SmtpTransport, "_connect", lambda self: opened.append(self) or connect(self))
    for _mail in range(3):
        owe()
    send_by(app, mail_server.url)
    assert (deliver_due(), len(mail_server.received), len(opened)) == (3, 3, 1)


def test_with_a_mailbox_nothing_leaves_the_machine(app, mail_server):
    number = owe()
    assert deliver_due() == 1
    assert (message(number).status, mail_server.received) == (Delivery.KEPT, [])


def test_a_refusal_for_good_is_kept_without_the_address(app, mail_server):
    number = owe()
    mail_server.refuse_with = "550 5.1.1 <dina@example.org>: no such person"
    send_by(app, mail_server.url)
    deliver_due()
    assert (message(number).status, message(number).error) == (Delivery.FAILED, "550 5.1.1")


def test_a_refusal_for_now_is_tried_again_later(app, mail_server):
    number = owe()
    mail_server.refuse_with = "450 4.2.1 Mailbox busy"
    send_by(app, mail_server.url)
    deliver_due()
    assert (message(number).status, message(number).error) == (Delivery.QUEUED, "450 4.2.1")
    assert message(number).due_at > now()
    assert deliver_due() == 0

    mail_server.refuse_with = ""
    make_due(number, now())
    deliver_due()
    assert (message(number).status, message(number).error) == (Delivery.SENT, "")


def test_after_the_last_try_a_mail_has_failed(app, mail_server):
    number = owe()
    with transaction():
        db.session.get_one(OutboxMessage, number).attempts = ATTEMPTS - 1
    mail_server.refuse_with = "450 4.2.1 Mailbox busy"
    send_by(app, mail_server.url)
    deliver_due()
    assert (message(number).status, message(number).error) == (Delivery.FAILED, "450 4.2.1")


def test_a_dead_server_costs_one_mail_a_try_and_the_others_nothing(app):
    first, second = owe(), owe()
    send_by(app, f"smtp://127.0.0.1:{free_port()}")
    with pytest.raises(UnreachableError):
        deliver_due()
    assert (message(first).status, message(first).attempts) == (Delivery.QUEUED, 1)
    assert (message(second).status, message(second).attempts) == (Delivery.QUEUED, 0)
    assert message(first).error == "ConnectionRefusedError"


def test_a_server_that_hangs_up_gets_the_mail_again(app, mail_server):
    number = owe()
    mail_server.drop = True
    send_by(app, mail_server.url)
    with pytest.raises(UnreachableError):
        deliver_due()
    assert message(number).status == Delivery.QUEUED
    mail_server.drop = False
    make_due(number, now())
    deliver_due()
    assert message(number).status == Delivery.SENT


def test_a_server_that_is_too_slow_gets_the_mail_again(app, mail_server, monkeypatch):
    monkeypatch.setattr("eventhub.outbox.transport.TIMEOUT", 0.2)
    number = owe()
    mail_server.delay = 1
    send_by(app, mail_server.url)
    with pytest.raises(UnreachableError):
        deliver_due()
    assert (message(number).status, message(number).attempts) == (Delivery.QUEUED, 1)


@pytest.mark.parametrize("may_be_plain", [False, True])
def test_a_password_does_not_travel_in_the_clear(monkeypatch, may_be_plain):
    class Elsewhere(smtplib.SMTP):
        """A server on another machine that offers no encryption."""

        def __init__(self, *_arguments, **_keywords) -> None:
            super().__init__()

        def ehlo(self, name: str = "") -> tuple[int, bytes]:
            return 250, b"mail.example.org"

        def login(self, *_arguments, **_keywords) -> None:
            raise AssertionError("The password was sent.")

    monkeypatch.setattr("smtplib.SMTP", Elsewhere)
    url = "smtp://alice:secret@mail.example.org"
    with SmtpTransport(url, may_be_plain=may_be_plain) as transport, pytest.raises(UnreachableError):
        transport.send("eventhub@example.org", "dina@example.org", b"")


@pytest.mark.parametrize("may_be_plain", [False, True])
def test_no_mail_leaves_this_machine_unencrypted_unless_the_administrator_says_so(mail_server, may_be_plain):
    # The server under a spelling that does not count as this machine; it offers no STARTTLS.
    elsewhere = mail_server.url.replace("127.0.0.1", "127.1")
    is_sent = nullcontext() if may_be_plain else pytest.raises(UnreachableError, match="NoEncryptionError")
    with SmtpTransport(elsewhere, may_be_plain=may_be_plain) as transport, is_sent:
        transport.send("eventhub@example.org", "dina@example.org", b"Subject: Hello\r\n\r\nHello\r\n")
    assert len(mail_server.messages()) == int(may_be_plain)


def test_what_a_dead_worker_has_claimed_is_sent_when_the_claim_runs_out(app, mail_server):
    number = owe()
    send_by(app, mail_server.url)
    assert claim_message(number) is not None
    assert deliver_due() == 0
    assert now() + LEASE / 2 < message(number).due_at <= now() + LEASE
    make_due(number, now() - timedelta(seconds=1))
    assert (deliver_due(), message(number).status, message(number).attempts) == (1, Delivery.SENT, 2)


def test_of_workers_at_the_same_mail_one_wins(app_on_each_database):
    app, number = app_on_each_database, owe()
    won, start = [], Barrier(6)

    def claim() -> None:
        with app.app_context():
            start.wait()
            won.append(claim_message(number))
            db.session.remove()

    threads = [Thread(target=claim) for _worker in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([claim for claim in won if claim]) == 1


def test_only_a_mail_that_has_failed_is_sent_again(app, mail_server):
    number = owe()
    with pytest.raises(NotFailedError), transaction():
        send_again(message(number))
    mail_server.refuse_with = "550 5.1.1 no"
    send_by(app, mail_server.url)
    deliver_due()
    with transaction():
        send_again(message(number))
    assert (message(number).status, message(number).attempts) == (Delivery.QUEUED, 0)


def test_the_worker_outlives_a_dead_mail_server(app, mail_server, monkeypatch):
    monkeypatch.setattr("eventhub.outbox.worker.PAUSE", 0.05)
    monkeypatch.setattr("eventhub.outbox.worker.POLL", 0.05)
    first, second = owe(), owe()
    send_by(app, f"smtp://127.0.0.1:{free_port()}")
    stop = Event()
    worker = Thread(target=run_worker, args=(app, stop))
    worker.start()
    try:
        while not message(second).attempts:
            stop.wait(0.02)
        send_by(app, mail_server.url)
        for number in (first, second):
            make_due(number, now())
        while not all(message(number).status == Delivery.SENT for number in (first, second)):
            stop.wait(0.02)
    finally:
        stop.set()
        worker.join()
    assert len(mail_server.received) == 2
