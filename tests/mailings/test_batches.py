"""The worker writes the mails of a mailing some at a time: to everybody once, whatever happens in between."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy.event import listen, remove

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.mailings import actions, batches
from eventhub.mailings.errors import MailingStatusError
from eventhub.mailings.models import Audience, Mailing, MailingRecipient, MailingStatus
from eventhub.registration.models import Registration
from eventhub.registration.personal_data import erase
from tests.delegations import cast as delegations
from tests.mailings.cast import draft, mails_of, make_peopled_workshop, write_all
from tests.registration.cast import register


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)


def begin(event, **more) -> Mailing:
    mailing = draft(event, **more)
    with transaction():
        actions.send(mailing)
    return mailing


def work() -> None:
    with transaction():
        batches.write_next_batch()


def test_who_gets_it_is_decided_when_it_is_sent(app):
    event = make_peopled_workshop()
    mailing = begin(event)
    assert (mailing.status, mails_of()) == (MailingStatus.SENDING, [])
    register(event, 5)
    write_all()
    assert (mailing.status, len(mails_of())) == (MailingStatus.SENT, 3)


def test_a_worker_that_dies_in_the_middle_of_a_batch_loses_nobody_and_writes_to_nobody_twice(app):
    begin(make_peopled_workshop())
    work()
    assert len(mails_of()) == 2
    batches.write_next_batch()
    db.session.rollback()
    assert len(mails_of()) == 2
    write_all()
    recipients = [each.recipient for each in mails_of()]
    assert (len(recipients), len(set(recipients))) == (3, 3)


def test_two_workers_write_to_everybody_once(app_on_each_database):
    app, event = app_on_each_database, make_peopled_workshop()
    for number in range(4, 10):
        register(event, number)
    mailing = begin(event)
    number, start = mailing.id, Barrier(4)
    db.session.rollback()

    def run(_worker: int) -> None:
        with app.app_context():
            start.wait()
            while db.session.get_one(Mailing, number).status == MailingStatus.SENDING:
                with transaction():
                    batches.write_next_batch()
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    recipients = [each.recipient for each in mails_of()]
    assert (len(recipients), len(set(recipients))) == (9, 9)


def test_what_is_stopped_goes_to_nobody_more(app):
    event = make_peopled_workshop()
    mailing = begin(event)
    work()
    with transaction():
        assert actions.stop(mailing) == 1
    work()
    assert (mailing.status, len(mails_of())) == (MailingStatus.STOPPED, 2)
    with pytest.raises(MailingStatusError), transaction():
        actions.stop(mailing)


def test_whoever_stops_it_waits_for_the_batch_at_hand(app_on_each_database):
    app = app_on_each_database
    number, in_hand = begin(make_peopled_workshop()).id, Event()
    work()
    db.session.rollback()

    def linger(_connection, _cursor, statement, *_more) -> None:
        if "INSERT INTO outbox_messages" in statement:
            in_hand.set()
            time.sleep(0.5)

    def write() -> None:
        with app.app_context(), transaction():
            batches.write_next_batch()

    def stop() -> None:
        in_hand.wait()
        with app.app_context(), transaction():
            actions.stop(db.session.get_one(Mailing, number))

    listen(db.engine, "before_cursor_execute", linger)
    with ThreadPoolExecutor(2) as pool:
        writing, stopping = pool.submit(write), pool.submit(stop)
    remove(db.engine, "before_cursor_execute", linger)
    writing.result()
    with pytest.raises(MailingStatusError):
        stopping.result()
    assert len(mails_of()) == 3


def test_who_was_made_anonymous_meanwhile_is_not_written_to(app):
    event = make_peopled_workshop()
    begin(event)
    with transaction():
        erase(db.session.query(Registration).order_by(Registration.id.desc()).first(), at=now())
    write_all()
    assert len(mails_of()) == 2
    assert db.session.query(MailingRecipient).count() == 2


def test_organisations_are_written_to_in_the_same_way(app):
    event = delegations.make_asked_workshop()
    for place in (0, 1):
        delegations.ask(event, place)
    begin(event, audience=Audience.FOCAL_POINTS)
    assert mails_of() == []
    write_all()
    assert len(mails_of()) == 2
