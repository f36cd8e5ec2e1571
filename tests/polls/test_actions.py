"""From the question to the date, and who is told."""

from datetime import datetime, timedelta

import pytest

from eventhub.audit.models import AuditEntry
from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.events import actions as events
from eventhub.outbox.models import OutboxMessage
from eventhub.polls import actions
from eventhub.polls.errors import (
    AnswersClosedError,
    DateOverError,
    NotPollableError,
    PollEndedError,
    PollRunningError,
)
from eventhub.polls.models import DatePoll, DateState, PollLink, PollStatus
from eventhub.polls.queries import get_asked_by_token, get_poll
from eventhub.polls.rules import LINK_LIFE, REMINDED_AGAIN_AFTER, answers_of
from tests.calendars.cast import FAR, SHANGHAI, add_session, make_event
from tests.delegations.cast import CHEN_EMAIL, HANA_EMAIL
from tests.polls.cast import (
    IF_NEED_BE,
    NO,
    YES,
    answer,
    latest_link,
    make_asking_draft,
    open_poll,
    settle,
    span,
)
from tests.registration.cast import mails_to


@pytest.fixture
def event(app):
    return make_asking_draft()


def test_each_organisation_is_asked_by_a_mail_in_its_language_whose_link_is_stored_nowhere(event):
    poll = open_poll(event, language="zh")
    mail = db.session.query(OutboxMessage).filter_by(recipient=CHEN_EMAIL).one()
    assert (mail.kind, mail.language, mail.is_secret) == ("poll_asked", "zh", True)
    assert "公安部" in mail.body
    token = latest_link(CHEN_EMAIL).split("/")[3]
    assert get_asked_by_token(token) is poll.asked[0]
    assert token not in {each.token_digest for each in db.session.query(PollLink)}
    assert mails_to(HANA_EMAIL) == ["poll_asked"]


def test_answers_can_be_changed_until_the_time_is_over(event):
    poll = open_poll(event)
    ministry = poll.asked[0]
    answer(ministry, YES, NO, NO, comment="Holidays.")
    answer(ministry, NO, YES, IF_NEED_BE)
    assert list(answers_of(ministry).values()) == [NO, YES, IF_NEED_BE]
    assert ministry.comment == ""
    with pytest.raises(AnswersClosedError):
        answer(ministry, YES, YES, YES, at=poll.due_at)
    with transaction():
        actions.close(poll)
    with pytest.raises(AnswersClosedError):
        answer(ministry, YES, YES, YES)
    with transaction():
        actions.extend(poll, now() + timedelta(days=1))
    answer(ministry, YES, YES, YES)
    assert set(answers_of(ministry).values()) == {YES}


def test_only_who_has_not_answered_is_reminded_and_by_a_link_that_works_beside_the_first(event):
    poll = open_poll(event)
    answer(poll.asked[0], YES, NO, NO)
    first = latest_link(HANA_EMAIL)
    for after in (timedelta(0), timedelta(seconds=1), REMINDED_AGAIN_AFTER):
        with transaction():
            actions.remind(poll, now=now() + after)
    assert mails_to(CHEN_EMAIL) == ["poll_asked"]
    assert mails_to(HANA_EMAIL) == ["poll_asked", "poll_reminder", "poll_reminder"]
    links = (first, latest_link(HANA_EMAIL))
    assert links[0] != links[1]
    assert [get_asked_by_token(each.split("/")[3]) for each in links] == [poll.asked[1]] * 2


def test_picking_a_date_moves_the_event_with_its_agenda_and_tells_everybody_once(event):
    session = add_session(event)
    poll = open_poll(event)
    answer(poll.asked[0], NO, YES, YES)
    settle(poll, 1)
    assert (event.starts_at, event.ends_at) == span(17)
    assert session.starts_at == datetime(FAR, 11, 17, 10, tzinfo=SHANGHAI)
    assert [each.state for each in poll.dates] == [DateState.DROPPED, DateState.CHOSEN, DateState.DROPPED]
    assert mails_to(CHEN_EMAIL) == mails_to(HANA_EMAIL) == ["poll_asked", "poll_settled"]
    recorded = [each.action for each in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert recorded[-3:] == ["event:details:edit", "event:agenda:move", "event:poll:settle"]
    with pytest.raises(PollEndedError):
        settle(poll, 0)


def test_a_date_that_is_over_cannot_be_picked(event):
    poll = open_poll(event)
    with pytest.raises(DateOverError), transaction():
        actions.settle(poll, poll.dates[0], now=poll.dates[0].starts_at)
    assert poll.status == PollStatus.OPEN


def test_the_sequence_of_a_postponed_event_rises_with_the_date(app):
    event = make_asking_draft()
    events.publish(event)
    events.postpone(event)
    db.session.commit()
    before = event.sequence
    settle(open_poll(event), 0)
    assert event.sequence == before + 1


def test_what_is_announced_cannot_be_polled_and_one_poll_runs_at_a_time(event):
    open_poll(event)
    with pytest.raises(PollRunningError):
        open_poll(event)
    with pytest.raises(NotPollableError):
        open_poll(make_event("announced"))


def test_publishing_an_event_ends_its_poll(event):
    poll = open_poll(event)
    with transaction():
        events.publish(event)
    assert poll.status == PollStatus.WITHDRAWN
    assert mails_to(CHEN_EMAIL) == ["poll_asked", "poll_withdrawn"]


def test_a_new_poll_puts_the_date_of_the_earlier_one_in_question(event):
    earlier = open_poll(event)
    settle(earlier, 0)
    open_poll(event, days=(11, 18))
    assert {each.state for each in earlier.dates} == {DateState.DROPPED}


def test_links_and_comments_go_a_while_after_the_poll_and_the_answers_stay(event):
    poll = open_poll(event)
    answer(poll.asked[0], YES, NO, NO, comment="Our minister is abroad.")
    with transaction():
        actions.withdraw(poll, now=now() - LINK_LIFE)
    with transaction():
        assert actions.forget_next_over()
        assert not actions.forget_next_over()
    assert db.session.query(PollLink).count() == 0
    assert poll.asked[0].comment == ""
    assert list(answers_of(poll.asked[0]).values()) == [YES, NO, NO]


def test_a_draft_is_deleted_with_its_poll(event):
    open_poll(event)
    with transaction():
        events.delete_draft(event)
    assert db.session.query(DatePoll).count() == 0


def test_the_cost_of_reading_a_poll_does_not_grow_with_its_dates(event, count_queries):
    counts = []
    for number in (open_poll(event, days=(10,)).id, open_poll(make_asking_draft("other")).id):
        db.session.expunge_all()
        event = db.session.get(DatePoll, number).event
        with count_queries() as sent:
            poll = get_poll(event, number)
            assert all(each.organization.name and not each.answers for each in poll.asked)
            assert poll.dates
        counts.append(len(sent))
    assert counts[0] == counts[1]
