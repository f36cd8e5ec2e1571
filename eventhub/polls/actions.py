"""What happens to polls. Each verb flushes and leaves an audit line; callers commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from eventhub.agenda.actions import move_agenda
from eventhub.audit.actions import record
from eventhub.clock import now as current_time
from eventhub.db import Translated, db
from eventhub.events.actions import reschedule
from eventhub.events.models import Event
from eventhub.organizations.models import Organization
from eventhub.polls import mails
from eventhub.polls.errors import (
    AnswersClosedError,
    DateOverError,
    NotPollableError,
    PollEndedError,
    PollRunningError,
)
from eventhub.polls.models import (
    Answer,
    AskedOrganization,
    DateAnswer,
    DatePoll,
    DateState,
    PollLink,
    PollStatus,
    ProposedDate,
)
from eventhub.polls.queries import chosen_dates_of, find_to_forget
from eventhub.polls.rules import (
    REMINDED_AGAIN_AFTER,
    is_running,
    may_be_picked,
    may_poll,
    takes_answers,
    unanswered,
)
from eventhub.tokens import digest, new_token


@dataclass(frozen=True, kw_only=True)
class PollDetails:
    """What an organiser asks. ``dates`` are pairs of beginning and end; ``asked`` says in which language whom."""

    dates: Sequence[tuple[datetime, datetime]]
    asked: Sequence[tuple[Organization, str]]
    due_at: datetime
    message: Translated = field(default_factory=Translated)
    shows_answers: bool = False


def open_poll(event: Event, details: PollDetails, *, now: datetime) -> DatePoll:
    """Propose dates to organisations: each gets a mail with a secret link, in its language.

    A date on which an earlier poll had settled is open again.

    Raises:
        NotPollableError, PollRunningError
    """
    if not may_poll(event):
        raise NotPollableError
    poll = DatePoll(
        event=event, due_at=details.due_at, message=details.message, shows_answers=details.shows_answers
    )
    poll.dates = [ProposedDate(starts_at=start, ends_at=end) for start, end in details.dates]
    poll.asked = [AskedOrganization(organization=each, language=code) for each, code in details.asked]
    try:
        with db.session.begin_nested():
            db.session.add(poll)
    except IntegrityError as error:
        raise PollRunningError from error
    for each in chosen_dates_of(event):
        _become(each, DateState.DROPPED, now)
    record("event:poll:open", event, changes={"dates": [0, len(poll.dates)]})
    for asked in poll.asked:
        mails.ask("poll_asked", asked, _new_link(asked))
    return poll


def answer(
    asked: AskedOrganization, answers: Mapping[int, Answer], *, comment: str = "", now: datetime
) -> None:
    """Say of each date, by its number, how it suits; what was said before is replaced.

    Raises:
        AnswersClosedError
    """
    poll = asked.poll
    _hold(poll)
    if not takes_answers(poll, now):
        raise AnswersClosedError
    # Somebody else may have answered for the organisation since these were read.
    db.session.refresh(asked, ["answers"])
    known = {each.date_id: each for each in asked.answers}
    for date in poll.dates:
        if date.id in known:
            known[date.id].answer = answers[date.id]
        else:
            asked.answers.append(DateAnswer(date_id=date.id, answer=answers[date.id]))
    asked.comment, asked.answered_at = comment, now
    db.session.flush()
    record("event:poll:answer", poll.event)


def remind(poll: DatePoll, *, now: datetime) -> int:
    """Write again to those who have not answered and can be reached; how many these are.

    Raises:
        AnswersClosedError
    """
    _hold(poll)
    if not takes_answers(poll, now):
        raise AnswersClosedError
    written = 0
    for asked in unanswered(poll):
        if asked.reminded_at and now - asked.reminded_at < REMINDED_AGAIN_AFTER:
            continue
        if mails.ask("poll_reminder", asked, _new_link(asked)):
            asked.reminded_at = now
            written += 1
    db.session.flush()
    record("event:poll:remind", poll.event, changes={"organizations": [0, written]})
    return written


def renew_link(asked: AskedOrganization) -> str:
    """A new secret link for an organisation, to be handed over by other ways than mail; earlier ones open nothing any
    more. Its token comes back, this once.

    Raises:
        PollEndedError
    """
    _hold_running(asked.poll)
    db.session.execute(delete(PollLink).where(PollLink.asked_id == asked.id))
    token = _new_link(asked)
    record("event:poll:link", asked.poll.event)
    return token


def close(poll: DatePoll) -> None:
    """Take no answers any more.

    Raises:
        PollEndedError
    """
    _hold_running(poll)
    poll.status = PollStatus.CLOSED
    db.session.flush()
    record("event:poll:close", poll.event)


def extend(poll: DatePoll, due_at: datetime) -> None:
    """Take answers until another moment; one that was closed is open again.

    Raises:
        PollEndedError
    """
    _hold_running(poll)
    poll.due_at, poll.status = due_at, PollStatus.OPEN
    db.session.flush()
    record("event:poll:extend", poll.event)


def settle(poll: DatePoll, date: ProposedDate, *, now: datetime) -> None:
    """Hold the event at one of the dates, with its agenda; everybody who was asked is told.

    Raises:
        PollEndedError, DateOverError
        NotPollableError: the event has been published meanwhile.
    """
    _hold_running(poll)
    event = poll.event
    if not may_poll(event):
        raise NotPollableError
    if not may_be_picked(date, now):
        raise DateOverError
    for each in poll.dates:
        _become(each, DateState.CHOSEN if each is date else DateState.DROPPED, now)
    _end(poll, PollStatus.SETTLED, now)
    start, end = (moment.astimezone(event.zone) for moment in (date.starts_at, date.ends_at))
    move_agenda(event, reschedule(event, starts_at=start, ends_at=end, time_zone=event.time_zone))
    record("event:poll:settle", event, changes={"date": [None, start.isoformat()]})
    for asked in poll.asked:
        mails.tell("poll_settled", asked, date)


def withdraw(poll: DatePoll, *, now: datetime) -> None:
    """End a poll without a date; those who were asked are told that their answer is not needed.

    Raises:
        PollEndedError
    """
    _hold_running(poll)
    for each in poll.dates:
        _become(each, DateState.DROPPED, now)
    _end(poll, PollStatus.WITHDRAWN, now)
    record("event:poll:withdraw", poll.event)
    for asked in poll.asked:
        mails.tell("poll_withdrawn", asked)


def forget_next_over() -> bool:
    """Delete the links and comments of one poll that is long over; False when there is none."""
    poll = find_to_forget(current_time())
    if poll is None:
        return False
    for asked in poll.asked:
        asked.comment, asked.links = "", []
    poll.forgotten_at = current_time()
    db.session.flush()
    record("event:poll:forget", poll.event)
    return True


def _new_link(asked: AskedOrganization) -> str:
    token = new_token()
    db.session.add(PollLink(asked_id=asked.id, token_digest=digest(token)))
    db.session.flush()
    return token


def _become(date: ProposedDate, state: DateState, now: datetime) -> None:
    if date.state != state:
        date.state, date.revised_at = state, now
        date.sequence += 1


def _end(poll: DatePoll, status: PollStatus, now: datetime) -> None:
    poll.status, poll.ended_at = status, now
    db.session.flush()


def _hold_running(poll: DatePoll) -> None:
    _hold(poll)
    if not is_running(poll):
        raise PollEndedError


def _hold(poll: DatePoll) -> None:
    """Hold the poll until the transaction ends, as the last one left it: it ends once, and takes no answer after."""
    db.session.refresh(poll, ["status", "due_at", "ended_at"], with_for_update=True)
