"""Another date, time or place is told to all whom it concerns, once, with the difference."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import icalendar
import ics
import pytest
import vobject

from eventhub.clock import now
from eventhub.db import Translated, db, transaction
from eventhub.events import actions as events
from eventhub.events.actions import EventDetails
from eventhub.events.models import Event
from eventhub.mailings import notices
from eventhub.mailings.models import ToldFacts
from eventhub.mailings.notices import LONGEST_SETTLING, SETTLING
from tests.calendars.cast import FAR, SHANGHAI
from tests.delegations import cast as delegations
from tests.mailings.cast import mails_of, make_peopled_workshop, parsed
from tests.mailings.worker import write_notices
from tests.registration.cast import cancel, register

OLD, NEW = datetime(FAR, 11, 3, 9, tzinfo=SHANGHAI), datetime(FAR, 11, 10, 14, tzinfo=SHANGHAI)


def move(event: Event, starts_at: datetime = NEW) -> None:
    with transaction():
        hours = timedelta(hours=8)
        events.reschedule(event, starts_at=starts_at, ends_at=starts_at + hours, time_zone="Asia/Shanghai")


def settle() -> int:
    """Let the time go by after which people are told; how many mails that made."""
    before = len(mails_of("event_changed"))
    with transaction():
        for told in db.session.query(ToldFacts).filter(ToldFacts.due_at.is_not(None)):
            told.due_at = now()
    while tell():
        pass
    write_notices()
    return len(mails_of("event_changed")) - before


def tell() -> bool:
    with transaction():
        return notices.tell_next_change()


def workshop() -> Event:
    """Of one day, so that its entry in calendars has times."""
    return make_peopled_workshop(ends_at=OLD + timedelta(hours=8))


def calendars_to(recipient: str) -> list[str]:
    """The calendar parts that somebody was sent, in order; each must stand last in multipart/alternative."""
    found = []
    for message in (
        *mails_of("registration_confirmed"),
        *mails_of("event_changed"),
        *mails_of("event_cancelled"),
    ):
        if message.recipient != recipient:
            continue
        mail = parsed(message)
        assert mail.get_content_type() == "multipart/alternative"
        types = [part.get_content_type() for part in mail.iter_parts()]
        assert types == ["text/plain", "text/html", "text/calendar"]
        part = list(mail.iter_parts())[-1]
        text = part.get_content()
        assert f"METHOD:{part.get_param('method')}" in text.replace("\r", "").split("\n")
        found.append(text)
    return found


def test_people_are_told_a_while_after_the_change_and_once(app):
    event = workshop()
    move(event)
    assert tell() is False
    assert (settle(), settle()) == (3, 0)
    text = mails_of("event_changed")[0].body
    assert "When: 10 November 2090" in text
    assert "until now: 3 November 2090" in text
    assert "14:00–22:00" in text
    assert "Where:" in text
    assert text.count("until now:") == 2


def test_several_corrections_are_one_notice(app):
    event = workshop()
    move(event)
    move(event, NEW + timedelta(days=1))
    with transaction():
        venue = Translated(en="Hotel Kunlun")
        events.edit_event(event, EventDetails(**{**vars(EventDetails.of(event)), "venue": venue}))
    assert settle() == 3
    assert "Hotel Kunlun" in mails_of("event_changed")[0].body


def test_a_change_that_is_taken_back_is_none(app):
    event = workshop()
    move(event)
    move(event, OLD)
    assert settle() == 0


def test_further_changes_do_not_put_it_off_for_ever(app):
    event = workshop()
    move(event)
    with transaction():
        told = notices.find_told(event)
        told.changed_at = now() - LONGEST_SETTLING
    move(event, NEW + timedelta(days=1))
    db.session.refresh(told)
    assert told.due_at <= now() < told.changed_at + LONGEST_SETTLING + SETTLING


def test_what_is_not_about_time_or_place_is_not_told(app):
    event = workshop()
    with transaction():
        title = Translated(en="Another title")
        events.edit_event(event, EventDetails(**{**vars(EventDetails.of(event)), "title": title}))
    assert settle() == 0


def test_only_those_are_told_who_knew_and_still_have_to_do_with_it(app):
    event = workshop()
    cancel(register(event, 5))
    move(event)
    register(event, 6)
    settle()
    recipients = {each.recipient.split(".")[0] for each in mails_of("event_changed")}
    assert recipients == {"amal", "boris", "carla"}


def test_the_entry_in_the_calendar_moves_and_goes_with_a_cancellation(app):
    event = workshop()
    move(event)
    settle()
    with transaction():
        events.cancel(event)
    write_notices()
    first, moved, gone = calendars_to("amal.0@example.org")
    entries = [icalendar.Calendar.from_ical(each).events[0] for each in (first, moved, gone)]
    assert len({str(each["uid"]) for each in entries}) == 1
    assert entries[0]["sequence"] < entries[1]["sequence"] < entries[2]["sequence"]
    assert [each.start for each in entries[:2]] == [OLD, NEW]
    assert [str(each["status"]) for each in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_other_parsers_read_the_same(app):
    event = workshop()
    move(event)
    settle()
    moved = calendars_to("amal.0@example.org")[-1]
    by_vobject = vobject.readOne(moved)
    assert by_vobject.method.value == "REQUEST"
    assert by_vobject.vevent.dtstart.value == NEW
    assert by_vobject.vevent.attendee.value == "mailto:amal.0@example.org"
    assert by_vobject.vevent.organizer.value.startswith("mailto:")
    (by_ics,) = ics.Calendar(moved).events
    assert by_ics.begin.datetime == NEW


def test_who_waits_is_told_without_an_entry(app):
    event = make_peopled_workshop(capacity=3)
    waiting = register(event, 4)
    move(event)
    assert settle() == 4
    mail = parsed(next(each for each in mails_of("event_changed") if each.recipient == waiting.email))
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_a_postponed_event_is_told_and_then_its_new_date(app):
    event = workshop()
    with transaction():
        events.postpone(event)
    assert settle() == 3
    assert mails_of("event_changed")[0].subject == "Postponed: Safe migration"
    assert "When: New dates to be announced" in mails_of("event_changed")[0].body
    move(event)
    with transaction():
        events.publish(event)
    assert settle() == 3
    assert mails_of("event_changed")[3].subject == "Changed: Safe migration"


@pytest.mark.parametrize("change", ["changed", "cancelled"])
def test_focal_points_are_told_too_in_their_language(app, change):
    event = delegations.make_asked_workshop()
    delegations.ask(event, language="fr")
    if change == "changed":
        move(event)
        settle()
    else:
        with transaction():
            events.cancel(event)
        write_notices()
    (mail,) = mails_of(f"delegation_{change}")
    assert (mail.recipient, mail.language) == (delegations.CHEN_EMAIL, "fr")


def test_a_cancelled_event_has_no_further_notice(app):
    event = workshop()
    move(event)
    with transaction():
        events.cancel(event)
    assert settle() == 0
    assert len(mails_of("event_cancelled")) == 3


def test_of_workers_at_the_same_moment_one_tells(app_on_each_database):
    app, event = app_on_each_database, workshop()
    move(event)
    with transaction():
        notices.find_told(event).due_at = now()
    start = Barrier(4)

    def turn() -> None:
        with app.app_context():
            start.wait()
            tell()
            db.session.remove()

    db.session.rollback()
    threads = [Thread(target=turn) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    write_notices()
    assert len(mails_of("event_changed")) == 3


def test_organisers_can_tell_at_once_or_nobody(app):
    event = workshop()
    move(event)
    with transaction():
        assert notices.tell(notices.find_told(event), at=now()) == 3
    write_notices()
    move(event, NEW + timedelta(days=2))
    with transaction():
        notices.drop(notices.find_told(event))
    assert settle() == 0
