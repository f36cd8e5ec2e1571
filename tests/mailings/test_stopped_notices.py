"""A notice is seen at the desk and stopped there; whom it left is told later, of all that is new to them."""

from threading import Barrier, Thread

import pytest

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events import actions as events
from eventhub.mailings import batches, notice_actions
from eventhub.mailings.errors import NoticeStatusError
from eventhub.mailings.models import Notice, NoticeRecipient, NoticeStatus, RecipientState
from eventhub.outbox.models import Delivery
from tests.desk.cast import give
from tests.mailings.cast import mails_of
from tests.mailings.test_notice_batches import begin, people_told
from tests.mailings.test_notices import NEW, OLD, move, settle, workshop
from tests.mailings.worker import write_notices, write_some_notices
from tests.people import ALICE
from tests.registration.cast import register

LIST = "/desk/events/workshop/mailings/"


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)


def stopped_in_the_middle():
    """The event, whose move two of three people know."""
    event = workshop()
    move(event)
    begin()
    write_some_notices()
    with transaction():
        assert notice_actions.stop(db.session.query(Notice).one()) == 1
    return event


def test_it_goes_to_nobody_more_and_is_stopped_once(app):
    stopped_in_the_middle()
    write_some_notices()
    assert people_told() == ["amal", "boris"]
    with pytest.raises(NoticeStatusError), transaction():
        notice_actions.stop(db.session.query(Notice).one())


def test_whom_it_left_is_told_by_the_next_one_of_all_that_is_new_to_them(app):
    event = stopped_in_the_middle()
    move(event, NEW.replace(month=12))
    settle()
    assert sorted(people_told()) == ["amal", "amal", "boris", "boris", "carla"]
    *_, carlas = sorted(mails_of("event_changed"), key=lambda each: each.recipient)
    assert ("3 نوفمبر" in carlas.body, "10 نوفمبر" in carlas.body) == (True, False)
    amals = [each for each in mails_of("event_changed") if each.recipient.startswith("amal")]
    assert "until now: 10 November" in amals[-1].body


def test_whom_two_notices_left_in_a_row_is_told_since_the_first(app):
    event = stopped_in_the_middle()
    move(event, NEW.replace(month=12))
    begin()
    with transaction():
        assert notice_actions.stop(db.session.query(Notice).order_by(Notice.id.desc()).first()) == 3
    move(event, NEW)
    settle()
    # Amal and Boris know of this date already.
    assert people_told() == ["amal", "boris", "carla"]
    assert "3 نوفمبر" in mails_of("event_changed")[-1].body


def test_whom_it_left_is_told_nothing_of_what_is_taken_back(app):
    move(stopped_in_the_middle(), OLD)
    settle()
    assert sorted(people_told()) == ["amal", "amal", "boris", "boris"]


def test_it_goes_on_to_those_whom_it_left(app):
    stopped_in_the_middle()
    with transaction():
        assert notice_actions.resume(db.session.query(Notice).one(), at=now()) == 1
    write_notices()
    assert people_told() == ["amal", "boris", "carla"]
    with pytest.raises(NoticeStatusError), transaction():
        notice_actions.resume(db.session.query(Notice).one(), at=now())


def test_whom_it_left_is_told_of_a_cancellation_and_nothing_else(app):
    event = stopped_in_the_middle()
    with transaction():
        events.cancel(event)
    write_notices()
    assert (people_told(), people_told("event_cancelled")) == (["amal", "boris"], ["amal", "boris", "carla"])


def test_whoever_stops_it_while_workers_write_knows_exactly_who_was_left(app_on_each_database):
    app, event = app_on_each_database, workshop()
    for number in range(4, 14):
        register(event, number)
    move(event)
    begin()
    number, start, left = db.session.query(Notice).one().id, Barrier(3), []
    db.session.rollback()

    def write() -> None:
        with app.app_context():
            start.wait()
            write_notices()
            db.session.remove()

    def stop() -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    left.append(notice_actions.stop(db.session.get_one(Notice, number)))
            except NoticeStatusError:
                left.append(0)
            db.session.remove()

    threads = [Thread(target=each) for each in (write, write, stop)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waiting = db.session.query(NoticeRecipient).filter_by(state=RecipientState.LEFT).count()
    assert (len(people_told()) + waiting, [waiting]) == (13, left)
    notice = db.session.get_one(Notice, number)
    assert notice.status == (NoticeStatus.STOPPED if waiting else NoticeStatus.SENT)


def test_the_desk_shows_how_far_it_is_and_stops_it(alice, app):
    event = workshop()
    give(event, ALICE)
    move(event)
    begin()
    write_some_notices()
    mails_of("event_changed")[0].status = Delivery.FAILED
    db.session.commit()
    page = f"{LIST}notices/{db.session.query(Notice).one().id}/"
    assert page in alice.get(LIST).text
    shown = alice.get(page).text
    for words in (
        "2 of 3",
        "3 November 2090",
        "10 November 2090",
        "amal.0@example.org",
        "Failed 1",
        "Not written yet",
    ):
        assert words in shown, words
    assert "1 person has not been written to." in alice.post(f"{page}stop", follow_redirects=True).text
    assert "in a state that does not allow this" in alice.post(f"{page}stop", follow_redirects=True).text
    alice.post(f"{page}again")
    assert mails_of("event_changed")[0].status == Delivery.QUEUED
    alice.post(f"{page}resume")
    write_notices()
    assert people_told() == ["amal", "boris", "carla"]
    assert "3 of 3" in alice.get(page).text


def test_an_outsider_learns_of_nothing_and_stops_nothing(eve, app):
    move(workshop())
    begin()
    page = f"{LIST}notices/{db.session.query(Notice).one().id}/"
    assert eve.get(page).status_code == 404
    assert {eve.post(page + verb).status_code for verb in ("stop", "resume", "again")} == {404}
    assert db.session.query(Notice).one().status == NoticeStatus.SENDING
