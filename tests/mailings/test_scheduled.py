"""What goes out by itself: when the event says, once, and only for an event that takes place."""

from datetime import datetime, time, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events import actions as events
from eventhub.events.models import Event
from eventhub.mailings import actions
from eventhub.mailings.errors import TooLateError
from eventhub.mailings.models import Anchor, Mailing, MailingStatus
from eventhub.mailings.rules import due_moment
from tests.calendars.cast import FAR, SHANGHAI
from tests.mailings.cast import draft, mails_of, make_peopled_workshop, write_all


def schedule(event: Event, *, days: int = 7, anchor: Anchor = Anchor.BEFORE_START, **more) -> Mailing:
    mailing = draft(event, **more)
    with transaction():
        actions.schedule(mailing, anchor=anchor, days=days, at_time=time(9), at=now())
    return mailing


def move(event: Event, starts_at: datetime) -> None:
    with transaction():
        events.reschedule(
            event, starts_at=starts_at, ends_at=starts_at + timedelta(days=1), time_zone="Asia/Shanghai"
        )


def due_today(event: Event, **more) -> Mailing:
    """A mailing for seven days before an event that is moved to tomorrow: its time has come."""
    mailing = schedule(event, **more)
    move(event, now() + timedelta(days=1))
    return mailing


def work() -> bool:
    with transaction():
        more = actions.send_next_due()
    write_all()
    return more


def status_of(mailing: Mailing) -> MailingStatus:
    db.session.expire_all()
    return mailing.status


def test_it_moves_with_the_event(app):
    event = make_peopled_workshop()
    mailing = schedule(event)
    assert mailing.due_at == datetime(FAR, 10, 27, 9, tzinfo=SHANGHAI)
    move(event, datetime(FAR, 12, 10, 14, tzinfo=SHANGHAI))
    db.session.refresh(mailing)
    assert mailing.due_at == datetime(FAR, 12, 3, 9, tzinfo=SHANGHAI)


def test_it_goes_once_when_its_time_has_come_and_not_before(app):
    event = make_peopled_workshop()
    mailing = schedule(event)
    assert (work(), mails_of()) == (False, [])
    move(event, now() + timedelta(days=1))
    assert (work(), work()) == (True, False)
    assert (status_of(mailing), len(mails_of())) == (MailingStatus.SENT, 3)


def test_of_workers_at_the_same_moment_one_sends_it(app_on_each_database):
    app, mailing = app_on_each_database, due_today(make_peopled_workshop())
    start = Barrier(4)

    def turn() -> None:
        with app.app_context():
            start.wait()
            work()
            db.session.remove()

    db.session.rollback()
    threads = [Thread(target=turn) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (status_of(mailing), len(mails_of())) == (MailingStatus.SENT, 3)


def test_a_worker_that_dies_before_the_end_has_sent_nothing_and_the_next_sends_all(app):
    due_today(make_peopled_workshop())
    db.session.rollback()
    actions.send_next_due()
    db.session.rollback()
    assert mails_of() == []
    work()
    assert len(mails_of()) == 3


@pytest.mark.parametrize("end", [events.cancel, events.postpone])
def test_it_waits_while_the_event_does_not_stand(app, end):
    event = make_peopled_workshop()
    mailing = due_today(event)
    with transaction():
        end(event)
    assert (work(), status_of(mailing)) == (False, MailingStatus.SCHEDULED)


def test_a_reminder_that_could_not_be_sent_before_the_event_is_not_sent_after_its_beginning(app):
    event = make_peopled_workshop()
    mailing = due_today(event)
    move(event, now() - timedelta(hours=1))
    assert (work(), status_of(mailing), mails_of()) == (True, MailingStatus.LAPSED, [])


def test_thanks_go_out_after_the_end(app):
    event = make_peopled_workshop()
    schedule(event, days=1, anchor=Anchor.AFTER_END)
    move(event, now() - timedelta(days=3))
    work()
    assert len(mails_of()) == 3


def test_a_moment_that_has_passed_is_refused(app):
    event = make_peopled_workshop()
    move(event, now() + timedelta(days=3))
    with pytest.raises(TooLateError):
        schedule(event)


def test_one_that_is_a_draft_again_is_not_sent(app):
    mailing = due_today(make_peopled_workshop())
    with transaction():
        actions.send_back(mailing)
    assert (work(), status_of(mailing)) == (False, MailingStatus.DRAFT)


ZONES = ("Asia/Shanghai", "Europe/Paris", "America/New_York", "Africa/Casablanca", "Pacific/Kiritimati")


@given(
    st.integers(946_684_800, 3_786_912_000),
    st.sampled_from(ZONES),
    st.integers(0, 366),
    st.times(),
    st.sampled_from(list(Anchor)),
)
def test_the_days_are_counted_by_the_calendar_of_the_venue(second, zone, days, at_time, anchor):
    start = datetime.fromtimestamp(second, ZoneInfo(zone))
    event = Event(starts_at=start, ends_at=start + timedelta(days=2), time_zone=zone)
    due = due_moment(event, Mailing(anchor=anchor, days=days, at_time=at_time))
    counted = event.first_day - due.date() if anchor == Anchor.BEFORE_START else due.date() - event.last_day
    assert (counted.days, due.time()) == (days, at_time)
