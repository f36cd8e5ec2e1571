"""Dates in a sentence: the vectors of the domain, days apart, short forms."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from eventhub.text.dates import arabic_style, date_phrase, date_range

VECTORS = json.loads((Path(__file__).parents[1] / "golden" / "date_phrases.json").read_text("utf-8"))[
    "vectors"
]
CASES = [
    pytest.param(vector, tag, years, id=f"{vector['case']}, {tag}, {years}")
    for vector in VECTORS
    for years in ("with_year", "without_year")
    for tag in vector[years]
]


def days(*texts):
    return [date.fromisoformat(text) for text in texts]


def span(start, end):
    first, last = days(start, end)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(("vector", "tag", "years"), CASES)
def test_vector(vector, tag, years):
    language, _, style = tag.partition("-")

    phrase = date_phrase(
        span(vector["start"], vector["end"]), language, with_year=years == "with_year", style=style or None
    )

    assert phrase == vector[years][tag]


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "on 6, 8 and 10 April 2027"),
        ("fr", "les 6, 8 et 10 avril 2027"),
        ("es", "los días 6, 8 y 10 de abril de 2027"),
        ("ru", "6, 8 и 10 апреля 2027 года"),
        ("ar", "أيام 6 و8 و10 أبريل 2027"),
        ("zh", "2027年4月6日、8日和10日"),
    ],
)
def test_days_apart_are_listed(language, phrase):
    assert date_phrase(days("2027-04-06", "2027-04-08", "2027-04-10"), language, with_year=True) == phrase


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "on 14 and 21 December 2026 and on 8 January 2027"),
        ("fr", "les 14 et 21 décembre 2026 et le 8 janvier 2027"),
        ("es", "los días 14 y 21 de diciembre de 2026 y el 8 de enero de 2027"),
        ("ar", "يومي 14 و21 ديسمبر 2026 وفي 8 يناير 2027"),
    ],
)
def test_days_apart_in_two_months_are_told_month_by_month(language, phrase):
    assert date_phrase(days("2026-12-14", "2026-12-21", "2027-01-08"), language, with_year=True) == phrase


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("en", "from 7 to 11 and from 14 to 18 June"),
        ("fr", "du 7 au 11 et du 14 au 18 juin"),
        ("es", "del 7 al 11 y del 14 al 18 de junio"),
        ("ru", "с 7 по 11 и с 14 по 18 июня"),
        ("zh", "6月7日至11日和14日至18日"),
    ],
)
def test_two_working_weeks_are_two_ranges(language, phrase):
    weeks = span("2027-06-07", "2027-06-11") + span("2027-06-14", "2027-06-18")

    assert date_phrase(weeks, language, with_year=False) == phrase


@pytest.mark.parametrize(
    ("language", "short"),
    [
        ("en", "3–4 November 2027"),
        ("fr", "3–4 novembre 2027"),
        ("es", "3–4 de noviembre de 2027"),
        ("ru", "3–4 ноября 2027 года"),
        ("ar", "3–4 نوفمبر 2027"),
        ("zh", "2027年11月3日至4日"),
    ],
)
def test_short_form(language, short):
    assert date_range(days("2027-11-03", "2027-11-04"), language) == short


def test_short_form_across_months_spaces_its_dash():
    assert date_range(days("2027-04-30", "2027-05-01"), "fr") == "30 avril – 1er mai 2027"


def test_short_form_of_one_day_without_year():
    assert date_range(days("2027-12-01"), "en", with_year=False) == "1 December"


def test_arabic_months_follow_the_country():
    assert [arabic_style(code) for code in ("TN", "DZ", "MA", "MR", "LB", "EG")] == [
        "TN",
        "TN",
        "MA",
        "MR",
        "LB",
        None,
    ]
