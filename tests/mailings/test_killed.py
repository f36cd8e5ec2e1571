"""A worker that is killed in the middle (SIGKILL) leaves nobody without a mail, and nobody with two."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events.models import Event
from eventhub.mailings import actions, notices
from eventhub.mailings.batches import BATCH
from eventhub.mailings.models import ToldFacts
from eventhub.outbox.models import Delivery, OutboxMessage
from tests.mailings.cast import draft, mails_of
from tests.mailings.test_notices import move
from tests.registration.cast import make_workshop, register
from tests.servers import PATIENCE, MailServer, working

PEOPLE = 2 * BATCH + 5


def send_mailing(event: Event) -> None:
    mailing = draft(event)
    with transaction():
        actions.send(mailing)


def tell_change(event: Event) -> None:
    move(event)
    with transaction():
        notices.tell(db.session.get_one(ToldFacts, event.id), at=now())


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def settle_outbox(**values: object) -> None:
    with transaction():
        db.session.query(OutboxMessage).filter(OutboxMessage.status != Delivery.SENT).update(values)


@pytest.mark.parametrize(("begin", "kind"), [(send_mailing, "mailing"), (tell_change, "event_changed")])
def test_everybody_has_one_mail_though_the_worker_is_killed_twice(
    app, database_url: str, instance: Path, mail_server: MailServer, begin, kind
):
    event = make_workshop()
    for number in range(PEOPLE):
        register(event, number)
    settle_outbox(status=Delivery.SENT)
    begin(event)
    db.session.rollback()
    mail_server.delay = 0.02
    for received in (3, BATCH + 3):
        with working(database_url, instance, mail_url=mail_server.url) as worker:
            wait_until(lambda enough=received: len(mail_server.received) >= enough)
            worker.kill()
        assert BATCH <= len(mails_of(kind)) < PEOPLE
    # The claim of a worker that is gone runs out; nobody waits for that here.
    settle_outbox(due_at=now())
    with working(database_url, instance, mail_url=mail_server.url):
        wait_until(lambda: Counter(each.status for each in mails_of(kind)) == {Delivery.SENT: PEOPLE})
    assert len({each.recipient for each in mails_of(kind)}) == PEOPLE
    # What a server had taken when its sender died comes again under the same Message-ID, and is dropped by receivers.
    received = {(mail["To"], mail["Message-ID"]) for mail in mail_server.messages()}
    assert len(received) == PEOPLE
    assert len(mail_server.messages()) <= PEOPLE + 2
