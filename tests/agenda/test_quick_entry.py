"""Agendas read from lines."""

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.agenda.models import SessionKind
from eventhub.agenda.quick_entry import MOST_LINES, has_errors, kind_of, read_lines
from eventhub.agenda.ready import ready_agenda
from eventhub.text.languages import CODES

DAYS = [date(2026, 11, 3), date(2026, 11, 4)]

READ = [
    ("09:00–09:30 Opening remarks", time(9), time(9, 30), "Opening remarks"),
    ("09:00-09:30: Opening", time(9), time(9, 30), "Opening"),
    ("9.00 — 9.30 Opening", time(9), time(9, 30), "Opening"),
    ("9h00 à 9h30 Ouverture", time(9), time(9, 30), "Ouverture"),
    ("9h - 10h30 | Ouverture", time(9), time(10, 30), "Ouverture"),
    ("• 09:00–09:30\tOpening", time(9), time(9, 30), "Opening"),
    ("9:00 am to 1:30 pm Workshop", time(9), time(13, 30), "Workshop"),
    ("12:00 am – 1:00 am Night", time(0), time(1), "Night"),
    ("9:00–9:30 Amman: first steps", time(9), time(9, 30), "Amman: first steps"),
    ("09：00－09：30 开幕式", time(9), time(9, 30), "开幕式"),
    ("٠٩:٠٠–٠٩:٣٠ الافتتاح", time(9), time(9, 30), "الافتتاح"),
    ("10:00 до 11:00 Перерыв", time(10), time(11), "Перерыв"),
    ("09:00–09:30 2 groups report", time(9), time(9, 30), "2 groups report"),
]
REFUSED = [
    ("Opening remarks", "does not begin with a time"),
    ("09:00–09:30", "What happens at this time?"),
    ("09:00–08:30 Opening", "The end comes before the start."),
    ("25:00–26:00 Opening", "This is not a time of day."),
    ("09:00–09:75 Opening", "This is not a time of day."),
    ("16:30 Closing", "When does it end?"),
    ("Day 7", "The event has no day 7."),
]
KINDS = [
    ("Coffee break", SessionKind.BREAK),
    ("Teamwork for teachers", SessionKind.SESSION),
    ("Breakout discussion", SessionKind.SESSION),
    ("Déjeuner", SessionKind.LUNCH),
    ("Photo de groupe", SessionKind.PHOTO),
    ("Travaux de groupe", SessionKind.GROUP_WORK),
    ("Discours d’ouverture", SessionKind.OPENING),
    ("Acto de clausura", SessionKind.CLOSING),
    ("كلمة الافتتاح", SessionKind.OPENING),
    ("استراحة القهوة", SessionKind.BREAK),
    ("茶歇", SessionKind.BREAK),
    ("Открытие семинара", SessionKind.OPENING),
    ("International law", SessionKind.SESSION),
]


def only(line: str):
    [read] = read_lines(line, DAYS[0], DAYS)
    return read


@pytest.mark.parametrize(("line", "start", "end", "title"), READ)
def test_a_line_is_read_as_people_write_it(line, start, end, title):
    read = only(line)
    assert (read.start, read.end, read.title, read.error) == (start, end, title, "")


@pytest.mark.parametrize(("line", "message"), REFUSED)
def test_a_line_that_cannot_be_read_says_why(app, line, message):
    assert message in str(only(line).error)


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_the_kind_is_told_by_the_words(title, kind):
    assert kind_of(title) == kind


def test_days_begin_with_a_heading_or_a_date():
    text = "09:00–10:00 A\n\nDay 2\n09:00–10:00 B\n2026-11-03:\n11:00–12:00 C"
    assert [line.day for line in read_lines(text, DAYS[0], DAYS)] == [DAYS[0], DAYS[1], DAYS[0]]


@pytest.mark.parametrize("heading", ["Day 2", "JOUR 2 :", "Día 2", "День 2", "اليوم 2", "第2天"])
def test_a_heading_is_known_in_six_languages(heading):
    [line] = read_lines(f"{heading}\n09:00–10:00 A", DAYS[0], DAYS)
    assert line.day == DAYS[1]


def test_an_item_without_end_lasts_until_the_next_of_its_day():
    lines = read_lines("09:00 A\n10:30 B\n11:00–12:00 C\nDay 2\n08:00–09:00 D", DAYS[0], DAYS)
    assert [line.end for line in lines] == [time(10, 30), time(11), time(12), time(9)]


def test_the_number_of_the_line_is_told(app):
    lines = read_lines("09:00–10:00 A\n\nnonsense", DAYS[0], DAYS)
    assert [line.number for line in lines if line.error] == [3]


def test_a_book_is_not_read(app):
    lines = read_lines("09:00–10:00 A\n" * (MOST_LINES + 5), DAYS[0], DAYS)
    assert (len(lines), has_errors(lines)) == (MOST_LINES + 1, True)


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_refused(text):
    for line in read_lines(text, DAYS[0], DAYS):
        assert bool(line.error) or (line.day and line.start and line.end and line.start < line.end)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("days", [1, 2, 3, 5])
def test_the_ready_agenda_can_be_read_back_in_every_language(app, language, days):
    with app.test_request_context():
        text = ready_agenda(days, language)
    known = [date(2026, 11, day) for day in range(1, days + 1)]
    lines = read_lines(text, known[0], known)
    assert not has_errors(lines)
    assert {line.day for line in lines} == set(known)
    for day in known:
        times = [(line.start, line.end) for line in lines if line.day == day]
        assert all(end <= start for (_start, end), (start, _end) in pairwise(times))
