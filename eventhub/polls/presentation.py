"""Polls in words, in the language in force."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from eventhub.events.models import Event
from eventhub.polls.models import Answer, AskedOrganization, DatePoll, DateState, ProposedDate
from eventhub.polls.rules import Tally, answers_of, suit_most, tallies_of
from eventhub.registration.presentation import hours_in_words
from eventhub.text import calendar, dates
from eventhub.text.languages import in_language
from eventhub.text.typography import capitalise
from eventhub.web.filters import local_time
from eventhub.web.language import current_language


@dataclass(frozen=True)
class DateInWords:
    """A date: its days with the day of the week where it is one, its hours by whose clocks, and in short."""

    id: int
    state: DateState
    days: str
    hours: str
    short: str
    datetime: str


def date_in_words(date: ProposedDate, event: Event) -> DateInWords:
    """A date by the clocks of the event."""
    language = current_language()
    first, last = (moment.astimezone(event.zone).date() for moment in (date.starts_at, date.ends_at))
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    days, short = (dates.date_range(span, language, with_year=each) for each in (True, False))
    if first == last:
        days = capitalise(calendar.full_date(first, language))
    return DateInWords(
        id=date.id,
        state=date.state,
        days=days,
        hours=hours_in_words(date.starts_at, date.ends_at, event.time_zone),
        short=short,
        datetime=first.isoformat(),
    )


def dates_in_words(poll: DatePoll) -> list[DateInWords]:
    """All dates of a poll; those of the same days are told apart in short by the hour."""
    found = [date_in_words(each, poll.event) for each in poll.dates]
    times = Counter(each.short for each in found)
    return [
        replace(words, short=f"{words.short} {local_time(date.starts_at, poll.event.time_zone)}")
        if times[words.short] > 1
        else words
        for words, date in zip(found, poll.dates, strict=True)
    ]


@dataclass(frozen=True)
class Row:
    """An organisation, and its answers in the order of the dates; None where it has not answered."""

    asked: AskedOrganization
    name: str
    answers: Sequence[Answer | None]


@dataclass(frozen=True)
class Summary:
    """The answers to a date; whether it is among those that suit most."""

    date: DateInWords
    tally: Tally
    suits_most: bool


@dataclass(frozen=True)
class Results:
    """All answers: each date with its sums, and a table of organisations by dates."""

    dates: Sequence[Summary]
    rows: Sequence[Row]


def results_of(poll: DatePoll) -> Results:
    """What has been answered so far."""
    tallies = tallies_of(poll)
    best = suit_most(tallies)
    return Results(
        dates=[Summary(each, tallies[each.id], each.id in best) for each in dates_in_words(poll)],
        rows=[_row(each, poll) for each in poll.asked],
    )


def _row(asked: AskedOrganization, poll: DatePoll) -> Row:
    given = answers_of(asked)
    name = in_language(asked.organization.name, current_language())[0]
    return Row(asked, name, [given.get(date.id) for date in poll.dates])
