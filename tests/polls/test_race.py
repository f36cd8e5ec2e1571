"""Several at once, on each database: a poll runs once, ends once, and takes no answer after."""

from concurrent.futures import ThreadPoolExecutor

from eventhub.clock import now
from eventhub.db import db, transaction
from eventhub.errors import ConflictError
from eventhub.events.models import Event
from eventhub.polls import actions
from eventhub.polls.models import DatePoll, DateState
from eventhub.polls.queries import date_with, get_asked_by_token, get_poll
from tests.delegations.cast import CHEN_EMAIL
from tests.polls.cast import YES, latest_link, make_asking_draft, open_poll, span
from tests.registration.cast import mails_to


def at_once(app, deed, times: int = 6) -> list[str]:
    """What came of each: the name of the refusal, or nothing."""

    def once(number: int) -> str:
        with app.app_context():
            try:
                with transaction():
                    deed(number)
                return ""
            except ConflictError as error:
                return type(error).__name__
            finally:
                db.session.remove()

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(once, range(times)))


def test_of_several_polls_that_are_opened_at_once_one_runs(app_on_each_database):
    event_id = make_asking_draft().id
    db.session.commit()

    def open_one(_number: int) -> None:
        details = actions.PollDetails(dates=[span(10), span(17)], asked=[], due_at=now())
        actions.open_poll(db.session.get(Event, event_id), details, now=now())

    assert at_once(app_on_each_database, open_one) == ["", *["PollRunningError"] * 5]
    assert db.session.query(DatePoll).count() == 1


def test_of_several_dates_that_are_picked_at_once_one_is(app_on_each_database):
    poll = open_poll(make_asking_draft())
    poll_id, event_id, numbers = poll.id, poll.event_id, [each.id for each in poll.dates]
    db.session.commit()

    def pick(number: int) -> None:
        found = get_poll(db.session.get(Event, event_id), poll_id)
        actions.settle(found, date_with(found, numbers[number % 3]), now=now())

    assert at_once(app_on_each_database, pick) == ["", *["PollEndedError"] * 5]
    db.session.expire_all()
    (chosen,) = [each for each in poll.dates if each.state == DateState.CHOSEN]
    assert poll.event.starts_at == chosen.starts_at
    assert mails_to(CHEN_EMAIL) == ["poll_asked", "poll_settled"]


def test_the_same_answers_sent_several_times_at_once_are_one(app_on_each_database):
    poll = open_poll(make_asking_draft())
    token, numbers = latest_link(CHEN_EMAIL).split("/")[3], [each.id for each in poll.dates]
    db.session.commit()

    def send(_number: int) -> None:
        actions.answer(get_asked_by_token(token), dict.fromkeys(numbers, YES), now=now())

    assert at_once(app_on_each_database, send) == [""] * 6
    db.session.expire_all()
    assert [each.answer for each in poll.asked[0].answers] == [YES] * 3
