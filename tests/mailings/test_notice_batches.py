"""The worker writes notices some at a time: everybody is told once, of what is so when their mail is written."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from eventhub.agenda.revisions import next_number, publish_revision
from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events import actions as events
from eventhub.mailings import batches, notice_batches, notices
from eventhub.mailings.models import Notice, NoticeRecipient, NoticeStatus, RecipientState, ToldFacts
from eventhub.registration.models import Registration
from eventhub.registration.personal_data import erase
from tests.calendars.cast import add_session
from tests.mailings.cast import mails_of
from tests.mailings.test_notices import NEW, OLD, move, settle, workshop
from tests.mailings.worker import write_notices, write_some_notices
from tests.registration.cast import cancel, register


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)


def begin() -> None:
    """Decide who is told of the changes so far; nobody is written to yet."""
    with transaction():
        for told in db.session.query(ToldFacts).filter(ToldFacts.due_at.is_not(None)):
            notices.tell(told, at=now())


def people_told(kind: str = "event_changed") -> list[str]:
    return [each.recipient.partition(".")[0] for each in mails_of(kind)]


def test_a_few_are_written_to_at_a_time(app):
    move(workshop())
    begin()
    assert people_told() == []
    write_some_notices()
    assert people_told() == ["amal", "boris"]
    write_some_notices()
    assert (people_told(), db.session.query(Notice).one().status) == (
        ["amal", "boris", "carla"],
        NoticeStatus.SENT,
    )


def test_when_the_event_changes_again_in_the_middle_the_others_are_told_of_both_at_once(app):
    event = workshop()
    move(event)
    begin()
    write_some_notices()
    move(event, NEW.replace(month=12))
    # Until it has settled.
    write_some_notices()
    assert people_told() == ["amal", "boris"]
    settle()
    assert sorted(people_told()) == ["amal", "amal", "boris", "boris", "carla"]
    carlas = next(each for each in mails_of("event_changed") if each.recipient.startswith("carla"))
    assert ("ديسمبر" in carlas.subject + carlas.body, "10 نوفمبر" in carlas.body) == (True, False)
    assert "3 نوفمبر" in carlas.body
    assert (
        "10 November" in mails_of("event_changed")[-1].body
        or "10 novembre" in mails_of("event_changed")[-1].body
    )


def test_what_is_taken_back_in_the_middle_is_told_to_those_only_who_have_heard_of_it(app):
    event = workshop()
    move(event)
    begin()
    write_some_notices()
    move(event, OLD)
    settle()
    assert sorted(people_told()) == ["amal", "amal", "boris", "boris"]
    assert db.session.query(NoticeRecipient).filter_by(state=RecipientState.DUE).count() == 0


def test_an_event_that_is_cancelled_in_the_middle_is_told_to_be_cancelled_and_nothing_else(app):
    event = workshop()
    add_session(event)
    publish(event)
    move(event)
    begin()
    write_some_notices()
    with transaction():
        events.cancel(event)
    write_notices()
    assert (len(people_told()) + len(people_told("agenda_revised")), people_told("event_cancelled")) == (
        2,
        ["amal", "boris", "carla"],
    )


def test_two_revisions_in_a_row_are_one_mail_to_those_who_had_none_yet(app):
    event = workshop()
    session = add_session(event)
    publish(event)
    write_some_notices()
    session.room = "Hall B"
    db.session.commit()
    publish(event)
    write_notices()
    assert people_told("agenda_revised") == ["amal", "boris", "carla", "amal", "boris"]
    assert "Hall B" in mails_of("agenda_revised")[2].body


def test_who_has_left_meanwhile_is_not_told(app):
    event = workshop()
    fourth = register(event, 3)
    move(event)
    begin()
    cancel(fourth)
    with transaction():
        erase(db.session.query(Registration).filter_by(email="carla.2@example.org").one(), at=now())
    write_notices()
    assert people_told() == ["amal", "boris"]


def test_a_worker_that_dies_in_the_middle_of_a_batch_has_told_nobody_of_it(app):
    move(workshop())
    begin()
    write_some_notices()
    notice_batches.write_next_notices()
    db.session.rollback()
    assert len(people_told()) == 2
    write_notices()
    assert people_told() == ["amal", "boris", "carla"]


def test_several_workers_tell_everybody_once(app_on_each_database):
    app, event = app_on_each_database, workshop()
    for number in range(4, 10):
        register(event, number)
    move(event)
    begin()
    start = Barrier(4)
    db.session.rollback()

    def run(_worker: int) -> None:
        with app.app_context():
            start.wait()
            write_notices()
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert (len(people_told()), len({each.recipient for each in mails_of("event_changed")})) == (9, 9)


def publish(event) -> None:
    with transaction():
        number = next_number(event)
        publish_revision(event, number=number, by=None, note=Translated(), tells_participants=True)
